import { isEqual, isHalfway } from './json';
import type { Native, Observation, Replica } from './types';

/** What an observation means for a replica that has joined. */
export type Finding =
  | { readonly kind: 'same'; readonly replica: Replica }
  /** C4: the place holds no opinion any more. */
  | { readonly kind: 'vanished'; readonly replica: Replica }
  /** Somebody changed the place. */
  | { readonly kind: 'changed'; readonly replica: Replica; readonly value: Native };

/** Accounts for what was read at a place (rules C1 to C5). */
export function find(replica: Replica, observation: Observation): Finding {
  const { tried } = replica;
  if (replica.seen === null) return { kind: 'same', replica };
  if (observation === 'absent') {
    if (replica.seen === 'absent') return { kind: 'same', replica: read(replica) };
    return { kind: 'vanished', replica: { ...replica, seen: 'absent' } };
  }
  const { value } = observation;
  const seen = replica.seen === 'absent' ? undefined : replica.seen.value;
  if (tried?.state === 'sending') {
    // C2: our own write has arrived, whether or not we lived to hear of it.
    if (isEqual(value, tried.target)) {
      return {
        kind: 'same',
        replica: { ...read(replica), seen: { value }, tried: { target: tried.target, state: 'ok' } },
      };
    }
    // C3: the old value, or half of the new one: the write is not done. It is finished, never adopted.
    if (isHalfway(value, seen ?? null, tried.target)) return { kind: 'same', replica };
  }
  if (!replica.isRead) {
    // J4: what it held when it joined. A write that was told to it did not come: it was for a place that holds nothing.
    return {
      kind: 'same',
      replica: { ...read(replica), seen: { value }, tried: tried?.state === 'sending' ? null : tried },
    };
  }
  if (isEqual(value, seen)) return { kind: 'same', replica };
  if (tried?.state === 'coerced' && isEqual(value, tried.got)) {
    return { kind: 'same', replica: { ...replica, seen: { value } } };
  }
  // C1: neither what was accounted for nor anything that we did. W5: a yes was for what was there then.
  const approved = replica.audience === 'others' ? null : replica.approved;
  return { kind: 'changed', replica: { ...replica, seen: { value }, tried: null, approved }, value };
}

const read = (replica: Replica): Replica => (replica.isRead ? replica : { ...replica, isRead: true });
