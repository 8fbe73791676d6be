import type { PlaceOutcomes, PlaceReading } from '@/lib/apps/settings-place';
import { type DueWrite, type PlaceId, participationKey, type RegisterId, type Settings } from '@/lib/model';
import { answeredPutBack, type Observation, withOutcome } from '@/lib/settings/rules';
import { targetAt } from './advance';
import { answered } from './change-history';
import { forgetMaxTokensOfFormerProvider } from './max-tokens-quirk';
import { withoutMissing } from './settings-reducers';
import type { SettingsReducer, SettingsUpdate } from './settings-store';
import { observationsOf } from './write-precondition';

/** A place that is gone, or decides nothing any more, is switched off: it is never made again by itself. */
export function noteMissingPlaces(settings: Settings, readings: ReadonlyMap<PlaceId, PlaceReading>): Settings {
  let next = settings;
  for (const [place, { presence }] of readings) {
    const isToMake = next.missing[place] === 'to-make';
    // The user's other browser made it, by the same id: it joins as any place does.
    if (presence === 'here' && isToMake) next = withoutMissing(next, place);
    else if (presence !== 'here' && !isToMake) next = detach(next, place);
  }
  return next;
}

function detach(settings: Settings, place: PlaceId): Settings {
  const registers = settings.replicas.filter(({ id }) => id === place).map(({ register }) => register);
  const off = Object.fromEntries(registers.map((register) => [participationKey(register, place), 'off' as const]));
  return {
    ...settings,
    participation: { ...settings.participation, ...off },
    missing: { ...settings.missing, [place]: 'gone' },
  };
}

/** A reading that began before the present value came to be may be older than it: it is left out. */
export function stillTrue(settings: Settings, readings: ReadonlyMap<PlaceId, PlaceReading>, since: number) {
  const observations = new Map<string, Observation>();
  let left = 0;
  for (const [place, { values, presence }] of readings) {
    if (presence !== 'here') continue;
    // A setting that the place does not have just now is one without an opinion.
    const missing = settings.replicas.filter(({ id, register }) => id === place && !(register in values));
    const all = { ...values, ...Object.fromEntries(missing.map(({ register }) => [register, 'absent' as const])) };
    for (const [key, observation] of observationsOf(place, all)) {
      const register = key.slice(0, key.indexOf('/')) as RegisterId;
      if ((settings.registers[register]?.seq ?? 0) < since) observations.set(key, observation);
      else left += 1;
    }
  }
  return { observations, left };
}

/** Accounts for a place's answer. */
export function withOutcomes(place: PlaceId, due: readonly DueWrite[], outcomes: PlaceOutcomes): SettingsReducer {
  return ({ signedIn, settings, changes }): SettingsUpdate => {
    let list = changes;
    const replicas = settings.replicas.map((replica) => {
      const write = due.find((one) => one.place === replica.id && one.register === replica.register);
      const outcome = write && outcomes[write.register];
      if (!write || !outcome) return replica;
      list = answered(list, write, outcome);
      const seq = settings.registers[replica.register]?.seq ?? 0;
      const done = withOutcome(replica, { target: write.target, seq }, outcome);
      return write.restores === null
        ? done
        : answeredPutBack(done, targetAt(settings, signedIn, replica.register, place));
    });
    const isMade = due.some(({ register }) => outcomes[register]?.kind === 'ok');
    // What the user wanted back and got leaves a code where it was refused; it is not tried again by itself.
    const wasDetached = due.some(({ register }) => isEndOfPlace(outcomes[register]));
    const next = { ...settings, replicas };
    const ended = wasDetached ? detach(next, place) : isMade ? withoutMissing(next, place) : next;
    return { settings: forgetMaxTokensOfFormerProvider(ended, settings), changes: list };
  };
}

const isEndOfPlace = (outcome: PlaceOutcomes[keyof PlaceOutcomes]) =>
  outcome?.kind === 'refused' && (outcome.code === 'gone' || outcome.code === 'detached');
