import type { BridgeError } from '@/lib/bridge/protocol';
import type { TandemErrorCode, TandemFailure, TandemIssue } from '@/lib/bridge/public';

/** What `window.tandem` rejects with. */
export class Failure extends Error implements TandemFailure {
  override readonly name = 'TandemFailure';
  readonly code: TandemErrorCode;
  readonly status: number;
  readonly issues: readonly TandemIssue[];

  constructor({ code, status, message, issues }: BridgeError) {
    super(message);
    this.code = code;
    this.status = status;
    this.issues = issues;
  }
}

const local = (code: TandemErrorCode, status: number, message: string) => () =>
  new Failure({ code, status, message, issues: [] });

export const ended = local('ended', 503, 'Tandem was updated or removed; read window.tandem again.');
export const noAnswer = local('no-answer', 503, 'Tandem gave no answer; try again.');
export const notReady = local('not-ready', 503, 'Tandem does not know yet who is signed in at both apps.');
export const noJson = local('invalid', 400, 'What was given cannot be written as JSON.');
