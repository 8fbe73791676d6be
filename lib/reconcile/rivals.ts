import type { Edit, Register, Shared } from './types';

/** A value that somebody set at a place that leads. */
export interface Change {
  /** The place. */
  readonly from: string;
  readonly value: Shared;
  readonly rank: number;
  /** O2: `maybe-before`: the place was not read since the present value came to be, so the change may be older than it. */
  readonly when: 'after' | 'maybe-before';
}

/** A value that may be kept. */
export interface Rival {
  /** `edit`, or a place. */
  readonly from: string;
  readonly value: Shared;
}

/**
 * What stands against each other, the one to keep first. O1: an edit is kept against any change. O2: the present value
 * stands against changes that may be older than it, and is superseded by one that is not. O3: of changes, the one at
 * the higher place is kept.
 * @param presentRank Of the place that the present value came from
 */
export function rivals(
  changes: readonly Change[],
  edit: Edit | undefined,
  present: Register,
  presentRank: number,
): readonly Rival[] {
  const ranked = [...changes].sort((a, b) => b.rank - a.rank || (a.from < b.from ? -1 : 1));
  if (edit) return [{ from: 'edit', value: edit.value }, ...ranked];
  const { value, from } = present;
  const [best, ...others] = ranked;
  if (!best || value === null || changes.some(({ when }) => when === 'after')) return ranked;
  const isKept = from === 'edit' || presentRank >= best.rank;
  return isKept ? [{ from, value }, ...ranked] : [best, { from, value }, ...others];
}
