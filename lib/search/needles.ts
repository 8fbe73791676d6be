import type { Term } from './query';
import { type PlacedWord, wordsOf } from './words';

/**
 * What is looked for in the words of a message: words that stand together. The last one may go on, unless it was
 * quoted. `instead`: words that count as well, with one typo forgiven.
 */
export interface Needle {
  readonly words: readonly string[];
  readonly last: 'beginning' | 'whole';
  readonly instead: readonly string[];
}

/** The needles of a query; terms without letters and digits look for nothing. */
export function needlesOf(terms: readonly Term[]): Needle[] {
  const needles = terms.map(
    ({ kind, text }): Needle => ({
      words: wordsOf(text),
      last: kind === 'phrase' ? 'whole' : 'beginning',
      instead: [],
    }),
  );
  return needles.filter(({ words }) => words.length > 0);
}

/** How many words of the text, from this one on, are the needle; 0: none. */
export function lengthAt(words: readonly PlacedWord[], at: number, { words: wanted, last, instead }: Needle): number {
  const isHere = wanted.every((one, index) => {
    const found = words[at + index]?.word;
    return index === wanted.length - 1 && last === 'beginning' ? found?.startsWith(one) : found === one;
  });
  if (isHere) return wanted.length;
  return instead.includes(words[at]?.word ?? '') ? 1 : 0;
}

/** Words with fewer letters are too near to others. */
const shortest = 5;

/** The word for which a typo may be forgiven. Phrases were meant as they are. */
export function forgivable({ words: [word = '', ...others], last }: Needle): string | null {
  return others.length === 0 && last === 'beginning' && [...word].length >= shortest ? word : null;
}
