import type { PlaceValues } from '@/lib/apps/settings-place';
import { baseOf, type DueWrite, type PlaceId, type RegisterId, valueIn } from '@/lib/model';
import { isEqual, isHalfway, type Observation, placeKey, type Replica } from '@/lib/settings/rules';

/** Thrown to keep a write back: the place was found changed since (rule W3). */
export class PlaceMovedError extends Error {
  constructor(readonly values: PlaceValues) {
    super('the place holds something else than was accounted for');
  }
}

/** Thrown to keep a write back: it is not due any more. */
export class NoLongerDueError extends Error {}

/** Whether a place still holds what was accounted for, or a part of what is being written (rules C1, C2, W3). */
export function isAsExpected(replica: Replica, found: Observation, { target }: Pick<DueWrite, 'target'>): boolean {
  const base = baseOf(replica);
  if (base === null) return false;
  const { lastWrite } = replica;
  if (found === 'absent') return base === 'absent' || lastWrite?.state === 'sending';
  if (isEqual(found.value, target) || isEqual(found.value, valueIn(base))) return true;
  const isBegun = lastWrite?.state === 'sending' && isEqual(lastWrite.target, target);
  return isBegun && isHalfway(found.value, valueIn(base) ?? null, target);
}

/** What was read at a place, for `reconcile`. */
export function observationsOf(place: PlaceId, values: PlaceValues): Map<string, Observation> {
  const entries = Object.entries(values).map(([register, value]): [string, Observation] => [
    placeKey({ register: register as RegisterId, id: place }),
    value === 'absent' || value === undefined ? 'absent' : { value },
  ]);
  return new Map(entries);
}
