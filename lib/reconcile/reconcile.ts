import { isEqual } from './json';
import { find } from './observe';
import {
  type Conflict,
  type Edit,
  type Native,
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

/**
 * Brings every register and its places as far into step as can be done without asking: pure, without clock, I/O or
 * browser. The rules (`docs/SPEC.md`) are cited by their numbers.
 */
export function reconcile(situation: Situation): Plan {
  const ids = new Set<RegisterId>([
    ...situation.replicas.map(({ register }) => register),
    ...situation.edits.map(({ register }) => register),
  ]);
  const registers: Partial<Record<RegisterId, Register>> = { ...situation.registers };
  const parts = [...ids].map((id) => {
    const part = new RegisterRound(situation, id).run();
    registers[id] = part.register;
    return part;
  });
  const byPlace = new Map(parts.flatMap(({ replicas }) => replicas).map((replica) => [placeKey(replica), replica]));
  return {
    registers,
    replicas: situation.replicas.map((replica) => byPlace.get(placeKey(replica)) ?? replica),
    unsupported: parts.flatMap(({ unsupported }) => unsupported),
    writes: parts.flatMap(({ writes }) => writes),
    questions: parts.flatMap(({ questions }) => questions),
    conflicts: parts.flatMap(({ conflicts }) => conflicts),
    seq: situation.seq + parts.reduce((sum, { moved }) => sum + moved, 0),
  };
}

/** A value that somebody set at a place, or, as `edit`, in Tandem. */
interface Change {
  readonly from: string;
  readonly value: Shared;
  readonly rank: number;
  /** O2: the place was not read since the present value came to be, so the change may be older than it. */
  readonly when: 'after' | 'maybe-before';
}

const nothing: Register = { value: null, seq: 0, from: 'nobody' };
const leads = ({ role }: Replica) => role === 'leads' || role === 'both';
const follows = ({ role }: Replica) => role === 'follows' || role === 'both';

/** One register's part of the work. */
class RegisterRound {
  readonly #edits: readonly Edit[];
  #register: Register;
  #replicas: Replica[];
  readonly #conflicts: Conflict[] = [];
  readonly #questions: Question[] = [];
  readonly #unsupported: { register: RegisterId; replica: string }[] = [];
  #moved = 0;

  constructor(
    private readonly situation: Situation,
    private readonly id: RegisterId,
  ) {
    this.#register = situation.registers[id] ?? nothing;
    this.#edits = situation.edits.filter(({ register }) => register === id).sort((a, b) => a.seq - b.seq);
    this.#replicas = situation.replicas.filter(({ register }) => register === id);
  }

  run() {
    const changes = this.#account();
    this.#decide(changes);
    this.#join();
    this.#stamp();
    const writes = this.#due();
    return {
      register: this.#register,
      replicas: this.#replicas,
      unsupported: this.#unsupported,
      writes,
      questions: this.#questions,
      conflicts: this.#conflicts,
      moved: this.#moved,
    };
  }

  /** Takes in what was read; returns what changed at places that lead. */
  #account(): Change[] {
    const changes: Change[] = [];
    this.#replicas = this.#replicas.map((replica) => {
      const observation = this.situation.observations.get(placeKey(replica));
      if (observation === undefined || replica.role === 'off') return replica;
      if (replica.seen === null) return { ...replica, met: observation === 'absent' ? null : observation };
      const finding = find(replica, observation);
      if (finding.kind === 'same') return finding.replica;
      // C6: a value that means nothing elsewhere stays where the person put it.
      const value = leads(replica) ? this.#projection(replica).lift(finding.value, this.#register.value) : undefined;
      if (value === undefined) return this.#override(finding.replica);
      const when = replica.upTo < this.#register.seq ? 'maybe-before' : 'after';
      changes.push({ from: replica.id, value, rank: replica.rank, when });
      return finding.replica;
    });
    return changes;
  }

  /** W4: what the person chose at a place that does not lead stays there until there is a new value. */
  #override(replica: Replica): Replica {
    const { value } = this.#register;
    const target = value === null ? undefined : this.#projection(replica).project(value);
    return { ...replica, tried: target === undefined ? null : { target, state: 'overridden' } };
  }

  /** Which of the edits and changes becomes the register's value (rules O1 to O4). */
  #decide(changes: readonly Change[]): void {
    const edit = this.#edits.at(-1);
    const rivals = this.#rivals(changes, edit);
    const [winner] = rivals;
    if (winner) {
      for (const { from, value } of rivals.slice(1)) {
        if (isEqual(value, winner.value)) continue;
        this.#conflicts.push({
          register: this.id,
          kept: { value: winner.value, from: winner.from },
          lost: { value, from },
          seq: this.#next(),
        });
      }
      // O4: an edit is taken in even if it changes nothing: it says that the person wants this value.
      if (edit || !isEqual(winner.value, this.#register.value ?? undefined)) {
        this.#register = { value: winner.value, seq: this.#next(), from: winner.from };
      }
    }
    // J4: with an edit the person has answered: every place that waited joins with what it held.
    if (edit) this.#replicas = this.#replicas.map(joined);
  }

  /**
   * What stands against each other, the one to keep first. O1: an edit is kept against any change. O2: the present value
   * stands against changes that may be older than it, and is superseded by one that is not. O3: of changes, the one at
   * the higher place is kept.
   */
  #rivals(changes: readonly Change[], edit: Edit | undefined): { readonly from: string; readonly value: Shared }[] {
    const ranked = [...changes].sort((a, b) => b.rank - a.rank || (a.from < b.from ? -1 : 1));
    if (edit) return [{ from: 'edit', value: edit.value }, ...ranked];
    const { value, from } = this.#register;
    if (value === null || changes.some(({ when }) => when === 'after')) return ranked;
    const place = this.#replicas.find(({ id }) => id === from);
    const present = { from, value };
    const best = ranked[0];
    if (!best) return [];
    const isKept = from === 'edit' || (place?.rank ?? 0) >= best.rank;
    return isKept ? [present, ...ranked] : [best, present, ...ranked.slice(1)];
  }

  /** Rules J1 to J5. */
  #join(): void {
    const waiting = this.#replicas.filter(({ seen, role }) => seen === null && role !== 'off');
    const told = waiting.filter(({ met }) => met !== null);
    if (this.#register.value === null) {
      const values = told.map((replica) => this.#lifted(replica)).filter((value) => value !== undefined);
      const [first] = values;
      // J2: the places agree (or only one has told): that is the value, and nothing needs to be written.
      if (first === undefined) return;
      if (values.length === told.length && values.every((value) => isEqual(value, first))) {
        this.#register = { value: first, seq: this.#next(), from: told[0]?.id ?? 'nobody' };
      }
    }
    const { value } = this.#register;
    const different: string[] = [];
    this.#replicas = this.#replicas.map((replica) => {
      if (replica.seen !== null || replica.role === 'off') return replica;
      const target = value === null ? undefined : this.#projection(replica).project(value);
      if (replica.met === null) {
        // J3: a place without an opinion joins silently, and is not given the present value, only later ones.
        const wasRead = this.situation.observations.get(placeKey(replica)) === 'absent';
        if (!wasRead || value === null) return replica;
        return { ...replica, seen: 'absent', tried: target === undefined ? null : { target, state: 'overridden' } };
      }
      if (target !== undefined && isEqual(target, replica.met.value)) return joined(replica);
      different.push(replica.id);
      return replica;
    });
    // J1: nothing is written, and nothing adopted, before the person has compared.
    if (different.length > 0) this.#questions.push({ kind: 'compare', register: this.id, replicas: different });
  }

  /** What was read now holds nothing older than the present value. */
  #stamp(): void {
    this.#replicas = this.#replicas.map((replica) =>
      this.situation.observations.has(placeKey(replica)) && replica.seen !== null
        ? { ...replica, upTo: this.#register.seq }
        : replica,
    );
  }

  /** Rules W1 to W5. */
  #due(): Write[] {
    const { value } = this.#register;
    if (value === null) return [];
    const writes: Write[] = [];
    for (const replica of this.#replicas) {
      if (!follows(replica) || replica.seen === null) continue;
      const target = this.#projection(replica).project(value);
      if (target === undefined) {
        this.#unsupported.push({ register: this.id, replica: replica.id });
        continue;
      }
      if (!isDue(replica, target)) continue;
      const approved = replica.approved !== null && isEqual(replica.approved.target, target);
      if (replica.audience === 'others' && !approved) {
        const { seen: now, id } = replica;
        this.#questions.push({ kind: 'approve', register: this.id, replica: id, now, target });
      } else
        writes.push({
          register: this.id,
          replica: replica.id,
          expected: replica.seen,
          target,
          seq: this.#register.seq,
        });
    }
    return writes;
  }

  #lifted(replica: Replica): Shared | undefined {
    return replica.met === null ? undefined : this.#projection(replica).lift(replica.met.value, this.#register.value);
  }

  #projection(replica: Replica) {
    return this.situation.projections(replica);
  }

  #next(): number {
    return this.situation.seq + this.#moved++;
  }
}

function joined(replica: Replica): Replica {
  if (replica.seen !== null || replica.role === 'off') return replica;
  return { ...replica, seen: replica.met ?? 'absent', met: null };
}

/** W1, W2: the place holds something else, and this very target was not refused, bent or overridden there. */
function isDue({ seen, tried }: Replica, target: Native): boolean {
  if (tried && isEqual(tried.target, target)) {
    if (tried.state === 'sending') return true;
    if (tried.state !== 'ok') return false;
  }
  return seen === 'absent' || seen === null || !isEqual(seen.value, target);
}
