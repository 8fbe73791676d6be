import { knownValue } from '@/lib/model';
import type { Native, Replica, Shared, Situation } from './types';

/** A place that has not joined, and what it holds. */
export interface Told {
  readonly place: Replica;
  readonly native: Native;
}

export const hasNotJoined = ({ link, role }: Replica) =>
  (link.state === 'unread' || link.state === 'apart') && role !== 'off';

/** Of places that have not joined, those that told a value. */
export const toldBy = (places: readonly Replica[]): readonly Told[] =>
  places.flatMap((place) => {
    const native = knownValue(place);
    return native === undefined ? [] : [{ place, native }];
  });

/** J2: the one value that each of these places says, and a place that told it; what means nothing elsewhere is no other one. */
export function agreement(
  told: readonly Told[],
  projections: Situation['projections'],
): { readonly value: Shared; readonly from: string } | null {
  const meant = told.flatMap(({ place, native }) => {
    const { lift, says } = projections(place);
    const value = lift(native, null);
    return value === undefined ? [] : [{ from: place.id, value, says: (other: Shared) => says(native, other) }];
  });
  // What one place can't tell apart another one can: its value is the one that all of them say.
  const [first] = meant;
  const common = first && meant.reduce((one, next) => (next.says(one.value) ? one : next), first);
  return common && meant.every(({ says }) => says(common.value)) ? { value: common.value, from: common.from } : null;
}

/** J4: a place joins with what it held; what that is, the first reading tells of one that was never read. */
export function joined(replica: Replica): Replica {
  if (!hasNotJoined(replica)) return replica;
  const { link } = replica;
  return {
    ...replica,
    link: link.state === 'apart' ? { state: 'joined', base: link.candidate } : { state: 'joining' },
  };
}
