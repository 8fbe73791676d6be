import { knownValue } from '@/lib/model';
import type { RegisterId, Situation } from './types';

/** What all places hold that take part in a setting, joined or not, and what that means elsewhere; null: nothing. */
export function compareOptions(
  { replicas, registers, projections }: Pick<Situation, 'replicas' | 'registers' | 'projections'>,
  register: RegisterId,
) {
  const present = registers[register]?.value ?? null;
  return replicas.flatMap((replica) => {
    const native = knownValue(replica);
    if (replica.register !== register || replica.role === 'off' || native === undefined) return [];
    return [{ place: replica.id, native, shared: projections(replica).lift(native, present) ?? null }];
  });
}
