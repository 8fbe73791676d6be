import { fold } from './fold';

const letter = /^[\p{L}\p{N}]$/u;

/** The folded letters of a script's block: those that may stand where another one of the word stands. */
function lettersAround(word: string): readonly string[] {
  const blocks = new Set(Array.from(word, (character) => (character.codePointAt(0) ?? 0) >> 7));
  const letters = [];
  for (const block of blocks) {
    for (let code = block << 7; code < (block + 1) << 7; code += 1) {
      const character = String.fromCodePoint(code);
      if (letter.test(character) && fold(character) === character) letters.push(character);
    }
  }
  return letters;
}

/**
 * All words that are one typo away: one letter more, less or another, or two neighbours swapped. Some hundred for a
 * Latin word, so that looking up each of them is cheaper than a walk through all words of an index.
 */
export function oneTypoAway(word: string): string[] {
  const characters = [...word];
  const letters = lettersAround(word);
  const found = new Set<string>();
  for (let at = 0; at <= characters.length; at += 1) {
    const [before, here, after] = [characters.slice(0, at).join(''), characters[at], characters.slice(at + 1)];
    for (const other of letters) found.add(before + other + (here ?? '') + after.join(''));
    if (here === undefined) continue;
    found.add(before + after.join(''));
    for (const other of letters) found.add(before + other + after.join(''));
    const [next, ...rest] = after;
    if (next !== undefined) found.add(before + next + here + rest.join(''));
  }
  found.delete(word);
  return [...found];
}
