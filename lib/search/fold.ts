/**
 * Characters with a plain form: letters that Unicode does not decompose although people type them without their
 * strokes, and signs of models, phones and word processors, for the sign on a keyboard.
 */
const standIns: readonly (readonly [plain: string, others: string])[] = [
  ['ss', 'ß'],
  ['o', 'ø'],
  ['l', 'ł'],
  ['d', 'đ'],
  ['i', 'ı'],
  ['ae', 'æ'],
  ['oe', 'œ'],
  ['th', 'þ'],
  ['σ', 'ς'],
  // Single quotes, primes, accents on their own, modifier letters, Armenian and Hebrew apostrophes, the saltillo.
  ["'", '\u2018-\u201B\u2039\u203A\u2032\u2035\u275B\u275C\u275F\u276E\u276F\u0060\u00B4\uFF40\u1FEF\u1FFD'],
  ["'", '\u02B9\u02BB-\u02BF\u02C8\u02CA\u02CB\u0374\u0384\u1FBD\u1FBF\u1FFE\u055A\u05F3\uA78B\uA78C'],
  // Double ones: quotes of Europe, guillemets, primes, gershayim, and the brackets that quote in East Asia.
  ['"', '\u201C-\u201F\u00AB\u00BB\u2033\u2036\u275D\u275E\u2760\u02BA\u02DD\u02EE\u05F4\u2E42\u{1F676}-\u{1F678}'],
  ['"', '\u301D-\u301F\u3008-\u300F\u2329\u232A\uFF62\uFF63\uFE3D-\uFE44'],
  // Minus signs and the bullet of that shape; the dashes themselves have their own class.
  ['-', '\u2212\u2043\u02D7\u2796'],
  ['...', '\u22EF'],
  ['/', '\u2044\u2215'],
  [' ', '\u0085\u2800'],
];
const plainOf = new Map(standIns.flatMap(([plain, others]) => spelledOut(others).map((other) => [other, plain])));
const replaced = new RegExp(`[${standIns.map(([, others]) => others).join('')}]`, 'gu');
const dash = /\p{Pd}/gu;
/**
 * Marks, characters that only join or direct (soft hyphen, zero width, BOM, bidi) or have no width, and the Arabic
 * stretch.
 */
const unseen = /[\p{M}\p{Cf}\p{Default_Ignorable_Code_Point}\u0640]/gu;
const control = /\p{Cc}/gu;
/** Printable ASCII without the grave accent: most texts, which only need lower case. */
const plainText = /^[ -_a-~]*$/;

/**
 * A text in the form for comparison: without case, diacritics, compatibility forms, typography and invisible
 * characters. "Éco ＡＢ" becomes "eco ab", "Don’t Follow‑up" becomes "don't follow-up". Each character folds by itself:
 * the joined folds of a text's characters are the fold of the text, so that hits can be marked in it.
 */
export function fold(text: string): string {
  if (plainText.test(text)) return text.toLowerCase();
  // Before Unicode decomposes some signs into a space and a mark, and after: for capital letters, and for its
  // results.
  return swap(swap(text).normalize('NFKD').toLowerCase())
    .replace(dash, '-')
    .replace(unseen, '')
    .replace(/\s/gu, ' ')
    .replace(control, '');
}

const swap = (text: string): string => text.replace(replaced, (character) => plainOf.get(character) ?? character);

/** The characters of a list with ranges. */
function spelledOut(list: string): readonly string[] {
  const characters = [...list];
  return characters.flatMap((character, index) => {
    if (character !== '-') return [character];
    const [from, to] = [characters[index - 1], characters[index + 1]].map((end) => end?.codePointAt(0) ?? 0);
    return Array.from({ length: (to ?? 0) - (from ?? 0) }, (_, at) => String.fromCodePoint((from ?? 0) + 1 + at));
  });
}

/** The words of a query, folded. Any white space separates. */
export function foldedWords(query: string): readonly string[] {
  return fold(query).split(' ').filter(Boolean);
}
