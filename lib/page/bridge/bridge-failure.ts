import type { BridgeError, LocalErrorCode } from '@/lib/bridge/bridge-protocol';
import type { TandemErrorCode, TandemFailure, TandemIssue } from '@/lib/bridge/public';

/** Refusals that come from the page itself, or from our isolated script, which names only the code. */
const message: Readonly<Record<LocalErrorCode, string>> = {
  invalid: 'No JSON.',
  'too-large': 'Too long.',
  replayed: 'Sent before.',
  'too-many': 'Too much at once.',
  off: 'Switched off.',
  'not-ready': 'Nobody is known yet.',
  'not-connected': 'Not connected.',
  'no-answer': 'No answer; try again.',
  ended: 'Updated or removed.',
};

const statuses: Partial<Record<LocalErrorCode, number>> = {
  invalid: 400,
  'too-large': 400,
  replayed: 400,
  'too-many': 429,
  off: 403,
};

/** The error that `window.tandem` rejects with. */
export class BridgeFailure extends Error implements TandemFailure {
  override readonly name = 'TandemFailure';
  declare readonly code: TandemErrorCode;
  declare readonly status: number;
  declare readonly issues: readonly TandemIssue[];

  constructor({ message, ...more }: BridgeError) {
    super(message);
    Object.assign(this, more);
  }
}

export const failed = (code: LocalErrorCode) =>
  new BridgeFailure({ code, status: statuses[code] ?? 503, message: message[code], issues: [] });
