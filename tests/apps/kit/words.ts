const VOCABULARY =
  'the a of to and in for with on from budget plan idea question answer example table garden train invoice model river ' +
  'winter coffee kitchen deadline museum window letter recipe server query index report team weekend bicycle insurance ' +
  'contract translation draft comma paragraph mountain harbour ticket schedule battery keyboard lamp meeting customer ' +
  'refund warranty tile flour oven yeast water salt minutes hours usually rarely often perhaps first second finally ' +
  'compare choose write read explain shorten check measure bake visit order move sort count naïve café Straße résumé';
const WORDS = VOCABULARY.split(' ');

/** `count` words as sentences; the same seed gives the same words in every run. */
export function wordsOf(seed: string, count: number): string {
  let state = 2_166_136_261;
  for (const letter of seed) state = Math.imul(state ^ (letter.codePointAt(0) ?? 0), 16_777_619);
  const words: string[] = [];
  for (let index = 0; index < count; index += 1) {
    state = Math.imul(state ^ (state >>> 15), 2_246_822_507) + 1_640_531_527;
    const word = WORDS[(state >>> 8) % WORDS.length] ?? '';
    const isFirst = index % 11 === 0;
    words.push(isFirst ? word.slice(0, 1).toUpperCase() + word.slice(1) : word);
    if (index % 11 === 10 || index === count - 1) words[index] += '.';
  }
  return words.join(' ');
}
