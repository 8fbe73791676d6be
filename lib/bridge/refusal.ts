import type { BridgeError } from './bridge-protocol';
import type { TandemErrorCode, TandemIssue } from './public';

const statuses: Readonly<Record<TandemErrorCode, number>> = {
  invalid: 400,
  replayed: 400,
  'wrong-version': 400,
  'too-large': 400,
  'not-allowed': 403,
  asked: 403,
  off: 403,
  'not-found': 404,
  'wrong-method': 405,
  'somebody-else': 409,
  'too-many': 429,
  'not-connected': 503,
  'not-ready': 503,
  'no-answer': 503,
  ended: 503,
  'not-installed': 503,
};

/** Why Tandem refuses a page's request, in words for the author of the page's code. */
export class BridgeRefusal extends Error {
  override readonly name = 'BridgeRefusal';

  constructor(
    readonly code: TandemErrorCode,
    message: string,
    readonly issues: readonly TandemIssue[] = [],
  ) {
    super(message);
  }

  get status(): number {
    return statuses[this.code];
  }

  toWire(): BridgeError {
    const { code, status, message, issues } = this;
    return { code, status, message, issues };
  }
}
