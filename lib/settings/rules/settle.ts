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
export function settle(replica: Replica, write: Pick<Write, 'target' | 'seq'>, outcome: Outcome): Replica {
  const { target } = write;
  const readAtSeq = Math.max(replica.readAtSeq, write.seq);
  switch (outcome.kind) {
    case 'ok':
      return {
        ...replica,
        link: { state: 'joined', base: { value: target } },
        lastWrite: { target, state: 'ok' },
        readAtSeq,
        approved: null,
      };
    case 'refused':
      return { ...replica, lastWrite: { target, state: 'refused', code: outcome.code }, approved: null };
    case 'coerced': {
      const { got } = outcome;
      if (isEqual(got, target)) return settle(replica, write, { kind: 'ok' });
      return {
        ...replica,
        link: { state: 'joined', base: { value: got } },
        lastWrite: { target, state: 'coerced', got },
        readAtSeq,
        approved: null,
      };
    }
  }
}
