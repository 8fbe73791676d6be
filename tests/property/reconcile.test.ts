import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { baseOf, knownValue, valueIn } from '@/lib/model';
import { isEqual, type Json, type Plan, type Replica } from '@/lib/settings/rules';
import {
  anyPlaces,
  anyStep,
  anySteps,
  chosenSize,
  nativeOf,
  type Place,
  play,
  register,
  size,
  sizeOf,
  spelling,
  World,
} from './reconcile-world';

/** How many random histories the pure function must survive. */
const runs = Number(process.env.TANDEM_RECONCILE_RUNS ?? 10_000);
const timeout = 3_600_000;

function check(isTrue: boolean, what: string): void {
  if (!isTrue) throw new Error(what);
}

/** Whatever places there are, and whatever happened to them. */
const always =
  <T>(more: fc.Arbitrary<T>, check: (world: World, more: T) => void, numRuns = runs / 5) =>
  () =>
    fc.assert(
      fc.property(anyPlaces, anySteps, more, (places, steps, one) => {
        const world = new World(places);
        play(world, steps);
        check(world, one);
      }),
      { numRuns },
    );
const nothing = fc.constant(null);
const at = fc.nat(4);

/** Why a follower need not agree; undefined: there is no reason. */
function reasonOf({ plan }: World, replica: Replica): string | undefined {
  const isAsked = plan?.questions.some((question) =>
    question.kind === 'compare' ? question.places.includes(replica.id) : question.place === replica.id,
  );
  if (isAsked) return 'asked';
  if (plan?.unsupported.some((one) => one.place === replica.id)) return 'unsupported';
  const state = replica.lastWrite?.state;
  if (state === 'refused' || state === 'coerced') return state;
  if (replica.pinned) return replica.pinned.by;
  return baseOf(replica) === null && knownValue(replica) === undefined ? 'unread' : undefined;
}

/** What must be true of every plan, whatever happened before. */
function checkPlan(world: World, plan: Plan, before: { readonly seq: number; readonly replicas: readonly Replica[] }) {
  const present = world.registers[register];
  const needsYes = ({ id, audience, lastWrite }: Replica) => {
    if (audience === 'others') return 'others';
    // What has begun is finished.
    if (lastWrite?.state === 'sending' && isEqual(lastWrite.target, world.target({ id }))) return undefined;
    return world.isAsking && present?.from !== 'edit' ? 'mode' : undefined;
  };
  const find = (id: string) => {
    const replica = plan.replicas.find((one) => one.id === id);
    if (!replica) throw new Error(`no ${id}`);
    return replica;
  };
  for (const { place: id, target, restores } of plan.writes) {
    const { role, approved, pinned } = find(id);
    check(baseOf(find(id)) !== null, `W3: ${id} has nothing to be compared with`);
    const back = pinned?.by === 'put-back' ? pinned : null;
    check((back?.change ?? null) === restores, `W4: ${id} is to have something else back`);
    if (back) {
      check(isEqual(target, back.target), `W4: ${id} is given something else back`);
      continue;
    }
    check(role === 'follows' || role === 'both', `W1: ${id} does not follow`);
    check(isEqual(target, world.target({ id })), `W1: ${id} is given something else`);
    if (!needsYes(find(id))) continue;
    const former = before.replicas.find((one) => one.id === id);
    check(isEqual(former?.approved?.target, target), `W5: ${id} is written without a yes`);
    check(isEqual(approved?.target, target), `W5: the yes for ${id} was lost before an answer`);
  }
  for (const question of plan.questions) {
    if (question.kind === 'compare') {
      for (const id of question.places) check(baseOf(find(id)) === null, `J2: ${id} has joined`);
      continue;
    }
    const replica = find(question.place);
    check(question.why === needsYes(replica), `W5: ${replica.id} is asked for, because of ${question.why}`);
    check(replica.approved === null, `W5: ${replica.id} is asked for twice`);
    check(replica.pinned?.by !== 'put-back', `W4: ${replica.id} is to have something else back`);
  }
  const value = sizeOf(present?.value ?? undefined);
  check(value === undefined || value <= 5, 'C2: half of a write was adopted');
  for (const { kept, lost } of plan.conflicts)
    check(sizeOf(kept.value) !== sizeOf(lost.value), 'C4: the same value was listed as lost');
}

describe('reconcile', { timeout }, () => {
  it(
    'C1 W1 W2: when all is calm, then it stays so, and who differs has a reason',
    always(
      nothing,
      (world) => {
        if (world.calm() >= 10) throw new Error('never calm');
        const state = () => JSON.stringify([world.writes, world.registers, world.replicas, world.seq]);
        const before = state();
        for (let round = 0; round < 3; round++)
          if (world.reconcile(world.replicas).writes.length > 0) throw new Error('written without a change');
        if (state() !== before) throw new Error('stored anew without a change');
        if (world.value === null) return;
        for (const replica of world.replicas) {
          if (replica.role !== 'follows' && replica.role !== 'both') continue;
          const target = world.target(replica);
          const agrees = target !== undefined && isEqual(valueIn(baseOf(replica)), target);
          if (!agrees && !reasonOf(world, replica)) throw new Error(`${replica.id} has no reason`);
          const isThere = target !== undefined && isEqual(world.place(replica).value, target);
          if (agrees && !isThere) throw new Error(`${replica.id} is believed, not checked`);
        }
      },
      runs,
    ),
  );

  it('C2 J2 W3 W4 W5: when a plan is made, then it writes and asks only where it may', () => {
    fc.assert(
      fc.property(anyPlaces, anySteps, (places, steps) => {
        const world = new World(places);
        world.onPlan = (plan, before) => checkPlan(world, plan, before);
        play(world, steps);
        world.calm();
      }),
      { numRuns: runs },
    );
  });

  it(
    'O1 O2: when the person edits last, then that is the value, whatever is found',
    always(size, (world, last) => {
      world.edit(last);
      world.reconcile([]);
      world.calm();
      expect(sizeOf(world.value ?? undefined)).toBe(last);
    }),
  );

  it(
    'C1 C4 O1 O2 O3: when a place that leads is set last, then that is kept or listed',
    always(fc.record({ at, last: chosenSize, way: spelling }), (world, { at, last, way }) => {
      const replica = world.replicas[at % world.replicas.length];
      if (replica?.link.state !== 'joined' || (replica.role !== 'leads' && replica.role !== 'both')) return;
      // C2: what looks like the old value under a write on its way is finished, not adopted.
      if (replica.lastWrite?.state === 'sending') return;
      // W4: the person wants something else back here.
      if (replica.pinned?.by === 'put-back') return;
      const found = world.place(replica).value;
      const native = nativeOf(world.place(replica).kind, last, way);
      world.place(replica).value = native;
      const isNews = !isEqual(native, found) && !isEqual(native, valueIn(baseOf(replica)));
      if (!isNews || (replica.lastWrite?.state === 'coerced' && isEqual(native, replica.lastWrite.got))) return;
      world.calm();
      // C4: of two ways to say it, at two places that write in the same way, either may be kept.
      const isHere = (shared: Json | null) => shared !== null && world.projection(replica).says(native, shared);
      // A place is never overwritten with another way to say its own value.
      const isOwn = world.registers[register]?.from === replica.id && isHere(world.value);
      if (isOwn) expect(world.place(replica).value).toEqual(native);
      if (!isHere(world.value) && !world.conflicts.some(({ lost }) => isHere(lost.value))) {
        throw new Error(`lost: ${last} at ${replica.id}`);
      }
    }),
  );

  it(
    'O4: when a place goes back to a replaced value, then it wins and is listed',
    always(fc.record({ at, edited: size }), (world, { at, edited }) => {
      world.isAsking = false;
      world.calm();
      const replica = world.replicas[at % world.replicas.length];
      if (!replica || (replica.role !== 'leads' && replica.role !== 'both')) return;
      const former = world.place(replica).value;
      const before = world.conflicts.length;
      world.edit(edited);
      world.calm();
      const { value } = world;
      // It did not come, or says the same.
      if (former === 'absent' || value === null || isEqual(world.place(replica).value, former)) return;
      if (world.projection(replica).says(former, value)) return;
      world.place(replica).value = former;
      world.calm();
      const lifted = world.projection(replica).lift(former, value);
      expect(sizeOf(world.value ?? undefined)).toEqual(sizeOf(lifted));
      expect(world.registers[register]?.from).toBe(replica.id);
      expect(world.conflicts.slice(before)).toMatchObject([
        { kept: { from: replica.id }, lost: { value: { value: edited }, from: 'edit' } },
      ]);
    }),
  );

  it('O1 O3: when an edit meets a change, then the edit is kept, and both are listed', () => {
    fc.assert(
      fc.property(size, chosenSize, (edited, chosen) => {
        fc.pre(edited !== chosen && chosen !== 2);
        const place: Place = { kind: 'fine', role: 'both', audience: 'me', rank: 0, value: 2, behaviour: 'takes' };
        const world = new World([place, { ...place }]);
        world.calm();
        const [first] = world.places;
        if (first) first.value = chosen;
        world.edit(edited);
        world.calm();
        expect(world.value).toEqual({ value: edited });
        expect(world.places.map(({ value }) => value)).toEqual([edited, edited]);
        expect(world.conflicts).toMatchObject([
          {
            kept: { value: { value: edited }, from: 'edit' },
            lost: { value: { value: chosen }, from: 'librechat/place 0' },
          },
        ]);
      }),
    );
  });

  it('J2 J3: when places were never in step, then nothing is written', () => {
    fc.assert(
      fc.property(anyPlaces, (places) => {
        const world = new World(places);
        world.calm();
        expect(world.writes).toBe(0);
        expect(world.places.map(({ value }) => value)).toEqual(places.map(({ value }) => value));
      }),
      { numRuns: runs / 5 },
    );
  });

  it('J2 J4: when a place is first read, then what it held is nobody’s change', () => {
    // What a place made of a value is not told from a change while no answer was heard (C1).
    const unbending = anyPlaces.map((places) => places.filter(({ behaviour }) => behaviour !== 'bends'));
    const steps = fc.array(
      anyStep.filter((step) => step.do !== 'choose' && step.do !== 'vanish'),
      { maxLength: 25 },
    );
    fc.assert(
      fc.property(unbending, steps, (places, steps) => {
        fc.pre(places.length > 0);
        const world = new World(places);
        play(world, steps);
        world.calm();
        expect(world.conflicts).toEqual([]);
        if (steps.some((step) => step.do === 'edit')) expect(world.registers[register]?.from).toBe('edit');
      }),
      { numRuns: runs / 5 },
    );
  });

  it(
    'W4: when a value is put back, then it is there, and stays',
    always(fc.record({ at, back: chosenSize }), (world, { at, back }) => {
      const nth = at % world.replicas.length;
      const given = world.replicas[nth];
      if (given) world.wantBack(given, back);
      const replica = world.replicas[nth];
      if (!replica || !world.restore(replica, 'no')) return;
      expect(world.place(replica).value).toEqual(nativeOf(world.place(replica).kind, back, 'usual'));
      const { seq } = world.registers[register] ?? { seq: 0 };
      for (let round = 0; round < 3; round++) {
        const { writes } = world.reconcile([replica]);
        expect(world.registers[register]?.seq ?? 0).toBe(seq);
        expect(writes.filter((write) => write.place === replica.id)).toEqual([]);
      }
    }),
  );
});
