import type { CompareAnswers, MeantFor } from '@/lib/messaging/protocol';
import {
  baseOf,
  type Change,
  isPresetOn,
  type Json,
  type Mode,
  ofPreset,
  type Participation,
  type PlaceId,
  participationKey,
  presetPlace,
  type RegisterId,
  registerIds,
  type Settings,
} from '@/lib/model';
import { approve, cancelled, decline, isEqual, type Replica, retry } from '@/lib/settings/rules';
import { holds, type SettingsInput, sharedAt, targetAt } from './advance';
import { placesOf, roleOf } from './place-specs';
import type { SignedIn } from './signed-in';

/** Every wish takes a number of the sequence, so that pages are asked to report, and given what they are to hold by then. */
const wished = (settings: Settings): Settings => ({ ...settings, seq: settings.seq + 1 });

const withReplicas = (
  settings: Settings,
  isMeant: (replica: Replica) => boolean,
  change: (replica: Replica) => Replica,
): Settings => ({
  ...settings,
  replicas: settings.replicas.map((replica) => (isMeant(replica) ? change(replica) : replica)),
});

const at = (register: RegisterId, place: PlaceId) => (replica: Replica) =>
  replica.register === register && replica.id === place;

/** Rule J1: the user wants these settings in step. */
export const putInStep = (settings: Settings, registers: readonly RegisterId[]): Settings => ({
  ...settings,
  inStep: [...new Set([...settings.inStep, ...registers])],
});

export function setMode(settings: Settings, register: RegisterId, mode: Mode): Settings {
  const next = wished({ ...settings, modes: { ...settings.modes, [register]: mode } });
  return mode === 'off' ? next : putInStep(next, [register]);
}

export const setPaused = (settings: Settings, paused: Settings['paused']): Settings => wished({ ...settings, paused });

/** The place is there, or nobody misses it any more. */
export function withoutMissing(settings: Settings, place: PlaceId): Settings {
  const { [place]: _, ...missing } = settings.missing;
  return { ...settings, missing };
}

/** @returns How the settings stand then; what the user switches on is asked for, even if it was removed by hand before. */
export function setRole(settings: Settings, register: RegisterId, place: PlaceId, role: Participation): Settings {
  const participation = { ...settings.participation, [participationKey(register, place)]: role };
  const isOn = role === 'on';
  const isMade = place === presetPlace && isOn && !isPresetOn(settings);
  // Whatever the user chooses for a place that went answers that it went.
  const here = settings.missing[place] === 'gone' ? withoutMissing(settings, place) : settings;
  return wished({
    ...(isOn ? putInStep(here, [register]) : here),
    participation,
    missing: isMade ? { ...here.missing, [place]: 'to-make' } : here.missing,
  });
}

/**
 * Switches the preset off altogether, when its model is: without that it means nothing.
 * @param isThere It still stands at LibreChat, which could not be asked: what it took the place of is remembered for the
 *   next time that it is given up
 */
export function leavePreset(settings: Settings, isThere: boolean): Settings {
  const { [presetPlace]: former, ...others } = settings.overwritten;
  const overwritten = isThere && former ? { ...others, [presetPlace]: former } : others;
  const off = Object.fromEntries(ofPreset.map((register) => [participationKey(register, presetPlace), 'off' as const]));
  return wished({
    ...withoutMissing(settings, presetPlace),
    participation: { ...settings.participation, ...off },
    overwritten,
  });
}

/** The answer to a question, for exactly the target that was shown. */
export function answer(
  settings: Settings,
  signedIn: SignedIn,
  { register, place, target }: { readonly register: RegisterId; readonly place: PlaceId; readonly target: Json },
  yes: 'yes' | 'no',
): Settings {
  // The value may have changed since the question was asked: then it is asked anew.
  if (!isEqual(targetAt(settings, signedIn, register, place), target)) return settings;
  const change = (replica: Replica) => (yes === 'yes' ? approve(replica, target) : decline(replica, target));
  return wished(withReplicas(settings, at(register, place), change));
}

export const tryAgain = (settings: Settings, register: RegisterId, place: PlaceId): Settings =>
  wished(withReplicas(settings, at(register, place), retry));

/** Nothing is sent any more; if no place took the value yet, the setting is what it was. */
export function cancel(settings: Settings, signedIn: SignedIn, editId: string): Settings {
  const edit = settings.outbox.find(({ id }) => id === editId);
  if (!edit) return settings;
  const { register, before } = edit;
  const isTaken = settings.replicas.some(
    ({ id, register: other, lastWrite }) =>
      other === register &&
      lastWrite !== null &&
      lastWrite.state !== 'refused' &&
      isEqual(lastWrite.target, targetAt(settings, signedIn, register, id)),
  );
  const leave = (present: Settings) => (replica: Replica) => {
    const value = targetAt(present, signedIn, register, replica.id);
    return value === undefined || holds(replica, value) ? replica : cancelled(replica, value);
  };
  const outbox = settings.outbox.filter(({ id }) => id !== editId);
  if (!isTaken && before !== null) {
    // As it was, not as a change of now: what somebody sets in an app from here on is newer (O2).
    const reverted = { ...settings, outbox, registers: { ...settings.registers, [register]: before } };
    // Nor is anything written to places that did not hold the former value either.
    return wished(withReplicas(reverted, (replica) => replica.register === register, leave(reverted)));
  }
  const isWaiting = (replica: Replica) =>
    replica.register === register &&
    settings.dueWrites.some((one) => one.register === register && one.place === replica.id && one.restores === null);
  return wished({ ...withReplicas(settings, isWaiting, leave(settings)), outbox });
}

/**
 * Wants back what a place held before a change; null where it can't be had.
 * @throws TypeError Others use the place, and it was not meant for them (rule W5).
 */
export function putBackChange(
  settings: Settings,
  signedIn: SignedIn,
  change: Change | undefined,
  meantFor: MeantFor,
): Settings | null {
  if (!change || change.from === 'absent') return null;
  const { register, place, from, id } = change;
  const spec = placesOf(signedIn, settings).find((one) => one.id === place);
  const replica = settings.replicas.find(at(register, place));
  if (!spec || roleOf(spec, register, settings) === 'off' || !replica || baseOf(replica) === null) return null;
  if (spec.audience === 'others' && meantFor === 'me') throw new TypeError('what others use is put back for everyone');
  const pinned = { by: 'put-back', change: id, target: from.value } as const;
  return wished(withReplicas(settings, at(register, place), (replica) => ({ ...replica, pinned })));
}

/** An edit that waited longer than this is given up, in ms. */
const longestWait = 7 * 24 * 60 * 60_000;

/**
 * Rule W2: an edit that waited for too long is given up where it was neither sent nor approved. "Try again" sends it.
 * @param now ms since the epoch
 */
export function expired(settings: Settings, now: number): Settings {
  const isOld = ({ at: since }: Settings['outbox'][number]) => now - Date.parse(since) > longestWait;
  const old = settings.outbox.filter(isOld);
  if (old.length === 0) return settings;
  const isMeant = ({ register, lastWrite, approved }: Replica) =>
    old.some((edit) => edit.register === register) && lastWrite?.state !== 'sending' && approved === null;
  const giveUp = (replica: Replica): Replica => {
    const due = settings.dueWrites.find((one) => at(one.register, one.place)(replica));
    return !due || due.restores !== null
      ? replica
      : { ...replica, lastWrite: { state: 'refused', target: due.target, code: 'expired' } };
  };
  return { ...withReplicas(settings, isMeant, giveUp), outbox: settings.outbox.filter((edit) => !isOld(edit)) };
}

export type Edits = NonNullable<SettingsInput['edits']>;

export const editOf = (register: RegisterId, value: Json): Edits => [{ id: crypto.randomUUID(), register, value }];

/** What the answers to a comparison mean: values to take everywhere, and settings that are left different. */
export function compared(
  settings: Settings,
  signedIn: SignedIn,
  answers: CompareAnswers,
  rest: 'follow' | 'leave',
): { readonly settings: Settings; readonly edits: Edits } {
  let next = wished(rest === 'follow' ? putInStep(settings, registerIds) : settings);
  const edits: Edits[number][] = [];
  for (const { register, take } of answers) {
    if (take === null) next = setMode(next, register, 'off');
    else {
      const value = sharedAt(settings, signedIn, register, take);
      if (value !== undefined) edits.push(...editOf(register, value));
    }
  }
  return { settings: next, edits };
}

/** The user wants the other value after all, or only puts the conflict away. */
export function resolveConflict(
  settings: Settings,
  conflictId: string,
  take: 'kept' | 'lost',
): { readonly settings: Settings; readonly edits: Edits } {
  const conflict = settings.conflicts.find(({ id }) => id === conflictId);
  const conflicts = settings.conflicts.filter(({ id }) => id !== conflictId);
  const edits = conflict && take === 'lost' ? editOf(conflict.register, conflict.lost.value) : [];
  return { settings: wished({ ...settings, conflicts }), edits };
}

export const aliasProvider = (settings: Settings, alias: Settings['providerAliases'][number]): Settings =>
  wished({
    ...settings,
    providerAliases: [
      ...settings.providerAliases.filter(
        ({ provider, endpoint }) => provider !== alias.provider && endpoint !== alias.endpoint,
      ),
      alias,
    ],
  });
