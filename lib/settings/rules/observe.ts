import { baseOf, valueIn } from '@/lib/model';
import { withoutPutBack } from './decide';
import { isEqual, isHalfway } from './json';
import type { Native, Observation, Replica } from './types';

/** What an observation means for a replica that has joined. */
export type Finding =
  | { readonly kind: 'same'; readonly replica: Replica }
  /** C3: the place holds no opinion any more. */
  | { readonly kind: 'vanished'; readonly replica: Replica }
  /** Somebody changed the place. */
  | { readonly kind: 'changed'; readonly replica: Replica; readonly value: Native };

/** Accounts for what was read at a place (rules C1 to C3). */
export function find(replica: Replica, observation: Observation): Finding {
  const { lastWrite, link } = replica;
  const base = baseOf(replica);
  if (base === null) return { kind: 'same', replica };
  const holds = (held: Observation): Replica => ({ ...replica, link: { state: 'joined', base: held } });
  if (observation === 'absent') {
    // What is on its way there may have cleared it first.
    const isOver = lastWrite?.state !== 'sending';
    if (base !== 'absent')
      return { kind: 'vanished', replica: isOver ? withoutPutBack(holds('absent')) : holds('absent') };
    return { kind: 'same', replica: link.state === 'joined' ? replica : holds('absent') };
  }
  const { value } = observation;
  if (lastWrite?.state === 'sending') {
    // C1: our own write has arrived, whether or not we lived to hear of it.
    if (isEqual(value, lastWrite.target)) {
      return { kind: 'same', replica: { ...holds({ value }), lastWrite: { target: lastWrite.target, state: 'ok' } } };
    }
    // C2: the old value, or half of the new one: the write is not done. It is finished, never adopted.
    if (isHalfway(value, valueIn(base) ?? null, lastWrite.target)) return { kind: 'same', replica };
  }
  if (link.state === 'joining') {
    // J4: what it held when it joined. A write that was told to it did not come: it was for a place that holds nothing.
    const isSending = lastWrite?.state === 'sending';
    return { kind: 'same', replica: { ...holds({ value }), lastWrite: isSending ? null : lastWrite } };
  }
  if (isEqual(value, valueIn(base))) return { kind: 'same', replica };
  if (lastWrite?.state === 'coerced' && isEqual(value, lastWrite.got))
    return { kind: 'same', replica: holds({ value }) };
  // C1: neither what was accounted for nor anything that we did. W5: a yes was for what was there then.
  const approved = replica.audience === 'others' ? null : replica.approved;
  return { kind: 'changed', replica: { ...holds({ value }), lastWrite: null, pinned: null, approved }, value };
}
