import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Conflict,
  type Edit,
  isEqual,
  type Observation,
  type Plan,
  type Projection,
  placeKey,
  type Register,
  type RegisterId,
  type Replica,
  reconcile,
  sending,
  settle,
} from '@/lib/reconcile';

/** How many random histories the pure function must survive. */
const runs = Number(process.env.TANDEM_RECONCILE_RUNS ?? 10_000);

const register: RegisterId = 'ui.textSize';

/** Five shared sizes; a fine place holds all, a coarse one three, a strict one none above 3. */
const projections: Readonly<Record<string, Projection>> = {
  fine: { project: (shared) => shared, lift: (native) => native },
  coarse: {
    project: (shared) => Math.ceil(Number(shared) / 2),
    lift: (native, shared) => {
      const size = Number(native) * 2 - 1;
      return Math.ceil(Number(shared ?? 0) / 2) === native ? (shared ?? size) : size;
    },
  },
  strict: { project: (shared) => (Number(shared) > 3 ? undefined : shared), lift: (native) => native },
};

type Behaviour = 'takes' | 'refuses' | 'bends' | 'answers-nothing' | 'loses';

interface Place {
  readonly kind: keyof typeof projections & string;
  readonly role: Replica['role'];
  readonly audience: Replica['audience'];
  readonly rank: number;
  value: number | null;
  behaviour: Behaviour;
}

/** A person, their places, and an engine that may die at any step; the least around the pure function. */
class World {
  registers: Partial<Record<RegisterId, Register>> = {};
  replicas: Replica[];
  conflicts: Conflict[] = [];
  edits: Edit[] = [];
  seq = 1;
  writes = 0;
  /** Everything that the person chose, in order: what must never be lost. */
  readonly chosen: number[] = [];
  plan: Plan | null = null;

  constructor(readonly places: Place[]) {
    this.replicas = places.map(({ role, audience, rank }, number) => ({
      id: `place ${number}`,
      register,
      role,
      audience,
      rank,
      seen: null,
      met: null,
      tried: null,
      upTo: 0,
      approved: null,
    }));
  }

  place(replica: Replica): Place {
    const place = this.places[this.replicas.findIndex(({ id }) => id === replica.id)];
    if (!place) throw new Error('no such place');
    return place;
  }

  projection = (replica: Replica) => projections[this.place(replica).kind] as Projection;

  observe(replica: Replica): Observation {
    const { value } = this.place(replica);
    return value === null ? 'absent' : { value };
  }

  reconcile(read: readonly Replica[]): Plan {
    const plan = reconcile({
      registers: this.registers,
      replicas: this.replicas,
      observations: new Map(read.map((replica) => [placeKey(replica), this.observe(replica)])),
      edits: this.edits,
      projections: this.projection,
      seq: this.seq,
    });
    this.registers = plan.registers;
    this.replicas = [...plan.replicas];
    this.conflicts.push(...plan.conflicts);
    this.seq = plan.seq;
    this.edits = [];
    this.plan = plan;
    return plan;
  }

  /** Compares, marks, writes and accounts, as the engine does; `dies` before, or after, the request took effect. */
  write(number: number, dies: 'no' | 'before' | 'after'): void {
    const write = this.plan?.writes[number];
    const replica = this.replicas.find(({ id }) => id === write?.replica);
    if (!write || !replica) return;
    const place = this.place(replica);
    const found = this.observe(replica);
    const isAsExpected =
      found === 'absent' || write.expected === 'absent'
        ? found === write.expected
        : isEqual(found.value, write.expected.value);
    if (!isAsExpected) {
      this.reconcile([replica]);
      return;
    }
    this.#replace(sending(replica, write));
    if (dies === 'before') return;
    this.writes++;
    const target = Number(write.target);
    const taken = place.behaviour === 'bends' ? Math.min(target, 2) : target;
    const arrives = place.behaviour === 'takes' || place.behaviour === 'bends' || place.behaviour === 'answers-nothing';
    if (arrives) place.value = taken;
    if (dies === 'after' || place.behaviour === 'answers-nothing' || place.behaviour === 'loses') return;
    this.#replace(
      settle(
        sending(replica, write),
        write,
        place.behaviour === 'refuses' ? { kind: 'refused', code: 'no' } : { kind: 'coerced', got: taken },
      ),
    );
  }

  /** Everything answers again; reads and writes until nothing is due. @returns How many rounds it took. */
  calm(): number {
    for (const place of this.places)
      if (place.behaviour !== 'refuses' && place.behaviour !== 'bends') place.behaviour = 'takes';
    for (let round = 1; round < 50; round++) {
      const plan = this.reconcile(this.replicas);
      if (plan.writes.length === 0) return round;
      for (let number = 0; number < plan.writes.length; number++) {
        this.plan = plan;
        this.write(number, 'no');
      }
    }
    return Number.POSITIVE_INFINITY;
  }

  #replace(replica: Replica): void {
    this.replicas = this.replicas.map((one) => (one.id === replica.id ? replica : one));
  }
}

const size = fc.integer({ min: 1, max: 5 });
const anyPlace: fc.Arbitrary<Place> = fc.record({
  kind: fc.constantFrom('fine', 'coarse', 'strict'),
  role: fc.constantFrom('off', 'leads', 'follows', 'both', 'both', 'both'),
  audience: fc.constantFrom('me', 'me', 'me', 'others'),
  rank: fc.integer({ min: 0, max: 3 }),
  value: fc.option(fc.integer({ min: 1, max: 3 })),
  behaviour: fc.constantFrom<Behaviour>('takes', 'takes', 'takes', 'refuses', 'bends', 'answers-nothing', 'loses'),
});

type Step =
  | { readonly do: 'choose'; readonly at: number; readonly value: number }
  | { readonly do: 'edit'; readonly value: number }
  | { readonly do: 'read'; readonly at: number }
  | { readonly do: 'write'; readonly at: number; readonly dies: 'no' | 'before' | 'after' }
  | { readonly do: 'approve' };

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('choose' as const), at: fc.nat(4), value: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ do: fc.constant('edit' as const), value: size }),
  fc.record({ do: fc.constant('read' as const), at: fc.nat(4) }),
  fc.record({ do: fc.constant('read' as const), at: fc.nat(4) }),
  fc.record({
    do: fc.constant('write' as const),
    at: fc.nat(3),
    dies: fc.constantFrom('no' as const, 'no' as const, 'before' as const, 'after' as const),
  }),
  fc.record({ do: fc.constant('approve' as const) }),
);

function play(world: World, steps: readonly Step[]): void {
  for (const step of steps) {
    const replica = 'at' in step ? world.replicas[step.at % world.replicas.length] : undefined;
    if (step.do === 'choose' && replica) {
      const place = world.place(replica);
      if (place.kind === 'coarse') place.value = Math.ceil(step.value / 2);
      else place.value = step.value;
    } else if (step.do === 'edit') {
      world.edits.push({ id: `${world.seq}`, register, value: step.value, seq: world.seq++ });
      world.chosen.push(step.value);
      world.reconcile([]);
    } else if (step.do === 'read' && replica) world.reconcile([replica]);
    else if (step.do === 'write') world.write(step.at, step.dies);
    else if (step.do === 'approve') {
      const questions = world.plan?.questions ?? [];
      world.replicas = world.replicas.map((one) => {
        const asked = questions.find((question) => question.kind === 'approve' && question.replica === one.id);
        return asked?.kind === 'approve' ? { ...one, approved: { target: asked.target } } : one;
      });
      world.reconcile([]);
    }
  }
}

const anyWorld = fc.array(anyPlace, { minLength: 1, maxLength: 5 }).map((places) => new World(structuredClone(places)));
const anySteps = fc.array(anyStep, { maxLength: 25 });

describe('reconcile', { timeout: 600_000 }, () => {
  it('W1 W2 W6: every follower agrees or carries a reason, once things calm down', () => {
    fc.assert(
      fc.property(anyWorld, anySteps, (world, steps) => {
        play(world, steps);
        if (world.calm() >= 10) throw new Error('never calm');
        const { plan } = world;
        const value = world.registers[register]?.value ?? null;
        if (!plan || value === null) return;
        for (const replica of world.replicas) {
          if (replica.role !== 'follows' && replica.role !== 'both') continue;
          const target = world.projection(replica).project(value);
          const agrees =
            target !== undefined &&
            replica.seen !== null &&
            replica.seen !== 'absent' &&
            isEqual(replica.seen.value, target);
          const asked = plan.questions.some((question) =>
            question.kind === 'compare' ? question.replicas.includes(replica.id) : question.replica === replica.id,
          );
          const unsupported = plan.unsupported.some((one) => one.replica === replica.id);
          const reason = replica.tried !== null && ['refused', 'coerced', 'overridden'].includes(replica.tried.state);
          const unread = replica.seen === null && replica.met === null;
          if (!(agrees || asked || unsupported || reason || unread)) throw new Error(`${replica.id} has no reason`);
          if (agrees && world.place(replica).value !== target)
            throw new Error(`${replica.id} is believed, not checked`);
        }
      }),
      { numRuns: runs },
    );
  });

  it('C1 C2 C5 W2: a calm world stays calm: no write without a change', () => {
    fc.assert(
      fc.property(anyWorld, anySteps, (world, steps) => {
        play(world, steps);
        world.calm();
        const before = { writes: world.writes, registers: world.registers, replicas: world.replicas, seq: world.seq };
        for (let round = 0; round < 3; round++) expect(world.reconcile(world.replicas).writes).toEqual([]);
        expect({ writes: world.writes, registers: world.registers, replicas: world.replicas, seq: world.seq }).toEqual(
          before,
        );
      }),
      { numRuns: runs / 5 },
    );
  });

  it('W1 W5 J1: never writes to a place that does not follow, that others use without a yes, or that has not joined', () => {
    fc.assert(
      fc.property(anyWorld, anySteps, (world, steps) => {
        const check = () => {
          for (const write of world.plan?.writes ?? []) {
            const replica = world.replicas.find(({ id }) => id === write.replica);
            expect(['follows', 'both']).toContain(replica?.role);
            expect(replica?.seen).not.toBeNull();
            if (replica?.audience === 'others') expect(replica.approved?.target).toEqual(write.target);
          }
        };
        for (const step of steps) {
          const planned = world.plan;
          play(world, [step]);
          if (world.plan !== planned) check();
        }
      }),
      { numRuns: runs / 5 },
    );
  });

  it('O1 O2: what the person last set in Tandem is the value, whatever is found later', () => {
    fc.assert(
      fc.property(anyWorld, anySteps, size, (world, steps, last) => {
        play(world, [...steps, { do: 'edit', value: last }]);
        world.calm();
        expect(world.registers[register]?.value).toBe(last);
      }),
      { numRuns: runs / 5 },
    );
  });

  it('C1 O2 O3 O4: what the person last set at a place that leads is the value, or is listed', () => {
    fc.assert(
      fc.property(anyWorld, anySteps, fc.nat(4), fc.integer({ min: 1, max: 3 }), (world, steps, at, last) => {
        play(world, steps);
        const replica = world.replicas[at % world.replicas.length];
        if (!replica || replica.seen === null || (replica.role !== 'leads' && replica.role !== 'both')) return;
        // C3: what looks like the old value under a write on its way is finished, not adopted.
        if (replica.tried?.state === 'sending') return;
        const found = world.place(replica).value;
        play(world, [{ do: 'choose', at: world.replicas.indexOf(replica), value: last }]);
        const native = world.place(replica).value;
        if (
          native === null ||
          native === found ||
          isEqual(native, replica.seen === 'absent' ? undefined : replica.seen.value)
        )
          return;
        if (replica.tried?.state === 'coerced' && isEqual(native, replica.tried.got)) return;
        world.calm();
        const { value } = world.registers[register] ?? { value: null };
        const isHere = (shared: unknown) => world.projection(replica).project(shared as number) === native;
        if (!isHere(value) && !world.conflicts.some(({ lost }) => isHere(lost.value))) {
          throw new Error(`lost: ${last} at ${replica.id}`);
        }
      }),
      { numRuns: runs / 5 },
    );
  });

  it('O1 O4: a change at one place and an edit at the same time: the edit is kept, the change is listed with both values', () => {
    fc.assert(
      fc.property(size, fc.integer({ min: 1, max: 3 }), (edited, chosen) => {
        fc.pre(edited !== chosen);
        const place: Place = { kind: 'fine', role: 'both', audience: 'me', rank: 0, value: 2, behaviour: 'takes' };
        const world = new World([place, { ...place }]);
        world.calm();
        fc.pre(chosen !== 2);
        const [first] = world.places;
        if (first) first.value = chosen;
        world.edits.push({ id: 'e', register, value: edited, seq: world.seq++ });
        world.calm();
        expect(world.registers[register]?.value).toBe(edited);
        expect(world.places.map(({ value }) => value)).toEqual([edited, edited]);
        expect(world.conflicts).toMatchObject([
          { kept: { value: edited, from: 'edit' }, lost: { value: chosen, from: 'place 0' } },
        ]);
      }),
    );
  });

  it('J1 J2 J3: places that were never in step are compared by the person before anything is written', () => {
    fc.assert(
      fc.property(fc.array(anyPlace, { minLength: 2, maxLength: 5 }), (places) => {
        const world = new World(structuredClone(places));
        world.calm();
        expect(world.writes).toBe(0);
        expect(world.places.map(({ value }) => value)).toEqual(places.map(({ value }) => value));
      }),
      { numRuns: runs / 5 },
    );
  });
});

describe('projections', () => {
  it('keep a place’s own value: project(lift(x)) = x', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('fine', 'coarse', 'strict'),
        fc.integer({ min: 1, max: 3 }),
        fc.option(size),
        (kind, native, shared) => {
          const { project, lift } = projections[kind] as Projection;
          const lifted = lift(native, shared);
          expect(lifted === undefined ? native : project(lifted)).toEqual(native);
        },
      ),
    );
  });
});
