/** Letters that Unicode does not take apart, though people type them without their strokes. */
const strokes: Readonly<Record<string, string>> = {
  ß: 'ss',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ı: 'i',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
  ς: 'σ',
};
const strokePattern = /[ßøłđıæœþς]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the range of ASCII is meant.
const ascii = /^[\x00-\x7f]*$/;

/** A text as it is compared: without case, diacritics and compatibility forms. "Éco ＡＢ" becomes "eco ab". */
export function fold(text: string): string {
  if (ascii.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(strokePattern, (letter) => strokes[letter] ?? letter);
}

/** The words of a query, folded. Any white space separates. */
export function foldedWords(query: string): readonly string[] {
  return fold(query).split(/\s+/u).filter(Boolean);
}
