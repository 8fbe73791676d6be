import { fold } from './fold';

export interface Piece {
  readonly text: string;
  readonly hit: boolean;
}

/** Cuts a text into the pieces that a query hit and the rest; joined they are the text. `words` are folded. */
export function highlight(text: string, words: readonly string[]): readonly Piece[] {
  const characters = [...text];
  const folded: string[] = characters.map(fold);
  const starts: number[] = [];
  let flat = '';
  for (const part of folded) {
    starts.push(flat.length);
    flat += part;
  }
  const hits = characters.map(() => false);
  for (const word of words) {
    for (let at = flat.indexOf(word); word && at >= 0; at = flat.indexOf(word, at + word.length)) {
      for (let index = 0; index < characters.length; index += 1) {
        const start = starts[index] ?? 0;
        const end = start + (folded[index]?.length ?? 0);
        // A mark that folds to nothing belongs to the letter before it.
        if (start < at + word.length && end > at) hits[index] = true;
        else if (start === end && start > at && start <= at + word.length) hits[index] = hits[index - 1] ?? false;
      }
    }
  }
  const pieces: { text: string; hit: boolean }[] = [];
  characters.forEach((character, index) => {
    const hit = hits[index] ?? false;
    const last = pieces.at(-1);
    if (last && last.hit === hit) last.text += character;
    else pieces.push({ text: character, hit });
  });
  return pieces;
}
