import * as z from 'zod/mini';
import type { AppId } from './app';

/**
 * Why a server did not answer.
 * - `refused`: nothing listens there, or the network has no route;
 * - `wrong-scheme`: the server uses http, but the request was https;
 * - `closed`: the server closed the connection: it is stopping or starting, or uses https for an http request;
 * - `https-only`: the browser upgraded our http request to https;
 * - `timeout`: no answer within Tandem's limit;
 * - `aborted`: the browser aborted the request;
 * - `interrupted`: the answer began and broke off;
 * - `blocked`: the browser's administrator blocks extensions on this host, whatever the user grants.
 */
export const networkReasons = [
  'refused',
  'unknown-host',
  'certificate',
  'wrong-scheme',
  'closed',
  'https-only',
  'offline',
  'timeout',
  'aborted',
  'interrupted',
  'blocked',
  'unknown',
] as const;
export type NetworkReason = (typeof networkReasons)[number];

/**
 * Why an app does not accept a session.
 * - `missing`: the request had no credentials;
 * - `expired`: the session expired, or another one replaced it;
 * - `invalid`: the app does not accept it (any more);
 * - `suspended`, `deleted`: the state of the account;
 * - `other-install`: the browser holds the session of another install at the same host name (cookies ignore ports);
 * - `second-factor`: the app requires one, and the user has set up none yet.
 */
export type SignedOutReason =
  | 'missing'
  | 'expired'
  | 'invalid'
  | 'suspended'
  | 'deleted'
  | 'other-install'
  | 'second-factor';

/**
 * Why an app gives no new token for the session cookie (measured: librechat/03-refresh-no-cookie,
 * librechat/04-refresh-bad-cookie, librechat/12-refresh-old-cookie).
 * - `no-cookie`: the browser holds none, so nobody is signed in;
 * - `rotated`: a newer cookie replaced this one, or the session ended. Right after another refresh the newer cookie is
 *   in the jar a moment later, so one more attempt makes sense;
 * - `invalid`: malformed, expired, signed by another LibreChat, or refused by the identity provider;
 * - `other-account`: the account is unknown here: the cookie belongs to another LibreChat at this host name, or the
 *   account was deleted.
 */
export type RefreshRefusal = 'no-cookie' | 'rotated' | 'invalid' | 'other-account';

/** The kind of an app's only open tabs, if their sign-in is not the one of Tandem's requests (Firefox). */
export type OtherStore = 'container' | 'private';

/** The fault of an answer: its status, its form, its content or its size. */
export type AnswerFault = 'status' | 'malformed' | 'schema' | 'too-large';

interface OfApp {
  readonly app: AppId;
}
interface AtOrigin extends OfApp {
  readonly origin: string;
}
interface AtPath extends OfApp {
  /** The requested path, relative to the app's base. */
  readonly path: string;
}

/** All problems by their code, with their parameters. Never a token, never a value. */
export interface ProblemParams {
  banned: OfApp;
  challenge: AtOrigin;
  elsewhere: OfApp & { readonly store: OtherStore };
  'login-proxy': AtOrigin;
  /** `leadsTo`: the front page of the app, if it is at the target of the redirect. */
  moved: AtOrigin & { readonly leadsTo: string };
  'not-an-address': OfApp;
  'not-found': AtPath;
  'not-json': AtPath;
  'permission-missing': OfApp;
  'rate-limited': OfApp;
  'record-damaged': { readonly record: 'connections' | 'preferences' | 'copy' };
  'record-newer': Readonly<Record<never, never>>;
  'refresh-refused': OfApp & { readonly reason: RefreshRefusal };
  'role-refused': AtPath;
  'server-error': OfApp & { readonly status: number };
  'signed-out': OfApp & { readonly reason: SignedOutReason };
  'storage-full': Readonly<Record<never, never>>;
  'stream-error': AtPath;
  /** `oldest`: the oldest version that works, like `0.8.2`. */
  'too-old': OfApp & { readonly oldest: string };
  unexpected: Readonly<Record<never, never>>;
  /** `at`: where the answer differs from what Tandem knows, for bug reports. */
  'unexpected-answer': AtPath & { readonly status: number; readonly fault: AnswerFault; readonly at: string | null };
  unreachable: AtOrigin & { readonly reason: NetworkReason };
  unreadable: AtOrigin;
  /** `app`: the expected app; `found`: the app that is there instead, or null. */
  'wrong-app': AtOrigin & { readonly found: AppId | null };
}

export type ProblemCode = keyof ProblemParams;

/** A problem: a code, stable across versions and languages, and its parameters. Views word it. */
export type ProblemDetails = {
  [Code in ProblemCode]: { readonly code: Code; readonly params: ProblemParams[Code] };
}[ProblemCode];

/** A problem of an app, as it is stored and sent. */
export type Problem = ProblemDetails & {
  /** Likely to pass by itself; Tandem retries. */
  readonly transient: boolean;
  /** ISO 8601: since when. */
  readonly since: string;
};

const looseProblemSchema = z.object({
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  transient: z.boolean(),
  since: z.string(),
});

/** Only the background writes problems, so a code's parameters are trusted. */
export const problemSchema = looseProblemSchema as unknown as z.ZodMiniType<Problem>;

/** Whether both are the same problem, whenever they began. */
export const isSameProblem = (a: ProblemDetails, b: ProblemDetails): boolean =>
  a.code === b.code && JSON.stringify(a.params) === JSON.stringify(b.params);

/** Whether something in front answers instead of the app, which only a page in a tab can pass (`InFrontError`). */
export const isInFront = (problem: Problem | null): boolean =>
  problem?.code === 'login-proxy' || problem?.code === 'challenge';
