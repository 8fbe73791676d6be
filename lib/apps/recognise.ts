import '@/lib/model/zod-config';

import {
  InFrontError,
  MovedError,
  NotAnAddressError,
  RateLimitedError,
  ServerError,
  TandemError,
  TooOldError,
  UnreachableError,
  UnreadableError,
  WrongAppError,
} from '@/lib/errors';
import { type Address, type AppId, baseUrl, type Connection } from '@/lib/model';
import type { ServerFacts } from './adapter';
import { basesOf, readAddress } from './address';
import { createHttp, type HttpOptions } from './ky-http';
import { type Found, type HttpFor, probe } from './probe';
import type { Probed } from './probed';
import { recogniserFor } from './recognisers';

/** In ms. One address is given up after this time, so that a silent one does not hide the next. */
const candidateTimeout = 8_000;

/** The app that answers. It may be the other app than expected. */
export type Recognition =
  | ({ readonly kind: 'found' } & Found)
  /** A server answers at `address`, but Tandem can recognise it only with the permission. */
  | { readonly kind: 'unreadable'; readonly address: Address; readonly problem: UnreadableError }
  /** `address`: the address to open in a tab; null if the text was not an address. */
  | { readonly kind: 'failed'; readonly address: Address | null; readonly problem: TandemError };

export interface RecogniseOptions {
  readonly expected: AppId;
  /** In the order to try. */
  readonly candidates: readonly Address[];
  readonly httpFor: HttpFor;
  /** Whether a server whose answers cannot be read answers at all; null: answers can always be read. */
  readonly reaches: ((address: Address, signal: AbortSignal) => Promise<boolean>) | null;
  /** Addresses that were asked a moment ago, while the user types. */
  readonly probed?: Probed | undefined;
  readonly signal: AbortSignal;
}

/** Finds the app and contract at the first address that answers. Rejects only with the signal's reason. */
export async function recognise(options: RecogniseOptions): Promise<Recognition> {
  const { expected, candidates } = options;
  let best: { readonly address: Address; readonly problem: TandemError } | null = null;
  const troubled = new Set<string>();
  for (const address of candidates) {
    if (troubled.has(address.origin)) continue;
    const seen = await probeAddress(address, options);
    if (!(seen instanceof TandemError)) return { kind: 'found', ...seen };
    if (!best || rank(seen) > rank(best.problem)) best = { address, problem: seen };
    if (mayPass(seen)) troubled.add(address.origin);
  }
  if (!best) return { kind: 'failed', address: null, problem: new NotAnAddressError(expected) };
  const { address, problem } = best;
  return problem instanceof UnreadableError
    ? { kind: 'unreadable', address, problem }
    : { kind: 'failed', address, problem };
}

/** Asks one address. Resolves with the problem if no app answers; rejects with the signal's reason. */
async function probeAddress(address: Address, options: RecogniseOptions): Promise<Found | TandemError> {
  const { expected, httpFor, probed, signal } = options;
  const known = probed?.get(expected, address);
  if (known) return known;
  try {
    return await timely(address, expected, signal, (limit) => probe(expected, address, httpFor, limit));
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof TandemError)) throw error;
    const problem = await readability(error, address, options);
    probed?.set(expected, address, problem);
    return problem;
  }
}

/**
 * Recognises the app at a typed address, without permission and without credentials. Rejects only with the signal's
 * reason.
 */
export function recogniseAnonymously(
  typed: string,
  expected: AppId,
  signal: AbortSignal,
  fetch: HttpOptions['fetch'] = globalThis.fetch.bind(globalThis),
  probed?: Probed,
): Promise<Recognition> {
  /** By origin: a server that answers at one path answers at all paths. */
  const reached = new Map<string, Promise<boolean>>();
  const reaches = (address: Address, limit: AbortSignal) => {
    const answer = reached.get(address.origin) ?? answersAtAll(address, fetch, limit);
    reached.set(address.origin, answer);
    return answer;
  };
  return recognise({
    expected,
    candidates: readAddress(typed),
    httpFor: httpWith({ cookies: 'omit', fetch, whereTo: (url) => followed(url, fetch, signal) }),
    reaches,
    probed,
    signal,
  });
}

interface RecogniseConnectionOptions {
  readonly signal?: AbortSignal;
  readonly fetch?: typeof globalThis.fetch;
  /**
   * The bases to ask. If nothing could be read before the grant, the address may be any page of the app.
   * @default 'this'
   */
  readonly bases?: 'this' | 'this-or-above';
}

/**
 * The connection to the expected app at an address whose host is granted. Throws the `TandemError` with the reason if
 * there is none.
 */
export async function recogniseConnection(
  app: AppId,
  address: Address,
  network: Pick<HttpOptions, 'whyFailed' | 'whereTo'> = {},
  { signal = new AbortController().signal, fetch, bases = 'this' }: RecogniseConnectionOptions = {},
): Promise<{ readonly chosen: Omit<Connection, 'id' | 'connectedAt'>; readonly facts: ServerFacts }> {
  const httpFor = httpWith({ cookies: 'include', ...network, ...(fetch && { fetch }) });
  const candidates = bases === 'this' ? [address] : basesOf(address);
  const found = await recognise({ expected: app, candidates, httpFor, reaches: null, signal });
  if (found.kind !== 'found') throw found.problem;
  if (found.app !== app) throw new WrongAppError(app, address.origin, found.app);
  const { contract, facts } = found;
  const { title, openIdLogin, hasPages } = facts;
  const { origin, basePath } = found.address;
  const chosen = { origin, basePath, app, contract, title, openIdLogin, ...(hasPages === false && { hasPages }) };
  return { chosen, facts };
}

const httpWith =
  (options: Pick<HttpOptions, 'cookies' | 'whyFailed' | 'whereTo' | 'fetch'>): HttpFor =>
  (address, app, contract) =>
    createHttp({
      ...options,
      address,
      app,
      credentials: { kind: 'none' },
      classify: recogniserFor(app, contract).classify,
    });

/** Runs with its own time limit, which becomes an error that names the address. */
async function timely<T>(
  address: Address,
  app: AppId,
  signal: AbortSignal,
  run: (limit: AbortSignal) => Promise<T>,
): Promise<T> {
  const timeout = AbortSignal.timeout(candidateTimeout);
  try {
    return await run(AbortSignal.any([signal, timeout]));
  } catch (error) {
    signal.throwIfAborted();
    throw timeout.aborted ? new UnreachableError(app, address.origin, 'timeout') : error;
  }
}

/**
 * Browsers report the same "failed" for a dead server and for one whose answers are unreadable. A gateway refuses
 * requests without cookies, so its answer to the user shows only with cookies.
 */
async function readability(
  problem: TandemError,
  address: Address,
  { expected, reaches, signal }: RecogniseOptions,
): Promise<TandemError> {
  if (!reaches) return problem;
  if (problem instanceof InFrontError) return new UnreadableError(expected, address.origin);
  if (!(problem instanceof UnreachableError) || problem.reason !== 'unknown') return problem;
  return (await reaches(address, signal)) ? new UnreadableError(expected, address.origin) : problem;
}

/** An opaque request succeeds wherever a server answers, and shows nothing of the answer. */
async function answersAtAll(address: Address, send: typeof fetch, signal: AbortSignal): Promise<boolean> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(candidateTimeout)]);
  try {
    await send(baseUrl(address), { mode: 'no-cors', credentials: 'omit', cache: 'no-store', signal: limit });
    return true;
  } catch {
    signal.throwIfAborted();
    return false;
  }
}

/** The target of a redirect, as far as both servers let every site read it. */
async function followed(url: string, send: typeof fetch, signal: AbortSignal): Promise<string | null> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(candidateTimeout)]);
  try {
    return (await send(url, { credentials: 'omit', cache: 'no-store', signal: limit })).url;
  } catch {
    signal.throwIfAborted();
    return null;
  }
}

/** A temporary problem: its server is the intended one, so no shorter address replaces it. */
function mayPass(problem: TandemError): boolean {
  return problem instanceof UnreachableError || problem instanceof ServerError || problem instanceof RateLimitedError;
}

/** How much a problem explains: the nearer to the app, the more. */
function rank(problem: TandemError): number {
  if (problem instanceof TooOldError) return 8;
  if (problem instanceof MovedError) return 7;
  if (problem instanceof InFrontError) return 6;
  if (problem instanceof ServerError || problem instanceof RateLimitedError) return 5;
  if (problem instanceof UnreadableError) return 4;
  if (problem instanceof WrongAppError) return 3;
  if (!(problem instanceof UnreachableError)) return 2;
  return ['certificate', 'https-only', 'blocked'].includes(problem.reason) ? 2 : problem.reason === 'timeout' ? 1 : 0;
}
