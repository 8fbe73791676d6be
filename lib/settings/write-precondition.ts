import type { PlaceValues } from '@/lib/apps/settings-place';
import type { RegisterId } from '@/lib/model';
import { isEqual, isHalfway, type Observation, placeKey, type Replica } from '@/lib/settings/rules';
import type { DueWrite } from './change-history';

/** Thrown to keep a write back: the place was found changed since (rule W3). */
export class PlaceMovedError extends Error {
  constructor(readonly values: PlaceValues) {
    super('the place holds something else than was accounted for');
  }
}

/** Thrown to keep a write back: it is not due any more. */
export class NoLongerDueError extends Error {}

/** Whether a place still holds what was accounted for, or a part of what is being written (rules C2, C3, W3). */
export function isAsExpected(replica: Replica, found: Observation, { target }: Pick<DueWrite, 'target'>): boolean {
  const { seen } = replica;
  if (seen === null) return false;
  if (found === 'absent') return seen === 'absent' || replica.tried?.state === 'sending';
  if (isEqual(found.value, target)) return true;
  const isBegun = replica.tried?.state === 'sending' && isEqual(replica.tried.target, target);
  if (seen === 'absent') return isBegun && isHalfway(found.value, null, target);
  return isEqual(found.value, seen.value) || (isBegun && isHalfway(found.value, seen.value, target));
}

/** What was read at a place, for `reconcile`. */
export function observationsOf(place: string, values: PlaceValues): Map<string, Observation> {
  const entries = Object.entries(values).map(([register, value]): [string, Observation] => [
    placeKey({ register: register as RegisterId, id: place }),
    value === 'absent' || value === undefined ? 'absent' : { value },
  ]);
  return new Map(entries);
}
