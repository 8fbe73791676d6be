import type { Overwritten, PlaceValues } from '@/lib/apps/settings-place';
import { baseOf, type DueWrite, type PlaceId, type RegisterId, type Settings, valueIn } from '@/lib/model';
import { isEqual, isHalfway, type Observation, placeKey, type Replica, sending } from '@/lib/settings/rules';
import { peopleOf } from '@/lib/store';
import { listed } from './change-history';
import type { SettingsReducer } from './settings-store';
import type { SignedIn } from './signed-in';

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

/** A write just before it is sent. `before`: what the place holds; `at`: ISO 8601. */
interface WriteToBegin {
  readonly place: PlaceId;
  readonly due: readonly DueWrite[];
  readonly overwritten: Overwritten;
  readonly before: PlaceValues;
  readonly at: string;
}

/** Rule W3: what is about to be sent is stored first, if it is still due and the place is as expected. */
export function beginWrite(signedIn: SignedIn, { place, due, overwritten, before, at }: WriteToBegin): SettingsReducer {
  return ({ signedIn: present, settings, changes }) => {
    const areSame = peopleOf(present.identities) === peopleOf(signedIn.identities);
    const { dueWrites } = settings;
    const isStillDue = due.every((one) => dueWrites.some((other) => JSON.stringify(other) === JSON.stringify(one)));
    if (!areSame || !isStillDue || settings.paused) throw new NoLongerDueError();
    const isMade = settings.missing[place] === 'to-make';
    const replicas = settings.replicas.map((replica) => {
      const write = due.find((one) => one.place === replica.id && one.register === replica.register);
      if (!write) return replica;
      // Null is a value of its own: a workspace that inherits.
      const found = before[replica.register];
      const isThere = found !== undefined && found !== 'absent';
      if (!isMade && !isAsExpected(replica, isThere ? { value: found } : 'absent', write)) {
        throw new PlaceMovedError(before);
      }
      // What vanished under a write that is made again is accounted for (C3), so that half of the new value is told (C2).
      const base = isThere ? (baseOf(replica) ?? 'absent') : 'absent';
      return { ...sending(replica, write), link: { state: 'joined' as const, base } };
    });
    // What is found now is younger than what is kept since an earlier time.
    const kept = { ...settings.overwritten[place], ...overwritten };
    return {
      settings: {
        ...settings,
        replicas,
        overwritten:
          Object.keys(kept).length > 0
            ? ({ ...settings.overwritten, [place]: kept } as Settings['overwritten'])
            : settings.overwritten,
      },
      changes: due.reduce((list, one) => listed(list, one, settings, { at, overwritten }), changes),
    };
  };
}
