import * as z from 'zod/mini';
import type { AppId } from './app';

/**
 * Why no answer came from a server.
 * - `refused`: nothing listens there, or the network knows no way;
 * - `wrong-scheme`: the server speaks http where https was asked;
 * - `closed`: it took the request and hung up: it is stopping or starting, or speaks https where http was asked;
 * - `https-only`: the browser turned our http request into https by itself;
 * - `timeout`: no answer within Tandem's limit;
 * - `aborted`: the browser gave the request up;
 * - `interrupted`: the answer began and broke off;
 * - `blocked`: whoever manages the browser keeps extensions away from this host, whatever you grant.
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
 * Why an app does not take somebody's session.
 * - `missing`: the request carried no proof of being signed in;
 * - `expired`: it ran out, or another one took its place;
 * - `invalid`: the app does not accept it (any more);
 * - `suspended`, `deleted`: what became of the account;
 * - `other-install`: the browser holds the session of another install at the same host name (cookies know no ports);
 * - `second-factor`: the app wants one, and you have set up none yet.
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
 * - `rotated`: the cookie was replaced by a newer one, or the session ended. Right after somebody else's refresh the
 *   newer cookie is in the jar a moment later, so one more attempt makes sense;
 * - `invalid`: garbage, run out, signed by another LibreChat, or refused by the identity provider;
 * - `other-account`: its account is not known here: it is another LibreChat's at this host name, or the account is
 *   gone.
 */
export type RefreshRefusal = 'no-cookie' | 'rotated' | 'invalid' | 'other-account';

/** Where an app's only open tabs keep another sign-in than the one that Tandem's requests carry (Firefox). */
export type OtherStore = 'container' | 'private';

/** What is wrong with an answer: its status, its form, its content or its size. */
export type AnswerFault = 'status' | 'malformed' | 'schema' | 'too-large';

interface OfApp {
  readonly app: AppId;
}
interface AtOrigin extends OfApp {
  readonly origin: string;
}
interface AtPath extends OfApp {
  /** What was asked, relative to the app's base. */
  readonly path: string;
}

/** Everything that can go wrong, by its code, with what there is to say about it. Never a token, never a value. */
export interface ProblemParams {
  banned: OfApp;
  challenge: AtOrigin;
  elsewhere: OfApp & { readonly store: OtherStore };
  'login-proxy': AtOrigin;
  /** `leadsTo`: the front page of the app, if it lives where the requests are sent. */
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
  /** `app`: what was looked for; `found`: what is there instead, or null. */
  'wrong-app': AtOrigin & { readonly found: AppId | null };
}

export type ProblemCode = keyof ProblemParams;

/** What went wrong: a code, stable across versions and languages, and its parameters. Views word it. */
export type ProblemDetails = {
  [Code in ProblemCode]: { readonly code: Code; readonly params: ProblemParams[Code] };
}[ProblemCode];

/** What went wrong with an app, as it is stored and sent. */
export type Problem = ProblemDetails & {
  /** Likely to pass by itself; Tandem tries again. */
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

/** Only the background writes problems: the parameters of a code are believed. */
export const problemSchema = looseProblemSchema as unknown as z.ZodMiniType<Problem>;

/** Whether both say the same, whenever they began. */
export const isSameProblem = (a: ProblemDetails, b: ProblemDetails): boolean =>
  a.code === b.code && JSON.stringify(a.params) === JSON.stringify(b.params);

/** Whether something before the app answers in its place, which only a page that loads can pass (`InFrontError`). */
export const isInFront = (problem: Problem | null): boolean =>
  problem?.code === 'login-proxy' || problem?.code === 'challenge';
