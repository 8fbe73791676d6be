import { baseOf, valueIn } from '@/lib/model';
import { isEqual } from './json';
import type { Native, Replica } from './types';

/** The user said yes to this very write (W5); a former no to it is forgotten. */
export function approve(replica: Replica, target: Native): Replica {
  const { pinned } = replica;
  const isDeclined = pinned?.by === 'no' && isEqual(pinned.against, target);
  return { ...replica, approved: { target }, pinned: isDeclined ? null : pinned };
}

/** The user said "not this time": this target is not written here, and not asked about, until there was another. */
export const decline = (replica: Replica, target: Native): Replica => ({
  ...replica,
  approved: null,
  lastWrite: null,
  pinned: { by: 'no', against: target },
});

/** Try again: what the place refused, what it made of a value, and what the user chose there instead is forgotten. */
export function retry(replica: Replica): Replica {
  const { lastWrite, pinned } = replica;
  const isOver = lastWrite?.state === 'refused' || lastWrite?.state === 'coerced';
  const isPutBack = pinned?.by === 'put-back';
  return { ...replica, lastWrite: isOver ? null : lastWrite, pinned: isPutBack ? pinned : null };
}

/**
 * The user does not want what waits to be written here; it is not written until there is another value. What is on its way
 * can't be called back: it is what explains the value that may be found there.
 */
export const cancelled = (replica: Replica, target: Native): Replica =>
  replica.lastWrite?.state === 'sending' || replica.pinned?.by === 'put-back'
    ? replica
    : { ...replica, approved: null, pinned: { by: 'choice', against: target } };

/**
 * A place answered to a value that the user wanted back, and that is accounted for: it keeps what it got back (W4).
 * @param projected The present value in the place's own form; undefined where the place can't hold it
 */
export function answeredPutBack(replica: Replica, projected: Native | undefined): Replica {
  const isKept =
    replica.lastWrite?.state !== 'refused' && projected !== undefined && !isEqual(valueIn(baseOf(replica)), projected);
  return { ...replica, pinned: isKept ? { by: 'choice', against: projected } : null };
}

/** A value is not put back any more. */
export const withoutPutBack = (replica: Replica): Replica =>
  replica.pinned?.by === 'put-back' ? { ...replica, pinned: null } : replica;
