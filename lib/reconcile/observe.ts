import { isEqual, isHalfway } from './json';
import type { Native, Observation, Replica } from './types';

/** What an observation means for a replica that has joined. */
export type Finding =
  | { readonly kind: 'same'; readonly replica: Replica }
  /** Somebody changed the place. */
  | { readonly kind: 'changed'; readonly replica: Replica; readonly value: Native };

/** Accounts for what was read at a place (rules C1 to C5). */
export function find(replica: Replica, observation: Observation): Finding {
  // C4: a missing key is no opinion, never a change.
  if (observation === 'absent' || replica.seen === null) return { kind: 'same', replica };
  const { value } = observation;
  const seen = replica.seen === 'absent' ? undefined : replica.seen.value;
  const { tried } = replica;
  if (tried?.state === 'sending') {
    // C2: our own write has arrived, whether or not we lived to hear of it.
    if (isEqual(value, tried.target)) {
      return { kind: 'same', replica: { ...replica, seen: { value }, tried: { target: tried.target, state: 'ok' } } };
    }
    // C3: the old value, or half of the new one: the write is not done. It is finished, never adopted.
    if (seen !== undefined && isHalfway(value, seen, tried.target)) return { kind: 'same', replica };
  }
  if (isEqual(value, seen)) return { kind: 'same', replica };
  if (tried?.state === 'coerced' && isEqual(value, tried.got)) {
    return { kind: 'same', replica: { ...replica, seen: { value } } };
  }
  // C1: neither what was accounted for nor anything that we did.
  return { kind: 'changed', replica: { ...replica, seen: { value }, tried: null }, value };
}
