import ky from 'ky';
import type * as z from 'zod/mini';
import { MovedError, type NetworkReason, UnexpectedAnswerError, UnreachableError } from '@/lib/errors';
import { type Address, type AppId, baseUrl } from '@/lib/model';
import { bodyLimit, readText, TooLargeError } from './body';
import { classifyByHttp, classifyInFront, isJsonType } from './classify';
import { refuseForbidden } from './forbidden-calls';
import {
  type AppHttp,
  type Classify,
  type Credentials,
  freshValue,
  type HttpAnswer,
  type RefusedAnswer,
  type RequestOptions,
} from './http';
import { movedTo } from './redirects';

/**
 * In ms. A silent server is given up after this time. Browsers stop an idle worker after 30 s, even with requests under
 * way.
 */
const requestTimeout = 20_000;

export interface HttpOptions {
  readonly address: Address;
  readonly app: AppId;
  readonly credentials: Credentials;
  /** `omit`: for probes, which must not act for the user. */
  readonly cookies: 'include' | 'omit';
  /** The app's own classification of refusals. */
  readonly classify: Classify;
  /** Asks the browser why a request failed; null if it does not know. Fetch itself only says "failed". */
  readonly whyFailed?: (url: string) => Promise<NetworkReason | null>;
  /** Asks where a request was redirected to; null if nobody knows. Fetch only says that it was. */
  readonly whereTo?: (url: string) => Promise<string | null>;
  /** `round`: answers are shared for a round, see `AppHttp`. */
  readonly share?: 'round';
  /** Replaces the global fetch (tests in Node, which must send a browser's User-Agent). */
  readonly fetch?: typeof fetch;
}

interface Call {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
  readonly options: RequestOptions;
}

/** A success before it is parsed. */
type Received =
  | { readonly changed: true; readonly value: unknown; readonly etag: string | null; readonly status: number }
  | { readonly changed: false };

/** Talks to one app with one user's session. The bearer goes into the header and nowhere else. */
export function createHttp(settings: HttpOptions): AppHttp {
  const shared = new Map<string, Received>();
  const get = async (path: string, options: RequestOptions) => {
    options.signal.throwIfAborted();
    const known = shared.get(path);
    if (known) return known;
    const received = await send(settings, { method: 'GET', path, options });
    // A query asks for a part of a list: too much to keep, and nobody asks for it twice.
    if (settings.share && received.changed && !path.includes('?')) shared.set(path, received);
    return received;
  };
  const write =
    (method: 'POST' | 'DELETE'): AppHttp['post'] =>
    async (path, body, schema, options) => {
      if (options.shared !== 'stands') shared.clear();
      const call: Call = { method, path, body, options: { ...options, etag: null } };
      return freshValue(parsedBy(schema, await send(settings, call), settings, path));
    };
  return {
    get: async (path, schema, options) => parsedBy(schema, await get(path, options), settings, path),
    post: write('POST'),
    delete: write('DELETE'),
  };
}

function parsedBy<T>(schema: z.ZodMiniType<T>, received: Received, { app }: HttpOptions, asked: string): HttpAnswer<T> {
  if (!received.changed) return received;
  const { value, etag, status } = received;
  const result = schema.safeParse(value);
  if (result.success) return { changed: true, value: result.data, etag };
  const at = result.error.issues[0]?.path.join('.') ?? null;
  throw new UnexpectedAnswerError(app, pathOf(asked), status, 'schema', at);
}

const pathOf = (asked: string) => asked.split('?')[0] ?? '';

async function send(settings: HttpOptions, call: Call): Promise<Received> {
  refuseForbidden(call);
  const { app, address } = settings;
  const { response, text } = await exchange(settings, call);
  const redirected = response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400);
  if (response.status === 304 && call.options.etag) return { changed: false };
  const contentType = (response.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  const lax = call.options.contentType === 'any';
  const json = isJsonType(contentType) || lax ? parsed(text) : undefined;
  const value = json === undefined && lax && text !== '' ? text : json;
  const path = pathOf(call.path);
  const status = redirected && response.status !== 304 ? 302 : response.status;
  if (status === 302 && call.method === 'GET') await refuseMoved(settings, path);
  if (status < 200 || status >= 300 || value === undefined) {
    const answer: RefusedAnswer = { method: call.method, path, status, contentType, text, json };
    const header = (name: string) => response.headers.get(name);
    throw (
      classifyInFront({ app, address }, answer, header) ??
      settings.classify(answer) ??
      classifyByHttp({ app, address }, answer, header)
    );
  }
  return { changed: true, value, etag: response.headers.get('etag'), status };
}

/** Throws if the redirect does not lead to a login page. */
async function refuseMoved({ app, address, whereTo }: HttpOptions, path: string): Promise<void> {
  const target = await whereTo?.(baseUrl(address) + path);
  const leadsTo = target ? movedTo(address, path, target) : null;
  if (leadsTo !== null) throw new MovedError(app, address.origin, leadsTo);
}

/**
 * Sends a request and reads its answer to the end. Throws the signal's reason after an abort, else an error of ours;
 * never ky's error, which holds the bearer.
 */
async function exchange(settings: HttpOptions, call: Call): Promise<{ response: Response; text: string }> {
  const { app, address, credentials } = settings;
  const { signal, etag } = call.options;
  const url = baseUrl(address) + call.path;
  signal.throwIfAborted();
  const timeout = AbortSignal.timeout(requestTimeout);
  const headers = new Headers({ accept: 'application/json' });
  if (credentials.kind === 'bearer') headers.set('authorization', `Bearer ${credentials.token}`);
  if (etag) {
    headers.set('if-none-match', etag);
    // `no-store` makes browsers add `Cache-Control: no-cache`, to which Express never answers 304.
    headers.set('cache-control', 'max-age=0');
  }
  let response: Response | null = null;
  try {
    response = await ky(url, {
      method: call.method,
      headers,
      ...(call.body === undefined ? {} : call.body instanceof FormData ? { body: call.body } : { json: call.body }),
      retry: 0,
      timeout: false,
      throwHttpErrors: false,
      redirect: 'manual',
      cache: 'no-store',
      credentials: settings.cookies,
      signal: AbortSignal.any([signal, timeout]),
      ...(settings.fetch ? { fetch: settings.fetch } : {}),
    });
    return { response, text: await readText(response, bodyLimit) };
  } catch (error) {
    signal.throwIfAborted();
    const { origin } = address;
    const path = pathOf(call.path);
    if (error instanceof TooLargeError) throw new UnexpectedAnswerError(app, path, response?.status ?? 0, 'too-large');
    if (timeout.aborted) throw new UnreachableError(app, origin, 'timeout');
    if (response) throw new UnreachableError(app, origin, 'interrupted');
    throw new UnreachableError(app, origin, (await settings.whyFailed?.(url)) ?? 'unknown');
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
