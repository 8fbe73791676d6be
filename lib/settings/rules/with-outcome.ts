import { isEqual } from './json';
import type { Native, Replica, Write } from './types';

/** What became of a write, by the place's own answer. */
export type Outcome =
  | { readonly kind: 'ok' }
  | { readonly kind: 'refused'; readonly code: string }
  /** The place took something else than it was given. */
  | { readonly kind: 'coerced'; readonly got: Native };

/** W3: what is stored before the request leaves. */
export function sending(replica: Replica, { target }: Pick<Write, 'target'>): Replica {
  return { ...replica, lastWrite: { target, state: 'sending' } };
}

/** Accounts for the answer to a write. A yes is used up by any answer. */
export function withOutcome(
  replica: Replica,
  { target, seq }: Pick<Write, 'target' | 'seq'>,
  outcome: Outcome,
): Replica {
  if (outcome.kind === 'refused')
    return { ...replica, lastWrite: { target, state: 'refused', code: outcome.code }, approved: null };
  const held = outcome.kind === 'ok' ? target : outcome.got;
  return {
    ...replica,
    link: { state: 'joined', base: { value: held } },
    lastWrite: isEqual(held, target) ? { target, state: 'ok' } : { target, state: 'coerced', got: held },
    readAtSeq: Math.max(replica.readAtSeq, seq),
    approved: null,
  };
}
