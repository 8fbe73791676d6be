import * as z from 'zod/mini';
import { isEqual, type Native, type Outcome, type RegisterId } from '@/lib/settings/rules';
import type { PlaceChanges, PlaceOutcomes, PlaceValues, RefusalCode } from './settings-place';

export const ok: Outcome = { kind: 'ok' };

export const refused = (code: RefusalCode): Outcome => ({ kind: 'refused', code });

/** The same outcome for every one of these changes. */
export const forAll = (changes: PlaceChanges, outcome: Outcome): PlaceOutcomes =>
  Object.fromEntries(changedRegisters(changes).map((register) => [register, outcome]));

/** The registers that have a change. */
export const changedRegisters = (changes: PlaceChanges): RegisterId[] =>
  (Object.keys(changes) as RegisterId[]).filter((register) => changes[register] !== undefined);

/**
 * The outcome of one change, by the value that the place holds now. Still the former value: refused. Any value other
 * than the target: the place coerced the write, or did half of it.
 */
export function judge(
  target: Native,
  former: Native | 'absent' | undefined,
  now: Native | 'absent' | undefined,
  code: RefusalCode,
): Outcome {
  if (isEqual(now, target)) return ok;
  if (now === undefined || now === 'absent' || isEqual(now, former)) return refused(code);
  return { kind: 'coerced', got: now };
}

/** `judge` for several changes. */
export function judgeAll(changes: PlaceChanges, former: PlaceValues, now: PlaceValues, code: RefusalCode) {
  const outcomes: Partial<Record<RegisterId, Outcome>> = {};
  for (const register of changedRegisters(changes)) {
    outcomes[register] = judge(changes[register] ?? null, former[register], now[register], code);
  }
  return outcomes;
}

/** Tokens: whole and above zero. */
export const tokensNative = z.int().check(z.positive());

/** A temperature; the app decides its limits. */
export const temperatureNative = z.number();
