import { baseOf, type PlaceId, valueIn } from '@/lib/model';
import { withoutPutBack } from './decide';
import { facing, follows, givenUp, isDue, leads, whyAsk } from './due';
import { agreement, hasNotJoined, joined, type Told, toldBy } from './join';
import { isEqual } from './json';
import { find } from './observe';
import { type Rival, type RivalChange, rivals } from './rivals';
import {
  type Edit,
  type Native,
  type NewConflict,
  type NewQuestion,
  type Observation,
  type Plan,
  placeKey,
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
  readonly conflicts: NewConflict[] = [];
  readonly questions: NewQuestion[] = [];
  readonly unsupported: Plan['unsupported'][number][] = [];
  readonly writes: Write[] = [];
  register: Register;
  replicas: Replica[];
  seq: number;
  /** What was read just now, in the order of the replicas. */
  readonly #observed: readonly (Observation | undefined)[];
  readonly #asOf: readonly (number | undefined)[];
  /** The number of the value before this round. */
  readonly #before: number;

  constructor(
    private readonly situation: Situation,
    private readonly id: RegisterId,
    private readonly given: readonly Replica[],
    private readonly edits: readonly Edit[],
    seq: number,
  ) {
    this.register = situation.registers[id] ?? nothing;
    this.#before = this.register.seq;
    this.replicas = [...given];
    this.seq = seq;
    const { observations, asOf } = situation;
    const keys = observations.size > 0 ? given.map(placeKey) : [];
    this.#observed = keys.map((key) => observations.get(key));
    this.#asOf = asOf ? keys.map((key) => asOf.get(key)) : [];
  }

  run(): void {
    this.#decide(this.#account());
    this.#join();
    this.#settleTargets();
  }

  /** Takes in what was read; returns what changed at places that lead. */
  #account(): RivalChange[] {
    const changes: RivalChange[] = [];
    this.#each((replica, observation, asOf) => {
      if (observation === undefined || replica.role === 'off') return replica;
      if (hasNotJoined(replica)) return { ...replica, link: { state: 'apart', candidate: observation } };
      const finding = find(replica, observation);
      if (finding.kind === 'same') return finding.replica;
      if (finding.kind === 'vanished') return this.#vanished(replica, finding.replica);
      // C5: a value that means nothing elsewhere stays where the user put it.
      const { value: present, seq, from } = this.register;
      const projection = this.#projection(replica);
      const value = leads(replica) ? projection.lift(finding.value, present) : undefined;
      if (value === undefined) return this.#pinned(finding.replica);
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

  /** C3: a place that had the present value is not given it again; one that waits for it still waits. */
  #vanished(before: Replica, replica: Replica): Replica {
    const target = this.#target(replica);
    return target === undefined || isDue(before, target) ? replica : this.#pinned(replica);
  }

  /** W4: what the user chose at a place that does not lead stays there until there is a new value. */
  #pinned(replica: Replica): Replica {
    const target = this.#target(replica);
    return { ...replica, pinned: target === undefined ? null : { by: 'choice', against: target } };
  }

  /** Which of the edits and changes becomes the register's value (rules C4 and O1 to O3). */
  #decide(changes: readonly RivalChange[]): void {
    const edit = this.edits.at(-1);
    if (!edit && changes.length === 0) return;
    const { value: present, from } = this.register;
    const rank = this.replicas.find(({ id }) => id === from)?.rank ?? 0;
    const [winner, ...others] = rivals(changes, edit, this.register, rank);
    if (!winner) return;
    const { value } = winner;
    for (const lost of others) {
      if (this.#says(lost, value)) continue;
      const [kept, seq] = [{ value, from: winner.from }, this.seq++];
      this.conflicts.push({ register: this.id, kept, lost: { value: lost.value, from: lost.from }, seq });
    }
    // O3: an edit counts as chosen now, even if it changes nothing; so does a change to what is current.
    if (edit || winner.value !== present) this.register = { value, seq: this.seq++, from: winner.from };
    else if (changes.some(({ isNew, when }) => !isNew && when === 'after'))
      this.register = { ...this.register, seq: this.seq++ };
    // J4: with an edit the user has answered: every place that waited joins with what it held. W4: nothing is put back any more.
    if (edit) this.replicas = this.replicas.map((replica) => withoutPutBack(joined(replica)));
  }

  #says(rival: Rival | RivalChange, value: Shared): boolean {
    if (isEqual(rival.value, value)) return true;
    return 'place' in rival && rival.projection.says(rival.native, value);
  }

  /** Rules J2 to J5. */
  #join(): void {
    const apart = this.replicas.filter(hasNotJoined);
    if (apart.length === 0) return;
    const told = toldBy(apart);
    if (this.edits.length === 0 && this.situation.notInStep?.has(this.id)) {
      this.#compareOnly(told);
      return;
    }
    this.#takeIn(told);
    const { value } = this.register;
    const different: PlaceId[] = [];
    this.#each((replica) => {
      if (!hasNotJoined(replica) || replica.link.state !== 'apart') return replica;
      const { candidate } = replica.link;
      const target = this.#target(replica);
      if (candidate === 'absent') {
        // J3: a place without an opinion joins silently, and is not given the present value, only later ones.
        return value !== null && target === undefined ? replica : this.#pinned(joined(replica));
      }
      if (value !== null && this.#projection(replica).says(candidate.value, value)) return joined(replica);
      different.push(replica.id);
      return replica;
    });
    // J2: nothing is written, and nothing adopted, before the user has compared.
    const isChoice = value !== null || told.some(this.#isMeant);
    if (isChoice && different.length > 0) {
      this.questions.push({ kind: 'compare', register: this.id, places: different });
    }
  }

  /** J1: of a setting that nobody wants in step yet, what differs can be compared, and that is all. */
  #compareOnly(told: readonly Told[]): void {
    if (!told.some(this.#isMeant) || told.length < 2 || agreement(told, this.situation.projections)) return;
    this.questions.push({ kind: 'compare', register: this.id, places: told.map(({ place }) => place.id) });
  }

  /** J2: the value that places agree on that have not joined, where there was none. */
  #takeIn(told: readonly Told[]): void {
    const common = this.register.value === null ? agreement(told, this.situation.projections) : null;
    if (!common) return;
    // O2: nobody chose it now, it was only found, so that whatever is found to have changed is younger.
    this.register = { ...common, seq: 0 };
    this.seq += 1;
    // J3: for the same reason a place that holds nothing is not given it.
    this.#each((replica) => (baseOf(replica) === 'absent' ? this.#pinned(replica) : replica));
  }

  /** What was read since the present value came to be holds nothing older than that (O2); and rules W1 to W4. */
  #settleTargets(): void {
    const { seq, value } = this.register;
    this.#each((given, observation, asOf = Number.POSITIVE_INFINITY, former = given) => {
      if (baseOf(given) === null) return given;
      const isNews = observation !== undefined && asOf > this.#before && given.readAtSeq !== seq;
      const replica = isNews ? { ...given, readAtSeq: seq } : given;
      const isFollowing = value !== null && follows(replica);
      const target = this.#target(replica);
      const isSaid = isFollowing && this.#isSaid(replica, value);
      if (isFollowing && target === undefined && !isSaid)
        this.unsupported.push({ register: this.id, place: replica.id });
      // W4: nothing comes between the user and what is to be had back here.
      const { pinned } = replica;
      if (pinned?.by === 'put-back') {
        const next = facing(replica, pinned.target, observation);
        this.#write(next, pinned.target, pinned.change);
        return next;
      }
      if (!isFollowing) return replica;
      if (target === undefined) return givenUp(replica, observation);
      // C4: what was said anew in the place's own words stays in them. So does what an older record knew of (`against: null`).
      const isKept = replica.link !== former.link || (pinned?.by === 'words' && pinned.against === null);
      const isInWords = isSaid && isKept && !isEqual(valueIn(baseOf(replica)), target);
      const next = facing(
        isInWords ? { ...replica, pinned: { by: 'words', against: target } } : replica,
        target,
        observation,
      );
      if (isDue(next, target)) this.#plan(next, target);
      return next;
    });
  }

  /** Whether a place holds the value, be it in its own words. */
  #isSaid(replica: Replica, value: Shared): boolean {
    const held = valueIn(baseOf(replica));
    return held !== undefined && this.#projection(replica).says(held, value);
  }

  #plan(replica: Replica, target: Write['target']): void {
    const { id, lastWrite, audience, approved } = replica;
    const base = baseOf(replica);
    if (base === null) return;
    // Nobody is asked about what is on its way, and may be there already.
    const isBegun = audience === 'me' && lastWrite?.state === 'sending' && isEqual(lastWrite.target, target);
    const why = approved === null && !isBegun ? whyAsk(replica, this.situation, this.register) : undefined;
    if (why) this.questions.push({ kind: 'approve', register: this.id, place: id, now: base, target, why });
    else this.#write(replica, target, null);
  }

  #write(replica: Replica, target: Native, restores: string | null): void {
    if (baseOf(replica) === null) return;
    this.writes.push({ register: this.id, place: replica.id, target, seq: this.register.seq, restores });
  }

  /** @param change `former`: the place before this round */
  #each(
    change: (replica: Replica, observation: Observation | undefined, asOf?: number, former?: Replica) => Replica,
  ): void {
    this.replicas = this.replicas.map((replica, at) =>
      change(replica, this.#observed[at], this.#asOf[at], this.given[at]),
    );
  }

  #target(replica: Replica) {
    const { value } = this.register;
    return value === null ? undefined : this.#projection(replica).project(value);
  }

  /** Whether what a place told means anything elsewhere. */
  readonly #isMeant = ({ place, native }: Told) => this.#projection(place).lift(native, null) !== undefined;

  #projection(replica: Replica) {
    return this.situation.projections(replica);
  }
}
