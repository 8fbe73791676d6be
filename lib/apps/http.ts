import type { z } from 'zod';

/** How a request proves who sends it. Cookies of the browser's jar always travel along. */
export type Credentials = { readonly kind: 'none' } | { readonly kind: 'bearer'; readonly token: string };

export interface RequestOptions {
  readonly signal: AbortSignal;
  /** Answer with `{ changed: false }` when the server still holds this version. */
  readonly etag?: string | null;
}

/** `changed: false` is HTTP 304: the stored copy still stands. */
export type Answer<T> =
  | { readonly changed: true; readonly value: T; readonly etag: string | null }
  | { readonly changed: false };

/**
 * One app's API as seen from the background: JSON in, JSON out.
 *
 * An answer counts only when its status is a success, its body is JSON and the schema accepts it; all else is thrown as
 * a `TandemError` of `lib/errors`. Nothing is retried here: the engine is the only retry loop.
 */
export interface AppHttp {
  /** @param path Relative to the app's base, without a leading slash: `api/workspaces`. */
  get<T>(path: string, schema: z.ZodType<T>, options: RequestOptions): Promise<Answer<T>>;
  post<T>(path: string, body: unknown, schema: z.ZodType<T>, options: RequestOptions): Promise<T>;
}
