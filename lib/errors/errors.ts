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
  /** Likely to pass by itself, so trying again makes sense. */
  readonly transient?: boolean;
  /** How long the server wants to be left alone, in milliseconds (Retry-After). */
  readonly retryAfterMs?: number | null;
}

/** Something that can go wrong and that you are told: a code with parameters, which views word. */
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
 * Something before the app answered in its place. What it says is about itself: the app's own session, its contract and your
 * role there stand as they were.
 */
export abstract class InFrontError extends TandemError {}

/** A login page stands before the app: its gateway redirects, refuses, or answers with a form instead of the app's data. */
export class LoginProxyError extends InFrontError {
  constructor(app: AppId, origin: string) {
    super({ code: 'login-proxy', params: { app, origin } });
  }
}

/** A managed challenge before the app: only a page in a tab can pass it, and the cookie that it leaves lets Tandem pass, too. */
export class ChallengeError extends InFrontError {
  constructor(app: AppId, origin: string) {
    super({ code: 'challenge', params: { app, origin } });
  }
}

/** LibreChat bans an account and its network address for a while (two hours by default) after what it takes for abuse. */
export class BannedError extends TandemError {
  constructor(app: AppId) {
    super({ code: 'banned', params: { app } }, { transient: true, retryAfterMs: 30 * 60_000 });
  }
}

/** Nobody is signed in where Tandem may look, and the app is open only where it may not. */
export class ElsewhereError extends TandemError {
  constructor(app: AppId, store: OtherStore) {
    super({ code: 'elsewhere', params: { app, store } });
  }
}

/** The address sends every request on to another one: the app has moved, or this never was its whole name. */
export class MovedError extends TandemError {
  constructor(app: AppId, origin: string, leadsTo: string) {
    super({ code: 'moved', params: { app, origin, leadsTo } });
  }
}

/** What was typed can't be read as a web address. */
export class NotAnAddressError extends TandemError {
  constructor(app: AppId) {
    super({ code: 'not-an-address', params: { app } });
  }
}

/** HTTP 404: the thing is gone, or was never this person's. */
export class NotFoundError extends TandemError {
  constructor(app: AppId, path: string) {
    super({ code: 'not-found', params: { app, path } });
  }
}

/**
 * A success whose body is a page or a text where data was expected. Both apps answer unknown addresses so (AnythingLLM
 * 1.16 always, LibreChat up to 0.8.2), and so do gateways.
 */
export class NotJsonError extends TandemError {
  constructor(app: AppId, path: string) {
    super({ code: 'not-json', params: { app, path } }, { transient: true });
  }
}

/** The browser does not (any more) let Tandem talk to the app's host. */
export class PermissionMissingError extends TandemError {
  constructor(app: AppId) {
    super({ code: 'permission-missing', params: { app } });
  }
}

/** HTTP 429: the server asks for fewer requests. */
export class RateLimitedError extends TandemError {
  constructor(app: AppId, retryAfterMs: number | null) {
    super({ code: 'rate-limited', params: { app } }, { transient: true, retryAfterMs });
  }
}

/** The app refused to give a new token; whoever asked decides what that says about the session. */
export class RefreshRefusedError extends TandemError {
  constructor(
    app: AppId,
    readonly reason: RefreshRefusal,
  ) {
    super({ code: 'refresh-refused', params: { app, reason } });
  }
}

/** You are signed in, but your role does not allow what was asked. */
export class RoleRefusedError extends TandemError {
  constructor(app: AppId, path: string) {
    super({ code: 'role-refused', params: { app, path } });
  }
}

/** HTTP 5xx: the server itself failed, or the gateway before it found no server. */
export class ServerError extends TandemError {
  constructor(app: AppId, status: number, retryAfterMs: number | null = null) {
    super({ code: 'server-error', params: { app, status } }, { transient: true, retryAfterMs });
  }
}

/** The app answered, and said that nobody is signed in. */
export class SignedOutError extends TandemError {
  constructor(
    app: AppId,
    readonly reason: SignedOutReason,
  ) {
    super({ code: 'signed-out', params: { app, reason } });
  }
}

/** The browser refused to store something of Tandem's own. */
export class StorageFullError extends TandemError {
  constructor(options?: ErrorOptions) {
    super({ code: 'storage-full', params: {} }, { transient: true, ...options });
  }
}

/**
 * An event stream that reports an error, with HTTP 200, where data was expected. LibreChat 0.8.7 refuses so what is
 * not the person's own.
 */
export class StreamError extends TandemError {
  constructor(app: AppId, path: string) {
    super({ code: 'stream-error', params: { app, path } });
  }
}

/** The app was recognised, but speaks an API from before the oldest version that Tandem supports. */
export class TooOldError extends TandemError {
  constructor(app: AppId, oldest: string) {
    super({ code: 'too-old', params: { app, oldest } });
  }
}

/** An answer that Tandem can't use: not the JSON that it says, not the fields that Tandem needs, or an unknown status. */
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

/** No answer came at all, or not a whole one: thrown for every failure below HTTP. */
export class UnreachableError extends TandemError {
  constructor(
    app: AppId,
    origin: string,
    readonly reason: NetworkReason,
  ) {
    super({ code: 'unreachable', params: { app, origin, reason } }, { transient: !lasting.has(reason) });
  }
}

/** A server answers, but lets no other site read its answers: only with the host permission can Tandem tell what it is. */
export class UnreadableError extends TandemError {
  constructor(app: AppId, origin: string) {
    super({ code: 'unreadable', params: { app, origin } });
  }
}

/** Something answers at the address, but it is not the app that was looked for. */
export class WrongAppError extends TandemError {
  constructor(app: AppId, origin: string, found: AppId | null) {
    super({ code: 'wrong-app', params: { app, origin, found } });
  }
}
