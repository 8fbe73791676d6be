import { fold } from './fold';

/** A word of a text, folded, and where it stands in the text. */
export interface PlacedWord {
  readonly word: string;
  readonly from: number;
  readonly to: number;
}

/**
 * Scripts that put no spaces between words: each of their characters is a word, so that what you type is found in the
 * middle of a sentence.
 */
const lone = String.raw`\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}`;
const anyWord = new RegExp(String.raw`[[\p{L}\p{N}]&&[${lone}]]|[[\p{L}\p{N}]--[${lone}]]+`, 'gv');
const plainWord = /[a-z0-9]+/g;
const plainText = /^[\0-\x7F]*$/;

/** The most characters of a word that count: what is longer is data, not language. */
export const longestWord = 64;

const matchesIn = (folded: string) => folded.matchAll(plainText.test(folded) ? plainWord : anyWord);

/** The words of a text, folded, in their order. Letters and digits make words; everything else separates them. */
export function wordsOf(text: string): string[] {
  return Array.from(matchesIn(fold(text)), ([word]) => word.slice(0, longestWord));
}

/** Lone characters fold often; their number is that of a script. */
const folds = new Map<string, string>();

function foldOne(character: string): string {
  let folded = folds.get(character);
  if (folded === undefined) {
    folded = fold(character);
    if (folds.size < 20_000) folds.set(character, folded);
  }
  return folded;
}

/** Texts in which no character folds to nothing or to several. */
const samePlaces = /^[\t-\r -~]*$/;

/** The same words with their places. A place includes characters that fold to nothing, such as accents of their own. */
export function placedWords(text: string): PlacedWord[] {
  if (samePlaces.test(text)) {
    return Array.from(text.toLowerCase().matchAll(plainWord), ({ 0: word, index }) => ({
      word: word.slice(0, longestWord),
      from: index,
      to: index + word.length,
    }));
  }
  /** For each character of the folded text, where its character starts in the text. */
  const origins: number[] = [];
  let flat = '';
  let at = 0;
  for (const character of text) {
    const folded = foldOne(character);
    for (let each = 0; each < folded.length; each += 1) origins.push(at);
    flat += folded;
    at += character.length;
  }
  const startAt = (index: number) => origins[index] ?? text.length;
  return Array.from(matchesIn(flat), (found) => {
    const end = found.index + found[0].length;
    const last = startAt(end - 1);
    // Half of a character that folds to several: the whole of it.
    const to = startAt(end) === last ? last + String.fromCodePoint(text.codePointAt(last) ?? 0).length : startAt(end);
    return { word: found[0].slice(0, longestWord), from: startAt(found.index), to };
  });
}
