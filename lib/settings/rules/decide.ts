import { isEqual } from './json';
import type { Native, Replica } from './types';

/** Why a write is not made to which the person said no. */
export const declinedCode = 'declined';

/** The person said yes to this very write (W5); a former no to it is forgotten. */
export function approve(replica: Replica, target: Native): Replica {
  const { lastWrite } = replica;
  const isDeclined =
    lastWrite?.state === 'refused' && lastWrite.code === declinedCode && isEqual(lastWrite.target, target);
  return { ...replica, approved: { target }, lastWrite: isDeclined ? null : lastWrite };
}

/** The person said "not this time": this target is not written here, and not asked about, until there was another. */
export const decline = (replica: Replica, target: Native): Replica => ({
  ...replica,
  approved: null,
  lastWrite: { target, state: 'refused', code: declinedCode },
});

/** Try again: what the place refused, what it made of a value, and what the person chose there instead is forgotten. */
export function retry(replica: Replica): Replica {
  const isOver =
    replica.lastWrite !== null && replica.lastWrite.state !== 'sending' && replica.lastWrite.state !== 'ok';
  return isOver ? { ...replica, lastWrite: null } : replica;
}

/**
 * The person does not want what waits to be written here; it is not written until there is another value. What is on its way
 * can't be called back: it is what explains the value that may be found there.
 */
export const cancelled = (replica: Replica, target: Native): Replica =>
  replica.lastWrite?.state === 'sending'
    ? replica
    : { ...replica, approved: null, lastWrite: { target, state: 'overridden' } };

/**
 * Accounts for a put-back that the place took: it holds what it once held, and the present value is not written over that
 * (W4).
 * @param target What was put back
 * @param projected The present value in the place's own form; undefined where the place can't hold it
 * @param seq Of the present value
 */
export function putBack(replica: Replica, target: Native, projected: Native | undefined, seq: number): Replica {
  const isOther = projected !== undefined && !isEqual(projected, target);
  return {
    ...replica,
    link: { state: 'joined', base: { value: target } },
    lastWrite: isOther ? { target: projected, state: 'overridden' } : null,
    readAtSeq: Math.max(replica.readAtSeq, seq),
    approved: null,
  };
}
