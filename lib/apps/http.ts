import type * as z from 'zod/mini';
import type { TandemError } from '@/lib/errors';
import type { Listed } from '@/lib/model';

/** The credentials of a request. Cookies of the browser's jar always travel along. */
export type Credentials = { readonly kind: 'none' } | { readonly kind: 'bearer'; readonly token: string };

export interface RequestOptions {
  readonly signal: AbortSignal;
  /** Answer with `{ changed: false }` when the server still holds this version. */
  readonly etag?: string | null;
  /**
   * `any`: the body counts with every label, as JSON if it parses, else as text. For the few endpoints that mislabel
   * their JSON (LibreChat's `api/endpoints` says text/html) or answer a word (AnythingLLM's `check-token`).
   */
  readonly contentType?: 'json' | 'any';
  /** For a write. `stands`: it changes nothing that is read again in this round. */
  readonly shared?: 'stands';
}

/** `changed: false` is HTTP 304: the stored copy is current. */
export type HttpAnswer<T> =
  | {
      readonly changed: true;
      readonly value: T;
      readonly etag: string | null;
      /** For a list: the number of rows that could not be read. */
      readonly leftOut?: number;
    }
  | { readonly changed: false };

/**
 * One app's API as seen from the background: JSON in, JSON out.
 *
 * An answer counts only if its status is a success, its body is JSON and the schema accepts it. Every other answer is
 * thrown as a `TandemError` of `lib/errors`, an abort as the signal's own reason. Nothing is retried here: the engine
 * has the only retry loop.
 *
 * The engine makes one `AppHttp` for each **round**: the requests of one session to one app. In a round a GET without a
 * query is sent once. Its answer serves all equal requests until something is written. A 304 is not shared.
 *
 * Calls of `forbidden-calls.ts` are refused before they are sent.
 */
export interface AppHttp {
  /** @param path Relative to the app's base, without a leading slash: `api/workspaces`. */
  get<T>(path: string, schema: z.ZodMiniType<T>, options: RequestOptions): Promise<HttpAnswer<T>>;
  /** @param body Sent as JSON, a `FormData` as multipart; undefined sends none. */
  post<T>(path: string, body: unknown, schema: z.ZodMiniType<T>, options: RequestOptions): Promise<T>;
  delete<T>(path: string, body: unknown, schema: z.ZodMiniType<T>, options: RequestOptions): Promise<T>;
}

/** An answer that is not a success with JSON: the input of an app's own classification. */
export interface RefusedAnswer {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Relative to the app's base, without the query. */
  readonly path: string;
  /** HTTP status; 302 for every redirect, whose target browsers hide. */
  readonly status: number;
  /** Lower case, without parameters; empty when there is none. */
  readonly contentType: string;
  readonly text: string;
  /** The body if it is JSON, else undefined. */
  readonly json: unknown;
}

/** What an answer means for this app; null: only the general rules apply. Never puts the body into the error. */
export type Classify = (answer: RefusedAnswer) => TandemError | null;

/** The same answer with another value; 304 stays 304. */
export function mapAnswer<T, U>(answer: HttpAnswer<T>, map: (value: T) => U): HttpAnswer<U> {
  return answer.changed ? { ...answer, value: map(answer.value) } : answer;
}

/** The items of a list answer, each mapped, with the number of rows that could not be read. */
export function listAnswer<T, U>(
  answer: HttpAnswer<Listed<T>>,
  map: (items: readonly T[]) => readonly U[],
): HttpAnswer<readonly U[]> {
  if (!answer.changed) return answer;
  const { items, leftOut } = answer.value;
  return { ...answer, value: map(items), leftOut };
}

/** The value of an answer to a request without an ETag, which no server may answer with 304. */
export function freshValue<T>(answer: HttpAnswer<T>): T {
  if (!answer.changed) throw new TypeError('304 for a request without If-None-Match');
  return answer.value;
}
