import {
  baseOf,
  type Change,
  initialSettings,
  type Json,
  knownValue,
  type PlaceId,
  type RegisterId,
  registerIds,
  type Settings,
  valueIn,
} from '@/lib/model';
import { type ProjectionContext, projectionFor, providerAt } from '@/lib/settings/definitions';
import {
  compareOptions,
  type Edit,
  isEqual,
  type Observation,
  type Plan,
  placeKey,
  type Replica,
  reconcile,
  type Situation,
} from '@/lib/settings/rules';
import { replacedAt } from './change-history';
import { placesOf, roleOf } from './place-specs';
import type { SignedIn } from './signed-in';

/** What is new since the last time. */
export interface SettingsInput {
  /** By `register/place`. */
  readonly observations?: ReadonlyMap<string, Observation>;
  /** Of those that a user's hand set: as of which number of the sequence the settings were known there. */
  readonly asOf?: ReadonlyMap<string, number>;
  readonly edits?: readonly { readonly id: string; readonly register: RegisterId; readonly value: Json }[];
  /** The list of changes, to know what writes of ours replaced (O4). */
  readonly changes?: readonly Change[];
}

const mostConflicts = 100;

/**
 * One step of the settings of two people: takes in what is new, and works out what is to be written and asked. Pure but
 * for the ids of new conflicts.
 * @param now ms since the epoch
 */
export function advance(given: Settings, signedIn: SignedIn, news: SettingsInput, now: number): Settings {
  const settings: Settings = { ...given, replicas: arrange(given, signedIn) };
  const context = contextOf(settings, signedIn);
  let { seq } = settings;
  const edits: Edit[] = (news.edits ?? []).map((edit) => ({ ...edit, seq: seq++ }));
  const situation: Situation = {
    registers: settings.registers,
    replicas: settings.replicas,
    // What is paused is not read: it is taken in when it goes on.
    observations: settings.paused ? new Map() : (news.observations ?? new Map()),
    ...(news.asOf && { asOf: news.asOf }),
    replaced: (replica) => replacedAt(news.changes ?? [], replica, now),
    edits,
    projections: (replica) => projectionFor(replica.register, replica.id, context),
    seq,
    asking: new Set(registerIds.filter((register) => settings.modes[register] === 'ask')),
    notInStep: new Set(registerIds.filter((register) => !settings.inStep.includes(register))),
  };
  const plan = reconcile(situation);
  const at = new Date(now).toISOString();
  const waitingEdits = [
    ...settings.outbox
      .filter(({ register }) => !edits.some((edit) => edit.register === register))
      .map(confirmedBy(plan, settings.registers)),
    ...edits.map(({ id, register, value }) => ({
      id,
      register,
      value,
      before: settings.registers[register] ?? null,
      seq: plan.registers[register]?.seq ?? seq,
      at,
    })),
  ];
  return {
    ...settings,
    seq: plan.seq,
    inStep: [...new Set([...settings.inStep, ...edits.map(({ register }) => register)])],
    registers: plan.registers as Settings['registers'],
    replicas: [...plan.replicas],
    outbox: waitingEdits.filter(({ register, seq: since }) => isUnderWay(plan, register, since)),
    conflicts: [
      ...plan.conflicts.map((conflict) => ({ ...conflict, id: crypto.randomUUID(), at })),
      ...settings.conflicts.filter(isUnanswered(news)).filter(isOther(plan.conflicts)),
    ].slice(0, mostConflicts),
    questions: questionsOf(plan, { ...situation, registers: plan.registers, replicas: plan.replicas }),
    dueWrites: plan.writes.map(({ register, place, target, restores }) => ({ register, place, target, restores })),
    unsupported: [...plan.unsupported],
  };
}

/** O3: what the user sets anew in Tandem answers what stood open about that setting. */
const isUnanswered =
  ({ edits = [] }: SettingsInput) =>
  (conflict: Settings['conflicts'][number]) =>
    edits.every(({ register }) => register !== conflict.register);

/** O4: back and forth between two values is one conflict, however often. */
const isOther =
  (news: Plan['conflicts']) =>
  ({ register, kept, lost }: Settings['conflicts'][number]) =>
    !news.some(
      (one) =>
        one.register === register &&
        [one.kept, one.lost].every(({ value }) => isEqual(value, kept.value) || isEqual(value, lost.value)),
    );

/** O3: an edit whose value somebody chose at a place, too, counts as chosen then. */
const confirmedBy =
  ({ registers }: Plan, before: Settings['registers']) =>
  (edit: Settings['outbox'][number]): Settings['outbox'][number] => {
    const [was, is] = [before[edit.register], registers[edit.register]];
    return was?.seq === edit.seq && is?.from === 'edit' ? { ...edit, seq: is.seq } : edit;
  };

/** An edit is under way while its value stands and some place does not have it yet. */
function isUnderWay(plan: Plan, register: RegisterId, since: number): boolean {
  const present = plan.registers[register];
  if (present?.from !== 'edit' || present.seq !== since) return false;
  const isOpen = ({ register: other }: { readonly register: RegisterId }) => other === register;
  return (
    plan.writes.some((one) => isOpen(one) && one.restores === null) ||
    plan.questions.some((one) => one.kind === 'approve' && isOpen(one))
  );
}

const questionsOf = (plan: Plan, situation: Situation): Settings['questions'] =>
  plan.questions.map((question) => {
    const { kind, register } = question;
    return kind === 'compare' ? { kind, register, options: compareOptions(situation, register) } : question;
  });

const unread: Pick<Replica, 'link' | 'lastWrite' | 'pinned' | 'readAtSeq' | 'approved'> = {
  link: { state: 'unread' },
  lastWrite: null,
  pinned: null,
  readAtSeq: 0,
  approved: null,
};

/** A place of which everything is forgotten, so that it joins anew. */
export const forgotten = (replica: Replica): Replica => ({ ...replica, ...unread });

/** How two people's settings begin. @param seq the first number of the sequence */
export function firstSettings(signedIn: SignedIn, seq: number): Settings {
  const settings = { ...initialSettings, seq };
  return { ...settings, replicas: arrange(settings, signedIn) };
}

/** The replicas of all present places; one that was switched off has forgotten everything when it is switched on (J5). */
function arrange(settings: Settings, signedIn: SignedIn): Settings['replicas'] {
  const known = new Map(settings.replicas.map((replica) => [placeKey(replica), replica]));
  return placesOf(signedIn, settings).flatMap((place) =>
    place.registers.map((register) => {
      const role = roleOf(place, register, settings);
      const { id, audience } = place;
      const fixed = { id, register, role, audience, rank: place.rank(register) };
      const before = known.get(placeKey({ id, register }));
      if (role !== 'off' && settings.missing[id] === 'to-make') {
        // A place that is still to be made has nothing that could be compared.
        const empty = { ...unread, link: { state: 'joined', base: 'absent' } } as const;
        return { ...(before && before.role !== 'off' && baseOf(before) !== null ? before : empty), ...fixed };
      }
      return { ...(before && role !== 'off' && before.role !== 'off' ? before : unread), ...fixed };
    }),
  );
}

/** Forgets what these places held, so that they join anew. */
export function rejoin(settings: Settings, isMeant: (place: PlaceId) => boolean): Settings {
  const replicas = settings.replicas.map((replica) => (isMeant(replica.id) ? forgotten(replica) : replica));
  return { ...settings, replicas };
}

/** What the present value is at a place, in its own form; undefined where the place can't hold it. */
export function targetAt(
  settings: Settings,
  signedIn: SignedIn,
  register: RegisterId,
  place: PlaceId,
): Json | undefined {
  const value = settings.registers[register]?.value ?? null;
  return value === null ? undefined : projectionFor(register, place, contextOf(settings, signedIn)).project(value);
}

/** What a place holds, as far as is known, in the form that all share; undefined where it means nothing to others. */
export function sharedAt(
  settings: Settings,
  signedIn: SignedIn,
  register: RegisterId,
  place: PlaceId,
): Json | undefined {
  const replica = settings.replicas.find((one) => one.id === place && one.register === register);
  const held = replica && knownValue(replica);
  if (held === undefined) return undefined;
  const { lift } = projectionFor(register, place, contextOf(settings, signedIn));
  return lift(held, settings.registers[register]?.value ?? null);
}

/** What the places' own forms depend on, as far as is known by now. */
function contextOf({ replicas }: Pick<Settings, 'replicas'>, signedIn: SignedIn): ProjectionContext {
  const { providers, providerAliases } = signedIn;
  if (!providers) return signedIn;
  return { ...signedIn, providerAt: (place) => providerAt(place, { ...providers, replicas, providerAliases }) };
}

export const holds = (replica: Replica, value: Json) => isEqual(valueIn(baseOf(replica)), value);
