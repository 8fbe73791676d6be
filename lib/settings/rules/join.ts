import { knownValue } from '@/lib/model';
import { isEqual } from './json';
import type { Native, Projection, Replica, Shared } from './types';

/** A place that waits to join, and what it holds. */
export interface Told {
  readonly place: Replica;
  readonly native: Native;
}

type Projections = (replica: Replica) => Projection;

export const isWaiting = ({ link, role }: Replica) =>
  (link.state === 'unread' || link.state === 'apart') && role !== 'off';

/** The waiting places that told a value. */
export const toldBy = (waiting: readonly Replica[]): readonly Told[] =>
  waiting.flatMap((place) => {
    const native = knownValue(place);
    return native === undefined ? [] : [{ place, native }];
  });

/**
 * J2: the one value that is what each of these places holds, in its own form, and the place that told it first. What means
 * nothing elsewhere is no other value. Null: there is none.
 */
export function agreement(
  told: readonly Told[],
  projections: Projections,
): { readonly value: Shared; readonly from: string } | null {
  let value: Shared | null = null;
  const meant: Told[] = [];
  for (const one of told) {
    const lifted: Shared | undefined = projections(one.place).lift(one.native, value);
    if (lifted === undefined) continue;
    value = lifted;
    meant.push(one);
  }
  const [first] = meant;
  if (value === null || !first) return null;
  const common = value;
  const isCommon = meant.every(({ place, native }) => isEqual(projections(place).project(common), native));
  return isCommon ? { value: common, from: first.place.id } : null;
}

/**
 * J2, C8: the present value with the details of places that say the same in another way; the present value where that would
 * change what any other place is to hold.
 */
export function refinement(
  present: Shared,
  told: readonly Told[],
  replicas: readonly Replica[],
  projections: Projections,
): Shared {
  const same = told.filter(({ place, native }) => projections(place).says(native, present));
  const refined = same.reduce((all, { place, native }) => projections(place).lift(native, all) ?? all, present);
  if (isEqual(refined, present)) return present;
  const isMeant = new Set(same.map(({ place }) => place.id));
  const isHarmless = (replica: Replica) =>
    replica.role === 'off' ||
    isMeant.has(replica.id) ||
    isEqual(projections(replica).project(present), projections(replica).project(refined));
  return replicas.every(isHarmless) ? refined : present;
}

/** J4: a place that waited joins with what it held; what that is, the first reading tells of one that was never read. */
export function joined(replica: Replica): Replica {
  if (!isWaiting(replica)) return replica;
  const { link } = replica;
  return {
    ...replica,
    link: link.state === 'apart' ? { state: 'joined', base: link.candidate } : { state: 'joining' },
  };
}
