import { knownValue } from '@/lib/model';
import type { Native, RegisterId, Shared, Situation } from './types';

/** One of the values that a person compares. */
export interface CompareOption {
  readonly replica: string;
  /** What the place holds, in its own form. */
  readonly native: Native;
  /** What that means elsewhere; undefined: nothing. */
  readonly shared: Shared | undefined;
}

/** The values of all places that take part in a setting and told one, whether they joined or wait to be compared. */
export function compareOptions(
  { replicas, registers, projections }: Pick<Situation, 'replicas' | 'registers' | 'projections'>,
  register: RegisterId,
): readonly CompareOption[] {
  const present = registers[register]?.value ?? null;
  return replicas.flatMap((replica) => {
    const { id, role } = replica;
    const native = knownValue(replica);
    if (replica.register !== register || role === 'off' || native === undefined) return [];
    return [{ replica: id, native, shared: projections(replica).lift(native, present) }];
  });
}
