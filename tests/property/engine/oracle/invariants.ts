import type { PageRegister } from '@/lib/messaging/protocol';
import { baseOf, type Json, knownValue, type PlaceId, type RegisterId, valueIn } from '@/lib/model';
import { projectionFor } from '@/lib/settings/definitions';
import { isEqual, type Replica } from '@/lib/settings/rules';
import { valuesOf } from '../world/places';
import type { SimWorld } from '../world/world';
import type { Choice, Diary } from './diary';
import { peek, replicaIn, type Stored } from './peek';

/** What is wrong once everything has calmed down; empty: nothing. */
export function wrongs(world: SimWorld, diary: Diary): readonly string[] {
  const stored = peek(world);
  if (!stored) return ['nobody is known'];
  return [
    ...diary.violations,
    ...world.troubles.map((error) => `unexpected: ${error instanceof Error ? (error.stack ?? error) : error}`),
    ...(stored.settings.paused
      ? []
      : [...outOfStep(world, stored), ...lost(world, stored, diary), ...unlisted(stored, diary)]),
    ...tooMany(diary),
  ];
}

/** Followers that neither agree nor carry a reason, and what Tandem believes that is not so. */
function outOfStep(world: SimWorld, stored: Stored): string[] {
  const { settings } = stored;
  const wrong: string[] = [];
  for (const replica of settings.replicas) {
    const { id, register, role } = replica;
    const base = baseOf(replica);
    if (role === 'off') continue;
    const say = (what: string) =>
      wrong.push(
        `${register}/${id}: ${what}; holds ${JSON.stringify(holds)}, ${JSON.stringify(replica)}, ${JSON.stringify(settings.registers[register])}`,
      );
    const holds = heldAt(world, stored, id, register);
    if (holds === undefined) continue;
    if (base === null) {
      if (!isExplained(stored, replica)) say('has not joined');
      continue;
    }
    const held: Json | undefined = holds === 'absent' ? undefined : holds;
    // An open page of LibreChat writes its own choice over ours, and the next document brings ours back.
    const isUnsure = id === 'librechat/last-used' && replica.pinned?.by === 'choice';
    const isBelieved = isEqual(valueIn(base), held);
    if (!isBelieved && !isUnsure) say('is not what Tandem believes');
    if (role === 'leads') continue;
    const value = settings.registers[register]?.value ?? null;
    const projection = projectionFor(register, id, stored.context);
    const target = value === null ? undefined : projection.project(value);
    // It holds the value, but what it would write for it is not known.
    if (value !== null && target === undefined && held !== undefined && projection.says(held, value)) continue;
    if (value === null || (target !== undefined && isEqual(target, held))) continue;
    if (!isReasoned(stored, replica, target)) say(`should hold ${JSON.stringify(target)}`);
  }
  for (const { register, place } of settings.dueWrites) wrong.push(`${register}/${place}: still waits`);
  for (const { register } of settings.outbox) {
    if (!settings.questions.some((one) => one.register === register)) wrong.push(`${register}: an edit still waits`);
  }
  return wrong;
}

/** Waits for the person to compare, or holds nothing that means anything. */
function isExplained({ settings, context }: Stored, replica: Replica): boolean {
  const { id, register } = replica;
  const known = knownValue(replica);
  // J1: of what nobody asked for nothing joins.
  if (known === undefined || !settings.inStep.includes(register)) return true;
  if (settings.questions.some((one) => one.kind === 'compare' && one.register === register)) return true;
  const value = settings.registers[register]?.value ?? null;
  return value === null && projectionFor(register, id, context).lift(known, null) === undefined;
}

function isReasoned({ settings }: Stored, replica: Replica, target: Json | undefined): boolean {
  const { id, register, lastWrite, pinned } = replica;
  if (target === undefined) return settings.unsupported.some((one) => one.place === id && one.register === register);
  if (lastWrite && isEqual(lastWrite.target, target) && ['refused', 'coerced'].includes(lastWrite.state)) return true;
  if (pinned && pinned.by !== 'put-back' && isEqual(pinned.against, target)) return true;
  const isAsked = settings.questions.some(
    (one) => one.kind === 'approve' && one.place === id && one.register === register && isEqual(one.target, target),
  );
  return isAsked || pinned?.by === 'put-back';
}

/** What a place really holds; undefined: it has no such setting now. */
function heldAt(world: SimWorld, stored: Stored, id: PlaceId, register: RegisterId): Json | 'absent' | undefined {
  const [app, local] = [
    id.startsWith('anythingllm') ? 'anythingllm' : 'librechat',
    id.slice(id.indexOf('/') + 1),
  ] as const;
  if (local === 'page' || local === 'last-used') {
    const text = world.origins[app].held(register as PageRegister);
    if (text === null) return 'absent';
    return register === 'llm.model' ? (JSON.parse(text) as Json) : text;
  }
  const place = world.servers[app].place(local, stored.pair[app].identity);
  if (place.standing !== 'here') return 'absent';
  const value = valuesOf(local, place.held)[register];
  return value;
}

/** What people set and is neither current, nor listed, nor to be compared. */
function lost(world: SimWorld, stored: Stored, { choices, settled }: Diary): string[] {
  return choices.flatMap((choice) => {
    if (choice.excuse !== null || !choice.heard || choice.people !== stored.people) return [];
    const isSuperseded = choices.some((later) => isMeantLater(stored, choice, later));
    if (isSuperseded || isCurrent(stored, choice)) return [];
    const said = [
      ...stored.settings.conflicts.flatMap(({ register, kept, lost: other }) =>
        register === choice.register ? [kept.value, other.value] : [],
      ),
      ...stored.settings.questions.flatMap((one) =>
        one.kind === 'compare' && one.register === choice.register
          ? one.options.flatMap(({ shared }) => (shared === null ? [] : [shared]))
          : [],
      ),
      ...settled,
    ];
    if (said.some((value) => says(stored, choice, value))) return [];
    if (choice.from !== 'edit') {
      const held = heldAt(world, stored, choice.from, choice.register);
      // A place that has no such setting any more was given another provider before anybody read it.
      if (held === undefined) return [];
      // Where it was to be left different before it was read, it is where the person put it.
      const role = replicaIn(stored, choice.register, choice.from)?.role;
      if (role === 'off' && held !== 'absent' && isEqual(held, choice.value)) return [];
    }
    return [`${choice.register}: ${choice.from} set ${JSON.stringify(choice.value)}, and it is gone`];
  });
}

/** O4: values that took the place of another one, though a form that was opened before may have saved them, and no word of it. */
function unlisted(stored: Stored, { choices, settled }: Diary): string[] {
  return choices.flatMap((choice) => {
    const { register, from, value, isFormer, excuse, heard, people } = choice;
    if (!isFormer || excuse !== null || !heard || people !== stored.people) return [];
    const isLast = choices.every((other) => other.register !== register || other.order <= choice.order);
    if (!isLast || !isCurrent(stored, choice) || stored.settings.registers[register]?.from !== from) return [];
    const isTold =
      stored.settings.conflicts.some((one) => one.register === register && says(stored, choice, one.kept.value)) ||
      settled.some((one) => says(stored, choice, one));
    return isTold ? [] : [`${register}: ${from} went back to ${JSON.stringify(value)} without a word`];
  });
}

/** Another choice of the same people, which was heard and must be taken in itself, or one that holds now. */
function isMeantLater(stored: Stored, choice: Choice, later: Choice): boolean {
  if (later.register !== choice.register || later.order <= choice.order) return false;
  // What an edit that takes over another value meant is told by that value, at the moment at which it was heard.
  // What the same hand chose at the same place took the place of it there.
  const isHeard = later.from === 'edit' ? later.heard : later.excuse === null || later.from === choice.from;
  return (later.people === choice.people && isHeard) || isCurrent(stored, later);
}

const isCurrent = (stored: Stored, choice: Choice) => {
  const value = stored.settings.registers[choice.register]?.value ?? null;
  return value !== null && says(stored, choice, value);
};

function says({ context }: Stored, { from, register, value }: Choice, shared: Json): boolean {
  if (from !== 'edit') {
    const projection = projectionFor(register, from, context);
    return projection.says(value, shared) || projection.lift(value, null) === undefined;
  }
  const plain = (one: Json) => (Object(one) as { readonly value?: Json }).value;
  return isEqual(plain(value), plain(shared));
}

/** Writes are bounded by what happened: nothing goes back and forth by itself. */
function tooMany({ applied, causes }: Diary): string[] {
  const most = 4 + 3 * causes;
  return applied.length > most ? [`${applied.length} writes for ${causes} causes`] : [];
}
