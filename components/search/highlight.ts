import { fold } from '@/lib/search/fold';

export interface Piece {
  readonly text: string;
  readonly hit: boolean;
}

/**
 * Splits a text into the hits of a query and the rest; joined they are the text. `words` are folded. Takes time in
 * proportion to the text, for each word.
 */
export function highlight(text: string, words: readonly string[]): readonly Piece[] {
  const characters = [...text];
  /** For each character of the folded text, the index of its character in the text. */
  const origins: number[] = [];
  let flat = '';
  characters.forEach((character, index) => {
    const folded = fold(character);
    for (let each = 0; each < folded.length; each += 1) origins.push(index);
    flat += folded;
  });
  const hits = new Uint8Array(characters.length);
  for (const word of words) {
    if (word === '') continue;
    for (let at = flat.indexOf(word); at >= 0; at = flat.indexOf(word, at + word.length)) {
      const first = origins[at] ?? 0;
      // A character that folds to nothing belongs to the one before it.
      const behind = origins[at + word.length] ?? characters.length;
      const last = origins[at + word.length - 1] ?? first;
      hits.fill(1, first, last === behind ? behind + 1 : behind);
    }
  }
  const pieces: { text: string; hit: boolean }[] = [];
  for (let from = 0; from < characters.length; ) {
    let to = from + 1;
    while (to < characters.length && hits[to] === hits[from]) to += 1;
    pieces.push({ text: characters.slice(from, to).join(''), hit: hits[from] === 1 });
    from = to;
  }
  return pieces;
}
