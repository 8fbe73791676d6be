import { baseOf } from '@/lib/model';
import { facing, follows, givenUp, isDue, leads, whyAsk } from './due';
import { agreement, isWaiting, joined, refinement, type Told, toldBy } from './join';
import { isEqual } from './json';
import { find } from './observe';
import { type Change, type Rival, rivals } from './rivals';
import {
  type Conflict,
  type Edit,
  type Native,
  type Observation,
  type Plan,
  placeKey,
  type Question,
  type Register,
  type RegisterId,
  type Replica,
  type Shared,
  type Situation,
  type Write,
} from './types';

const nothing: Register = { value: null, seq: 0, from: 'nobody' };

/** One register's part of the work. */
export class RegisterRound {
  readonly conflicts: Conflict[] = [];
  readonly questions: Question[] = [];
  readonly unsupported: Plan['unsupported'][number][] = [];
  readonly writes: Write[] = [];
  register: Register;
  replicas: Replica[];
  seq: number;
  /** What was read just now, and where nothing may be written, in the order of the replicas. */
  readonly #observed: readonly (Observation | undefined)[];
  readonly #asOf: readonly (number | undefined)[];
  readonly #isHeld: readonly boolean[];
  /** The number of the value before this round. */
  readonly #before: number;

  constructor(
    private readonly situation: Situation,
    private readonly id: RegisterId,
    replicas: readonly Replica[],
    private readonly edits: readonly Edit[],
    seq: number,
  ) {
    this.register = situation.registers[id] ?? nothing;
    this.#before = this.register.seq;
    this.replicas = [...replicas];
    this.seq = seq;
    const { observations, asOf, held } = situation;
    const keys = observations.size + held.size > 0 ? replicas.map(placeKey) : [];
    this.#observed = observations.size > 0 ? keys.map((key) => observations.get(key)) : [];
    this.#asOf = asOf ? keys.map((key) => asOf.get(key)) : [];
    this.#isHeld = held.size > 0 ? keys.map((key) => held.has(key)) : [];
  }

  run(): void {
    this.#decide(this.#account());
    this.#join();
    this.#settleTargets();
  }

  /** Takes in what was read; returns what changed at places that lead. */
  #account(): Change[] {
    const changes: Change[] = [];
    this.#each((replica, observation, _isHeld, asOf) => {
      if (observation === undefined || replica.role === 'off') return replica;
      if (isWaiting(replica)) return { ...replica, link: { state: 'apart', candidate: observation } };
      const finding = find(replica, observation);
      if (finding.kind === 'same') return finding.replica;
      if (finding.kind === 'vanished') return this.#vanished(replica, finding.replica);
      // C6: a value that means nothing elsewhere stays where the person put it.
      const { value: present, seq, from } = this.register;
      const projection = this.#projection(replica);
      const value = leads(replica) ? projection.lift(finding.value, present) : undefined;
      if (value === undefined) return this.#overridden(finding.replica);
      const isNew = present === null || !projection.says(finding.value, present);
      // O2: under a write that nobody answered it may also be what the place made of that, if no hand did it. What one hand did
      // after the other at one place is told in that order.
      const isUnsure =
        asOf === undefined
          ? replica.readAtSeq < seq || replica.lastWrite?.state === 'sending'
          : asOf <= seq && from !== replica.id;
      const when = isUnsure ? 'maybe-before' : 'after';
      const native = finding.value;
      const isFormer = this.situation.replaced?.(replica).some((one) => isEqual(one, native)) ?? false;
      changes.push({ from: replica.id, place: replica, projection, native, value, isNew, when, isFormer });
      return finding.replica;
    });
    return changes;
  }

  /** C4: a place that had the present value is not given it again; one that waits for it still waits. */
  #vanished(before: Replica, replica: Replica): Replica {
    const target = this.#target(replica);
    return target === undefined || isDue(before, target) ? replica : this.#overridden(replica);
  }

  /** W4: what the person chose at a place that does not lead stays there until there is a new value. */
  #overridden(replica: Replica): Replica {
    const target = this.#target(replica);
    return { ...replica, lastWrite: target === undefined ? null : { target, state: 'overridden' } };
  }

  /** Which of the edits and changes becomes the register's value (rules C8 and O1 to O4). */
  #decide(changes: readonly Change[]): void {
    const edit = this.edits.at(-1);
    if (!edit && changes.length === 0) return;
    const { value: present, from } = this.register;
    const rank = this.replicas.find(({ id }) => id === from)?.rank ?? 0;
    const [winner, ...others] = rivals(changes, edit, this.register, rank);
    if (!winner) return;
    const value = this.#withDetails(winner, changes);
    for (const lost of others) {
      if (this.#says(lost, value)) continue;
      const [kept, seq] = [{ value, from: winner.from }, this.seq++];
      this.conflicts.push({ register: this.id, kept, lost: { value: lost.value, from: lost.from }, seq });
    }
    // O4: an edit is taken in even if it changes nothing: it says that the person wants this value.
    if (edit || winner.value !== present) this.register = { value, seq: this.seq++, from: winner.from };
    else if (!isEqual(value, present)) this.#refine(value);
    else if (changes.some(({ isNew, when }) => !isNew && when === 'after')) this.#confirm();
    // J4: with an edit the person has answered: every place that waited joins with what it held.
    if (edit) this.replicas = this.replicas.map(joined);
  }

  /** C8: what says the same in another way loses nothing, unless it is the winner's own place that says it otherwise. */
  #withDetails(winner: Rival | Change, changes: readonly Change[]): Shared {
    let { value } = winner;
    for (const change of changes) {
      if (change === winner || isEqual(change.value, value) || !this.#says(change, value)) continue;
      const detailed = change.projection.lift(change.native, value) ?? value;
      const isStill = !('place' in winner) || isEqual(winner.projection.project(detailed), winner.native);
      if (isStill) value = detailed;
    }
    return value;
  }

  #says(rival: Rival | Change, value: Shared): boolean {
    if (isEqual(rival.value, value)) return true;
    return 'place' in rival && rival.projection.says(rival.native, value);
  }

  /** O4: who chose at a place what is current already chose it now, after whatever was chosen elsewhere and is read later. */
  #confirm(): void {
    this.register = { ...this.register, seq: this.seq++ };
  }

  /** C8: the same value with a detail that only some places know is no new one. */
  #refine(value: Shared): void {
    this.seq += 1;
    this.register = { ...this.register, value };
  }

  /** Rules J1 to J5. */
  #join(): void {
    const waiting = this.replicas.filter(isWaiting);
    if (waiting.length === 0) return;
    const told = toldBy(waiting);
    if (this.#isUnbegun()) {
      this.#compareOnly(told);
      return;
    }
    this.#takeIn(told);
    const { value } = this.register;
    const different: string[] = [];
    this.#each((replica) => {
      if (!isWaiting(replica) || replica.link.state !== 'apart') return replica;
      const { candidate } = replica.link;
      const target = this.#target(replica);
      if (candidate === 'absent') {
        // J3: a place without an opinion joins silently, and is not given the present value, only later ones.
        return value !== null && target === undefined ? replica : this.#overridden(joined(replica));
      }
      if (target !== undefined && isEqual(target, candidate.value)) return joined(replica);
      different.push(replica.id);
      return replica;
    });
    // J1: nothing is written, and nothing adopted, before the person has compared.
    const isChoice = value !== null || told.some(({ place, native }) => this.#lift(place, native, null) !== undefined);
    if (isChoice && different.length > 0) {
      this.questions.push({ kind: 'compare', register: this.id, replicas: different });
    }
  }

  /** J0: nobody asked yet to have this setting in step. */
  #isUnbegun(): boolean {
    return this.edits.length === 0 && (this.situation.unbegun?.has(this.id) ?? false);
  }

  /** J0: what differs can be compared, and that is all. */
  #compareOnly(told: readonly Told[]): void {
    const meant = told.filter(({ place, native }) => this.#lift(place, native, null) !== undefined);
    if (meant.length === 0 || told.length < 2 || agreement(told, this.situation.projections)) return;
    this.questions.push({ kind: 'compare', register: this.id, replicas: told.map(({ place }) => place.id) });
  }

  /** J2: what the waiting places agree on, with each other or with the present value. */
  #takeIn(told: readonly Told[]): void {
    const { value } = this.register;
    if (value === null) {
      const common = agreement(told, this.situation.projections);
      if (!common) return;
      // O2: nobody chose it now, it was only found, so that whatever is found to have changed is younger.
      this.register = { ...common, seq: 0 };
      this.seq += 1;
      // J3: for the same reason a place that holds nothing is not given it.
      this.#each((replica) => (baseOf(replica) === 'absent' ? this.#overridden(replica) : replica));
      return;
    }
    const refined = refinement(value, told, this.replicas, this.situation.projections);
    if (refined !== value) this.#refine(refined);
  }

  /** What was read since the present value came to be holds nothing older than that (O2); and rules W1 to W9. */
  #settleTargets(): void {
    const { seq, value } = this.register;
    this.#each((given, observation, isHeld, asOf = Number.POSITIVE_INFINITY) => {
      if (baseOf(given) === null) return given;
      const isNews = observation !== undefined && asOf > this.#before && given.readAtSeq !== seq;
      const replica = isNews ? { ...given, readAtSeq: seq } : given;
      if (value === null || !follows(replica)) return replica;
      const target = this.#target(replica);
      if (target === undefined) {
        this.unsupported.push({ register: this.id, replica: replica.id });
        return givenUp(replica, observation);
      }
      // W9: nothing comes between the person and what is to be had back here.
      if (isHeld) return replica;
      const next = facing(replica, target, observation);
      if (isDue(next, target)) this.#plan(next, target);
      return next;
    });
  }

  #plan(replica: Replica, target: Write['target']): void {
    const { id, lastWrite, audience, approved } = replica;
    const base = baseOf(replica);
    if (base === null) return;
    // W8: nobody is asked about what is on its way, and may be there already.
    const isBegun = audience === 'me' && lastWrite?.state === 'sending' && isEqual(lastWrite.target, target);
    const why =
      approved === null && !isBegun ? whyAsk(replica, this.situation, this.register, this.#before) : undefined;
    if (why) this.questions.push({ kind: 'approve', register: this.id, replica: id, now: base, target, why });
    else this.writes.push({ register: this.id, replica: id, expected: base, target, seq: this.register.seq });
  }

  #each(
    change: (replica: Replica, observation: Observation | undefined, isHeld: boolean, asOf?: number) => Replica,
  ): void {
    this.replicas = this.replicas.map((replica, at) =>
      change(replica, this.#observed[at], this.#isHeld[at] ?? false, this.#asOf[at]),
    );
  }

  #target(replica: Replica) {
    const { value } = this.register;
    return value === null ? undefined : this.#projection(replica).project(value);
  }

  #lift(replica: Replica, native: Native, value: Shared | null): Shared | undefined {
    return this.#projection(replica).lift(native, value);
  }

  #projection(replica: Replica) {
    return this.situation.projections(replica);
  }
}
