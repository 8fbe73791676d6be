import { baseOf, valueIn } from '@/lib/model';
import { isEqual } from './json';
import type { Native, NewQuestion, Observation, Register, Replica, Situation } from './types';

export const leads = ({ role }: Replica) => role === 'leads' || role === 'both';
export const follows = ({ role }: Replica) => role === 'follows' || role === 'both';

/** W1, W2: the place holds something else, and this very target was not refused, bent or chosen against there. */
export function isDue(replica: Replica, target: Native): boolean {
  const { lastWrite, pinned } = replica;
  if (lastWrite && lastWrite.state !== 'ok' && isEqual(lastWrite.target, target)) return lastWrite.state === 'sending';
  if (pinned && 'against' in pinned && isEqual(pinned.against, target)) return false;
  return !isEqual(valueIn(baseOf(replica)), target);
}

/** Why a write of the present value needs a yes (W5); undefined: it needs none. */
export function whyAsk(
  { register, audience }: Replica,
  { asking }: Situation,
  { from }: Register,
): Extract<NewQuestion, { kind: 'approve' }>['why'] | undefined {
  if (audience === 'others') return 'others';
  return asking.has(register) && from !== 'edit' ? 'mode' : undefined;
}

/**
 * The replica once its target is known. Refusals of another target are forgotten, so that it is tried if it comes back (W2).
 * An approval of another target is used up (W5). Half of a write that is given up is what the place holds now (C2).
 */
export function facing(replica: Replica, target: Native, observation: Observation | undefined): Replica {
  const { lastWrite, pinned, approved } = replica;
  let next = replica;
  if (lastWrite && lastWrite.state !== 'ok' && !isEqual(lastWrite.target, target)) {
    next = lastWrite.state === 'sending' ? withHalf(replica, observation) : { ...next, lastWrite: null };
  }
  if (pinned && 'against' in pinned && !isEqual(pinned.against, target)) next = { ...next, pinned: null };
  const isUsed = approved !== null && !(isEqual(approved.target, target) && isDue(next, target));
  return isUsed ? { ...next, approved: null } : next;
}

/** C2, W1: the replica where the place can't hold the present value: what was on its way to it is given up. */
export function givenUp(replica: Replica, observation: Observation | undefined): Replica {
  if (replica.lastWrite?.state !== 'sending' || observation === undefined) return replica;
  return { ...withHalf(replica, observation), lastWrite: null };
}

/** C2: half of a write that is given up is what the place holds now. */
const withHalf = (replica: Replica, observation: Observation | undefined): Replica =>
  observation === undefined || observation === 'absent' || isEqual(valueIn(baseOf(replica)), observation.value)
    ? replica
    : { ...replica, link: { state: 'joined', base: observation } };
