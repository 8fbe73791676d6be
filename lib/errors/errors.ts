import type {
  AnswerFault,
  AppId,
  NetworkReason,
  OtherStore,
  ProblemCode,
  ProblemDetails,
  RefreshRefusal,
  SignedOutReason,
} from '@/lib/model';

interface Options extends ErrorOptions {
  /** Likely to pass by itself, so a retry makes sense. */
  readonly transient?: boolean;
  /** In milliseconds: how long the server wants no requests (`Retry-After`). */
  readonly retryAfterMs?: number | null;
}

/** An error that is shown to the user: a code with parameters, which views word. */
export abstract class TandemError extends Error {
  readonly code: ProblemCode;
  readonly transient: boolean;
  readonly retryAfterMs: number | null;

  constructor(
    readonly details: ProblemDetails,
    { transient = false, retryAfterMs = null, ...options }: Options = {},
  ) {
    super(details.code, options);
    this.name = new.target.name;
    this.code = details.code;
    this.transient = transient;
    this.retryAfterMs = retryAfterMs;
  }
}

/**
 * Something in front answered instead of the app. Its answer is about itself: the app's session, its contract and the
 * user's role there have not changed.
 */
export abstract class InFrontError extends TandemError {}

/**
 * A login page in front of the app: its gateway redirects, refuses, or answers with a form instead of the app's data.
 */
export class LoginProxyError extends InFrontError {
  constructor(app: AppId, origin: string) {
    super({ code: 'login-proxy', params: { app, origin } });
  }
}

/** A managed challenge in front of the app. Only a page in a tab can pass it; its cookie then lets Tandem pass, too. */
export class ChallengeError extends InFrontError {
  constructor(app: AppId, origin: string) {
    super({ code: 'challenge', params: { app, origin } });
  }
}

/** LibreChat bans an account and its network address for a while (two hours by default) after suspected abuse. */
export class BannedError extends TandemError {
  constructor(app: AppId) {
    super({ code: 'banned', params: { app } }, { transient: true, retryAfterMs: 30 * 60_000 });
  }
}

/** Nobody is signed in where Tandem may look; the app is open only in tabs that Tandem may not read. */
export class ElsewhereError extends TandemError {
  constructor(app: AppId, store: OtherStore) {
    super({ code: 'elsewhere', params: { app, store } });
  }
}

/** The address redirects every request to another one: the app has moved, or the address was incomplete. */
export class MovedError extends TandemError {
  constructor(app: AppId, origin: string, leadsTo: string) {
    super({ code: 'moved', params: { app, origin, leadsTo } });
  }
}

/** The typed text is not a web address. */
export class NotAnAddressError extends TandemError {
  constructor(app: AppId) {
    super({ code: 'not-an-address', params: { app } });
  }
}

/** HTTP 404: the item was deleted, or never belonged to this user. */
export class NotFoundError extends TandemError {
  constructor(app: AppId, path: string) {
    super({ code: 'not-found', params: { app, path } });
  }
}

/**
 * A success whose body is a page or a text instead of data. Both apps answer unknown addresses like this (AnythingLLM
 * 1.16 always, LibreChat up to 0.8.2), and so do gateways.
 */
export class NotJsonError extends TandemError {
  constructor(app: AppId, path: string) {
    super({ code: 'not-json', params: { app, path } }, { transient: true });
  }
}

/** The browser does not let Tandem talk to the app's host. */
export class PermissionMissingError extends TandemError {
  constructor(app: AppId) {
    super({ code: 'permission-missing', params: { app } });
  }
}

/** HTTP 429: rate-limited. */
export class RateLimitedError extends TandemError {
  constructor(app: AppId, retryAfterMs: number | null) {
    super({ code: 'rate-limited', params: { app } }, { transient: true, retryAfterMs });
  }
}

/** The app refused a new token; the caller decides what that means for the session. */
export class RefreshRefusedError extends TandemError {
  constructor(
    app: AppId,
    readonly reason: RefreshRefusal,
  ) {
    super({ code: 'refresh-refused', params: { app, reason } });
  }
}

/** The user is signed in, but their role does not allow the request. */
export class RoleRefusedError extends TandemError {
  constructor(app: AppId, path: string) {
    super({ code: 'role-refused', params: { app, path } });
  }
}

/** HTTP 5xx: the server failed, or the gateway in front found no server. */
export class ServerError extends TandemError {
  constructor(
    app: AppId,
    readonly status: number,
    retryAfterMs: number | null = null,
  ) {
    super({ code: 'server-error', params: { app, status } }, { transient: true, retryAfterMs });
  }
}

/** The app answered that nobody is signed in. */
export class SignedOutError extends TandemError {
  constructor(
    app: AppId,
    readonly reason: SignedOutReason,
  ) {
    super({ code: 'signed-out', params: { app, reason } });
  }
}

/** The browser refused to store Tandem's own data. */
export class StorageFullError extends TandemError {
  constructor(options?: ErrorOptions) {
    super({ code: 'storage-full', params: {} }, { transient: true, ...options });
  }
}

/**
 * An event stream that reports an error, with HTTP 200, instead of data. LibreChat refuses access to other users' data
 * like this (measured: librechat/39-foreign-conversation).
 */
export class StreamError extends TandemError {
  constructor(app: AppId, path: string) {
    super({ code: 'stream-error', params: { app, path } });
  }
}

/** The app was recognised, but its API is older than the oldest version that Tandem supports. */
export class TooOldError extends TandemError {
  constructor(app: AppId, oldest: string) {
    super({ code: 'too-old', params: { app, oldest } });
  }
}

/** An answer that Tandem cannot use: invalid JSON, missing fields, or an unknown status. */
export class UnexpectedAnswerError extends TandemError {
  constructor(
    app: AppId,
    path: string,
    readonly status: number,
    readonly fault: AnswerFault,
    readonly at: string | null = null,
  ) {
    super({ code: 'unexpected-answer', params: { app, path, status, fault, at } });
  }
}

/** Reasons that last until somebody changes something. */
const lasting: ReadonlySet<NetworkReason> = new Set(['certificate', 'wrong-scheme', 'https-only', 'blocked']);

/** There was no answer, or only a part of one: thrown for every failure below HTTP. */
export class UnreachableError extends TandemError {
  constructor(
    app: AppId,
    origin: string,
    readonly reason: NetworkReason,
  ) {
    super({ code: 'unreachable', params: { app, origin, reason } }, { transient: !lasting.has(reason) });
  }
}

/** A server answers, but lets no other site read its answers: Tandem needs the host permission to recognise it. */
export class UnreadableError extends TandemError {
  constructor(app: AppId, origin: string) {
    super({ code: 'unreadable', params: { app, origin } });
  }
}

/** A server answers at the address, but it is not the expected app. */
export class WrongAppError extends TandemError {
  constructor(app: AppId, origin: string, found: AppId | null) {
    super({ code: 'wrong-app', params: { app, origin, found } });
  }
}
