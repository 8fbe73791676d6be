import type { Snippet } from '@/lib/model';
import { lengthAt, type Needle } from './needles';
import { placedWords } from './words';

interface Mark {
  readonly from: number;
  readonly to: number;
  readonly needle: number;
}

export const longestSnippet = 200;
/** What stands before the first hit, in characters. */
const lead = 40;
const ellipsis = '…';

function marksOf(text: string, needles: readonly Needle[]): Mark[] {
  const words = placedWords(text);
  const marks: Mark[] = [];
  for (let at = 0; at < words.length; at += 1) {
    needles.forEach((needle, index) => {
      const length = lengthAt(words, at, needle);
      const [first, last] = [words[at], words[at + length - 1]];
      if (length > 0 && first && last) marks.push({ from: first.from, to: last.to, needle: index });
    });
  }
  return marks;
}

/** Where the first of the stretches begins that have the most of what is looked for. */
function bestOf(marks: readonly Mark[], room: number): number {
  let best = { at: 0, value: 0 };
  /** The marks of the stretch, by needle. */
  const inside = new Map<number, number>();
  let behind = 0;
  for (let first = 0; first < marks.length; first += 1) {
    const { from = 0, needle = 0 } = marks[first] ?? {};
    for (let next = marks[behind]; next && (behind === first || next.to <= from + room); next = marks[behind]) {
      inside.set(next.needle, (inside.get(next.needle) ?? 0) + 1);
      behind += 1;
    }
    // Different ones count before many.
    const value = inside.size * room + behind - first;
    if (value > best.value) best = { at: from, value };
    const left = (inside.get(needle) ?? 0) - 1;
    if (left > 0) inside.set(needle, left);
    else inside.delete(needle);
  }
  return best.at;
}

const isLowSurrogate = (text: string, at: number) => /[\uDC00-\uDFFF]/.test(text.charAt(at));

/** At most 200 characters around the best hit, with every hit in them marked. */
export function snippetOf(text: string, needles: readonly Needle[]): Snippet {
  const room = longestSnippet - 2 * ellipsis.length;
  const marks = marksOf(text, needles);
  let from = text.length <= room ? 0 : Math.max(0, bestOf(marks, room - lead) - lead);
  if (from > 0) {
    // At a word's start, if one is near.
    const space = text.slice(from, from + lead).search(/\s/u);
    if (space >= 0) from += space + 1;
  }
  if (isLowSurrogate(text, from)) from += 1;
  let to = Math.min(text.length, from + room);
  if (to < text.length && isLowSurrogate(text, to)) to -= 1;
  const [before, after] = [from > 0 ? ellipsis : '', to < text.length ? ellipsis : ''];
  const ranges: [number, number][] = [];
  const shift = before.length - from;
  for (const mark of marks) {
    const range: [number, number] = [Math.max(mark.from, from) + shift, Math.min(mark.to, to) + shift];
    if (range[0] >= range[1]) continue;
    const last = ranges.at(-1);
    if (last && range[0] <= last[1]) last[1] = Math.max(last[1], range[1]);
    else ranges.push(range);
  }
  return { text: before + text.slice(from, to) + after, marks: ranges };
}
