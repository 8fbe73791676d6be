import fc from 'fast-check';
import { baseOf, type Change, type Held, type Json, type SharedSetting } from '@/lib/model';
import { replacedAt } from '@/lib/settings/change-history';
import { type Form, projectionOf } from '@/lib/settings/definitions';
import {
  answeredPutBack,
  approve,
  cancelled,
  decline,
  type Edit,
  isEqual,
  type Native,
  type NewConflict,
  type Observation,
  type Outcome,
  type Plan,
  type Projection,
  placeKey,
  type Register,
  type RegisterId,
  type Replica,
  reconcile,
  retry,
  sending,
  type Write,
  withOutcome,
} from '@/lib/settings/rules';
import { isAsExpected } from '@/lib/settings/write-precondition';
import { replica } from '../unit/settings/rules/kit';

export const register: RegisterId = 'ui.textSize';

const numberOf = (native: Native) => (typeof native === 'number' ? native : undefined);

/**
 * Five shared sizes. A fine place holds all, a coarse one three, a strict one none above 3; one has two ways to spell each,
 * and one writes it twice, one after the other, so that half of a write can be seen there.
 */
const forms: Readonly<Record<string, Form<number>>> = {
  fine: { read: numberOf, write: (size) => size },
  coarse: {
    read: (native) => (typeof native === 'number' ? native * 2 - 1 : undefined),
    write: (size) => Math.ceil(size / 2),
  },
  strict: { read: numberOf, write: (size) => (size > 3 ? undefined : size) },
  spelled: {
    read: (native) => (typeof native === 'string' ? Number(native[0]) : undefined),
    write: (size) => `${size}`,
  },
  pair: {
    read: (native) => {
      const { a, b } = native as { readonly a: number; readonly b: number };
      // Half of a write, were it ever adopted, is a size that nobody chose.
      return a === b ? a : a * 10 + b;
    },
    write: (size) => ({ a: size, b: size }),
  },
};
export const kinds = Object.keys(forms);
const projections = new Map(Object.entries(forms).map(([kind, form]) => [kind, projectionOf(form)]));

export type Behaviour = 'takes' | 'refuses' | 'bends' | 'answers-nothing' | 'loses';

export interface Place {
  readonly kind: string;
  readonly role: Replica['role'];
  readonly audience: Replica['audience'];
  readonly rank: number;
  value: Native | 'absent';
  behaviour: Behaviour;
}

export const sizeOf = (shared: Json | undefined) => (shared as unknown as SharedSetting<number> | undefined)?.value;

/** How a place of this kind writes a size that a person chooses there. */
export function nativeOf(kind: string, size: number, spelling: 'usual' | 'other'): Native {
  if (kind === 'spelled' && spelling === 'other') return `${size}!`;
  return forms[kind]?.write(kind === 'strict' ? Math.min(size, 3) : size) ?? null;
}

/** A person, their places, and an engine that may die at any step; the least around the pure function. */
export class World {
  registers: Partial<Record<RegisterId, Register>> = {};
  replicas: Replica[];
  conflicts: NewConflict[] = [];
  edits: Edit[] = [];
  /** W5: whether changes are asked about. */
  isAsking = false;
  /** The newest first. */
  changes: Pick<Change, 'register' | 'place' | 'from' | 'to' | 'state' | 'got' | 'at'>[] = [];
  seq = 1;
  writes = 0;
  plan: Plan | null = null;
  /** Called after each round, with what was before it. */
  onPlan: (plan: Plan, before: { readonly seq: number; readonly replicas: readonly Replica[] }) => void = () => {};

  readonly places: readonly Place[];

  /** @param places Left as they are: a property may be tried again on the same ones. */
  constructor(places: readonly Place[]) {
    this.places = structuredClone(places);
    this.replicas = places.map(({ role, audience, rank }, number) =>
      replica(register, `librechat/place ${number}`, { role, audience, rank, readAtSeq: 0 }),
    );
  }

  get value(): Json | null {
    return this.registers[register]?.value ?? null;
  }

  place(replica: Pick<Replica, 'id'>): Place {
    const place = this.places[this.replicas.findIndex(({ id }) => id === replica.id)];
    if (!place) throw new Error('no such place');
    return place;
  }

  projection = (replica: Pick<Replica, 'id'>): Projection => {
    const projection = projections.get(this.place(replica).kind);
    if (!projection) throw new Error('no such kind');
    return projection;
  };

  target(replica: Pick<Replica, 'id'>): Native | undefined {
    return this.value === null ? undefined : this.projection(replica).project(this.value);
  }

  observe(replica: Pick<Replica, 'id'>): Observation {
    const { value } = this.place(replica);
    return value === 'absent' ? 'absent' : { value };
  }

  reconcile(read: readonly Replica[]): Plan {
    const before = { seq: this.registers[register]?.seq ?? 0, replicas: this.replicas };
    const plan = reconcile({
      registers: this.registers,
      replicas: this.replicas,
      observations: new Map(read.map((replica) => [placeKey(replica), this.observe(replica)])),
      edits: this.edits,
      replaced: (replica) => replacedAt(this.changes, replica, 0),
      projections: this.projection,
      asking: new Set(this.isAsking ? [register] : []),
      seq: this.seq,
    });
    this.registers = plan.registers;
    this.replicas = [...plan.replicas];
    this.conflicts.push(...plan.conflicts);
    this.seq = plan.seq;
    this.edits = [];
    this.plan = plan;
    this.onPlan(plan, before);
    return plan;
  }

  edit(size: number): void {
    this.edits.push({ id: `${this.seq}`, register, value: { value: size }, seq: this.seq++ });
  }

  /** Compares, marks, writes and accounts, as the engine does; `dies` before, in the middle of, or after the request. @returns The answer. */
  write(write: Write, dies: Death): Outcome | null {
    const replica = this.replicas.find(({ id }) => id === write.place);
    if (!replica || !this.#isStillDue(write) || !this.#begin(replica, write)) return null;
    const outcome = this.#send(replica, write.target, dies);
    const { restores } = write;
    const answered = (present: Replica) =>
      restores === null ? present : answeredPutBack(present, this.target(replica));
    if (outcome) this.change(replica, (present) => answered(withOutcome(present, write, outcome)));
    this.#end(outcome);
    // As in the engine, every commit ends with a round, so that no write is made twice.
    this.reconcile([]);
    return outcome;
  }

  /** The person wants a size back at a place, where that can be asked for. */
  wantBack(replica: Replica, size: number): void {
    if (baseOf(replica) === null || replica.role === 'off') return;
    const target = nativeOf(this.place(replica).kind, size, 'usual');
    this.change(replica, (one) => ({ ...one, pinned: { by: 'put-back', change: 'c', target } }));
    this.reconcile([]);
  }

  /** Gives a place what it is to have back. @returns Whether it took it. */
  restore({ id }: Replica, dies: Death): boolean {
    const write = this.reconcile([]).writes.find(({ place, restores }) => place === id && restores !== null);
    return write !== undefined && this.write(write, dies)?.kind === 'ok';
  }

  change({ id }: Pick<Replica, 'id'>, change: (replica: Replica) => Replica): void {
    this.replicas = this.replicas.map((one) => (one.id === id ? change(one) : one));
  }

  /** Everything answers again; reads and writes until nothing is due. @returns How many rounds it took. */
  calm(): number {
    for (const place of this.places)
      if (place.behaviour !== 'refuses' && place.behaviour !== 'bends') place.behaviour = 'takes';
    for (let round = 1; round < 50; round++) {
      const plan = this.reconcile(this.replicas);
      if (plan.writes.length === 0) return round;
      for (const write of plan.writes) this.write(write, 'no');
    }
    return Number.POSITIVE_INFINITY;
  }

  #isStillDue({ place, target }: Write): boolean {
    return this.plan?.writes.some((one) => one.place === place && isEqual(one.target, target)) ?? false;
  }

  /** W3: the place is read before; what is about to be sent is stored. @returns False: the place was found changed. */
  #begin(replica: Replica, write: Write): boolean {
    const found = this.observe(replica);
    if (!isAsExpected(replica, found, write)) {
      this.reconcile([replica]);
      return false;
    }
    const from = found === 'absent' ? 'absent' : (baseOf(replica) ?? 'absent');
    const at = new Date(0).toISOString();
    this.changes.unshift({ register, place: replica.id, from, to: write.target, state: 'sending', got: null, at });
    this.change(replica, (present) => ({ ...sending(present, write), link: { state: 'joined', base: from } }));
    return true;
  }

  /** Notes in the list how the last write ended. */
  #end(outcome: Outcome | null): void {
    const [last] = this.changes;
    if (!last || !outcome) return;
    this.changes[0] = { ...last, state: outcome.kind, got: outcome.kind === 'coerced' ? outcome.got : null };
  }

  /** @returns The answer; null when none was heard. */
  #send(replica: Replica, target: Native, dies: Death): Outcome | null {
    const place = this.place(replica);
    // Nothing is sent to a place that holds it already.
    if (place.value !== 'absent' && isEqual(place.value, target)) return { kind: 'ok' };
    if (dies === 'before') return null;
    this.writes++;
    if (dies === 'halfway' && place.kind === 'pair') {
      const { a } = target as { readonly a: number };
      const former = place.value === 'absent' ? {} : (place.value as Readonly<Record<string, Json>>);
      if (place.behaviour === 'takes') place.value = { ...former, a };
      return null;
    }
    const taken = place.behaviour === 'bends' && typeof target === 'number' ? Math.min(target, 2) : target;
    if (place.behaviour !== 'refuses' && place.behaviour !== 'loses') place.value = taken;
    if (dies !== 'no' || place.behaviour === 'answers-nothing' || place.behaviour === 'loses') return null;
    if (place.behaviour === 'refuses') return { kind: 'refused', code: 'no' };
    return isEqual(taken, target) ? { kind: 'ok' } : { kind: 'coerced', got: taken };
  }
}

export const isSame = (a: Held, b: Held) => (a === 'absent' || b === 'absent' ? a === b : isEqual(a.value, b.value));

export type Death = 'no' | 'before' | 'halfway' | 'after';

export const size = fc.integer({ min: 1, max: 5 });
export const chosenSize = fc.integer({ min: 1, max: 3 });
export const spelling = fc.constantFrom('usual' as const, 'usual' as const, 'other' as const);

export const anyPlace: fc.Arbitrary<Place> = fc
  .record({
    kind: fc.constantFrom(...kinds),
    role: fc.constantFrom<Replica['role']>('off', 'leads', 'follows', 'both', 'both', 'both'),
    audience: fc.constantFrom<Replica['audience']>('me', 'me', 'me', 'others'),
    rank: fc.integer({ min: 0, max: 3 }),
    size: fc.option(chosenSize),
    spelling,
    behaviour: fc.constantFrom<Behaviour>('takes', 'takes', 'takes', 'refuses', 'bends', 'answers-nothing', 'loses'),
  })
  .map(({ size: held, spelling: way, ...place }) => ({
    ...place,
    value: held === null ? 'absent' : nativeOf(place.kind, held, way),
  }));

/** What can happen, and how often. */
const often = {
  ...{ choose: 9, edit: 6, read: 15, write: 15, approve: 4, decline: 2 },
  ...{ vanish: 1, retry: 1, cancel: 1, 'want-back': 3, restore: 3, ask: 3 },
};
type Happening = keyof typeof often;
const happenings = Object.entries(often) as [Happening, number][];

/** Something that happens; each takes of the rest what it needs. */
export const anyStep = fc.record({
  do: fc.oneof(...happenings.map(([what, weight]) => ({ weight, arbitrary: fc.constant(what) }))),
  at: fc.nat(4),
  size,
  chosen: chosenSize,
  spelling,
  dies: fc.constantFrom<Death>('no', 'no', 'no', 'before', 'halfway', 'after'),
  isAsking: fc.boolean(),
});
type Step = typeof anyStep extends fc.Arbitrary<infer T> ? T : never;

export const anyPlaces = fc.array(anyPlace, { minLength: 1, maxLength: 5 });
export const anySteps = fc.array(anyStep, { maxLength: 25 });

export function play(world: World, steps: readonly Step[]): void {
  for (const step of steps) take(world, step);
}

function take(world: World, step: Step): void {
  const replica = world.replicas[step.at % world.replicas.length];
  if (!replica) return;
  const place = world.place(replica);
  const target = world.target(replica);
  switch (step.do) {
    case 'edit':
      world.edit(step.size);
      break;
    case 'ask':
      world.isAsking = step.isAsking;
      break;
    case 'write': {
      const write = world.plan?.writes[step.at % (world.plan.writes.length || 1)];
      if (write) world.write(write, step.dies);
      return;
    }
    case 'choose':
      place.value = nativeOf(place.kind, step.chosen, step.spelling);
      return;
    case 'vanish':
      place.value = 'absent';
      return;
    case 'read':
      world.reconcile([replica]);
      return;
    case 'want-back':
      world.wantBack(replica, step.chosen);
      return;
    case 'restore':
      world.restore(replica, step.dies);
      return;
    case 'retry':
      world.change(replica, retry);
      break;
    case 'cancel':
      if (target !== undefined && baseOf(replica) !== null) world.change(replica, (one) => cancelled(one, target));
      break;
    case 'approve':
    case 'decline': {
      const question = world.plan?.questions.find((one) => one.kind === 'approve' && one.place === replica.id);
      if (question?.kind !== 'approve') return;
      world.change(replica, (one) => (step.do === 'approve' ? approve : decline)(one, question.target));
    }
  }
  world.reconcile([]);
}
