import type { Overwritten } from '@/lib/apps/settings-place';
import { baseOf, type Change, type DueWrite, type Json, placeKind, presetPlace, type Settings } from '@/lib/model';
import { isEqual, type Outcome, type Replica } from '@/lib/settings/rules';

const isOpenFor =
  ({ register, place, target }: DueWrite) =>
  (change: Change) =>
    change.state === 'sending' && change.register === register && change.place === place && isEqual(change.to, target);

/** Lists a write before it leaves; one that is made again after a kill is listed already. @param at ISO 8601 */
export function listed(
  changes: readonly Change[],
  due: DueWrite,
  settings: Settings,
  { at, overwritten = {} }: { readonly at: string; readonly overwritten?: Overwritten },
): readonly Change[] {
  const { register, place, target, restores } = due;
  const replica = settings.replicas.find((one) => one.register === register && one.id === place);
  const open = changes.find(isOpenFor(due));
  if (open) {
    const base = replica ? baseOf(replica) : null;
    if (base === null || replica?.lastWrite?.state === 'sending') return changes;
    // It did not come: the place turned out to hold something else, which is what it overwrites now.
    return changes.map((change) => (change === open ? { ...change, from: base } : change));
  }
  const source = settings.registers[register]?.from ?? 'edit';
  const change: Change = {
    id: crypto.randomUUID(),
    at,
    register,
    place,
    from: (replica && baseOf(replica)) ?? 'absent',
    to: target,
    by: restores !== null ? 'put-back' : source === 'edit' ? 'edit' : 'place',
    source,
    state: 'sending',
    code: null,
    got: null,
    ...(Object.keys(overwritten).length > 0 && { overwritten: { ...overwritten } }),
  };
  return [change, ...changes];
}

/** Lists that our preset went, at the user's wish. @param now ms since the epoch */
export function presetGivenUp(changes: readonly Change[], { replicas }: Settings, now: number): readonly Change[] {
  const place = presetPlace;
  const model = replicas.find(({ id, register }) => id === place && register === 'llm.model');
  const change: Change = {
    id: crypto.randomUUID(),
    at: new Date(now).toISOString(),
    register: 'llm.model',
    place,
    from: (model && baseOf(model)) ?? 'absent',
    to: null,
    by: 'put-back',
    source: 'edit',
    state: 'ok',
    code: null,
    got: null,
  };
  return [change, ...changes];
}

/** Notes in the list how a write ended. */
export function answered(changes: readonly Change[], due: DueWrite, outcome: Outcome): readonly Change[] {
  const isIt = isOpenFor(due);
  if (!changes.some(isIt)) return changes;
  return changes.map((change) => (isIt(change) ? { ...change, ...endOf(outcome) } : change));
}

/** Writes whose answer was lost, and that were found to have arrived (rule C1). */
export function confirmed(changes: readonly Change[], { replicas }: Settings): readonly Change[] {
  const hasArrived = ({ state, register, place, to }: Change) =>
    state === 'sending' &&
    replicas.some(
      ({ id, register: other, lastWrite }) =>
        id === place && other === register && lastWrite?.state === 'ok' && isEqual(lastWrite.target, to),
    );
  if (!changes.some(hasArrived)) return changes;
  return changes.map((change) => (hasArrived(change) ? { ...change, state: 'ok' } : change));
}

function endOf(outcome: Outcome): Partial<Change> {
  switch (outcome.kind) {
    case 'ok':
      return { state: 'ok' };
    case 'refused':
      return { state: 'refused', code: outcome.code };
    case 'coerced':
      return { state: 'coerced', got: outcome.got };
  }
}

/** A form of an app that was opened longer ago than this is not expected to be saved any more, in ms. */
const longestForm = 24 * 60 * 60_000;
/** What AnythingLLM's form of a workspace shows, and saves, for a temperature that is not set (1.16, its own source). */
const shownForNone: readonly Json[] = [0.7, 0];

type Listed = Pick<Change, 'register' | 'place' | 'from' | 'to' | 'state' | 'got' | 'at'>;

/**
 * Rule O4: the values that a form, opened before our last writes, would save at a place. They reach back to the last change
 * there that was not ours. Pages have no such forms: each of their controls is saved alone.
 * @param changes The newest first
 * @param now ms since the epoch
 */
export function replacedAt(
  changes: readonly Listed[],
  replica: Pick<Replica, 'register' | 'id' | 'link' | 'lastWrite'>,
  now: number,
): readonly Json[] {
  const replaced: Json[] = [];
  // A change that was not ours leaves nothing tried, be it to the very value that we wrote.
  const { register, id } = replica;
  if (replica.lastWrite === null || placeKind(id) === 'page') return replaced;
  let held = baseOf(replica);
  for (const { register: other, place, from, to, state, got, at } of changes) {
    if (other !== register || place !== id || state === 'refused') continue;
    if (now - Date.parse(at) > longestForm || held === null || held === 'absent') break;
    if (!isEqual(held.value, state === 'coerced' ? got : to)) {
      // It did not come.
      if (state === 'sending') continue;
      break;
    }
    if (from !== 'absent') replaced.push(from.value);
    // Only workspaces hold null: LibreChat's editor saves nothing that it did not show.
    if (register === 'llm.temperature' && from !== 'absent' && from.value === null) replaced.push(...shownForNone);
    held = from;
  }
  return replaced;
}
