import { RegisterRound } from './register-round';
import type { Edit, Plan, Register, RegisterId, Replica, Situation } from './types';

/**
 * Brings every register and its places as far into step as can be done without asking: pure, without clock, I/O or
 * browser. The rules (`docs/SPEC.md`) are cited by their numbers. A replica to which nothing happened is returned as it is.
 */
export function reconcile(situation: Situation): Plan {
  const registers: Partial<Record<RegisterId, Register>> = { ...situation.registers };
  const replicas = [...situation.replicas];
  const plan = {
    unsupported: [] as Plan['unsupported'][number][],
    writes: [] as Plan['writes'][number][],
    questions: [] as Plan['questions'][number][],
    conflicts: [] as Plan['conflicts'][number][],
  };
  let { seq } = situation;
  for (const [id, { at, edits }] of byRegister(situation)) {
    const round = new RegisterRound(
      situation,
      id,
      at.map((index) => replicas[index] as Replica),
      edits,
      seq,
    );
    round.run();
    registers[id] = round.register;
    at.forEach((index, number) => {
      replicas[index] = round.replicas[number] as Replica;
    });
    plan.unsupported.push(...round.unsupported);
    plan.writes.push(...round.writes);
    plan.questions.push(...round.questions);
    plan.conflicts.push(...round.conflicts);
    seq = round.seq;
  }
  return { ...plan, registers, replicas, seq };
}

interface Part {
  /** Where the register's replicas stand among all. */
  readonly at: number[];
  readonly edits: Edit[];
}

function byRegister({ replicas, edits }: Situation): Map<RegisterId, Part> {
  const parts = new Map<RegisterId, Part>();
  const partOf = (id: RegisterId): Part => {
    const part = parts.get(id) ?? { at: [], edits: [] };
    parts.set(id, part);
    return part;
  };
  replicas.forEach(({ register }, index) => {
    partOf(register).at.push(index);
  });
  for (const edit of [...edits].sort((a, b) => a.seq - b.seq)) partOf(edit.register).edits.push(edit);
  return parts;
}
