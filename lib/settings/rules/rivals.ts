import type { Edit, Native, Projection, Register, Replica, Shared } from './types';

/** A value that stands against others. */
export interface Rival {
  /** `edit`, or a place. */
  readonly from: string;
  readonly value: Shared;
}

/** A value that somebody set at a place that leads. */
export interface RivalChange extends Rival {
  readonly place: Replica;
  readonly projection: Projection;
  readonly native: Native;
  /** C4: whether it says anything else than the present value does. */
  readonly isNew: boolean;
  /** O2: the place was not read since the present value came to be, so the change may be older than it. */
  readonly when: 'after' | 'maybe-before';
  /** O4: it is what a write of ours replaced there, so that a form opened before that may have saved it. */
  readonly isFormer: boolean;
}

/**
 * What stands against each other, the one to keep first. O1: an edit is kept against any change. O2: the present value
 * stands against changes that may be older than it, and is superseded by one that is not. O1: of changes, the one at
 * the higher place is kept. O4: what may come of an old form is kept as any change, with the present value against it.
 * @param presentRank Of the place that the present value came from
 */
export function rivals(
  changes: readonly RivalChange[],
  edit: Edit | undefined,
  { value, from }: Register,
  presentRank: number,
): readonly (Rival | RivalChange)[] {
  const ranked = bestFirst(changes);
  if (edit) return [{ from: 'edit', value: edit.value }, ...ranked];
  const [best, ...others] = ranked;
  if (!best || value === null) return ranked;
  if (changes.some(({ isNew, when }) => isNew && when === 'after'))
    return best.isFormer ? [best, { from, value }, ...others] : ranked;
  const isKept = !best.isNew || from === 'edit' || presentRank >= best.place.rank;
  return isKept ? [{ from, value }, ...ranked] : [best, { from, value }, ...others];
}

function bestFirst(changes: readonly RivalChange[]): readonly RivalChange[] {
  const [first] = changes;
  if (!first || changes.length === 1) return changes;
  const best = changes.reduce((a, b) => (isBetter(b, a) ? b : a), first);
  return [best, ...changes.filter((change) => change !== best)];
}

function isBetter(a: RivalChange, b: RivalChange): boolean {
  if (a.isNew !== b.isNew) return a.isNew;
  return a.place.rank === b.place.rank ? a.from < b.from : a.place.rank > b.place.rank;
}
