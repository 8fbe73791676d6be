/** One request as the server saw it. `status` and `bytes` are 0 until it is answered. */
export interface LoggedRequest {
  /** Arrival, milliseconds since the epoch. */
  at: number;
  method: string;
  /** As requested, with the base path, without the query. */
  path: string;
  /** Without the question mark. */
  query: string;
  status: number;
  /** Length of the response body. */
  bytes: number;
  authorization: 'none' | 'bearer' | 'other';
  /** The bearer token, if there is one. */
  token?: string;
  from: 'page' | 'extension' | 'node';
  headers: Record<string, string>;
}

/** A string is the whole path (with or without the base path); an expression is tried on both forms. */
export type PathPattern = string | RegExp;

interface RequestMatch {
  method?: string;
  path?: PathPattern;
  from?: LoggedRequest['from'];
}

/** The path in the app; a path outside the base path is returned unchanged. */
export function withoutBase(path: string, basePath: string): string {
  if (basePath === '' || !`${path}/`.toLowerCase().startsWith(`${basePath}/`.toLowerCase())) return path;
  return path.slice(basePath.length) || '/';
}

export function pathMatches(pattern: PathPattern, path: string, basePath: string): boolean {
  const forms = [path, withoutBase(path, basePath)];
  return typeof pattern === 'string'
    ? forms.includes(pattern)
    : forms.some((form) => new RegExp(pattern.source, pattern.flags.replace(/[gy]/g, '')).test(form));
}

/** The number of last requests that are kept for failure messages, even after a test cleared the log. */
const mostTold = 30;

/** Every request since the start or the last `clear()`, in order of arrival. */
export class RequestLog {
  #entries: LoggedRequest[] = [];
  /** Includes cleared entries. */
  #latest: LoggedRequest[] = [];
  readonly #basePath: string;

  constructor(basePath = '') {
    this.#basePath = basePath;
  }

  /** For the server only: the entry is completed when the answer goes out. */
  add(entry: LoggedRequest): void {
    this.#entries.push(entry);
    this.#latest = [...this.#latest.slice(1 - mostTold), entry];
  }

  /** The last requests, one per line, for the message of a failed test. Without tokens. */
  told(): string {
    return this.#latest
      .map(({ at, method, path, status, from }) => `${new Date(at).toISOString()} ${method} ${path} ${status} ${from}`)
      .join('\n');
  }

  all(): LoggedRequest[] {
    return [...this.#entries];
  }

  matching(match: RequestMatch): LoggedRequest[] {
    return this.#entries.filter(
      (entry) =>
        (match.method === undefined || match.method.toUpperCase() === entry.method) &&
        (match.path === undefined || pathMatches(match.path, entry.path, this.#basePath)) &&
        (match.from === undefined || match.from === entry.from),
    );
  }

  clear(): void {
    this.#entries = [];
  }
}

/**
 * The sender of a request, by the headers that browsers add. Extension GETs have neither Origin nor Referer, their
 * POSTs have the extension's Origin (measured: facts/request-origin). Sec-Fetch headers are missing on plain http to a
 * host name. So a browser is recognised by its Accept-Language, which Node's fetch sends only as `*`.
 */
export function senderOf(headers: Record<string, string>, appPath: string): LoggedRequest['from'] {
  const origin = headers.origin ?? '';
  if (/^(?:chrome|moz)-extension:/.test(origin)) return 'extension';
  const language = headers['accept-language'];
  if (headers['sec-fetch-site'] === undefined && (language === undefined || language === '*')) return 'node';
  const site = headers['sec-fetch-site'] ?? 'none';
  const bare = headers.origin === undefined && headers.referer === undefined;
  const isDocument = headers['sec-fetch-dest'] === 'document' || headers['upgrade-insecure-requests'] !== undefined;
  if (bare && !isDocument && /^\/api(?:\/|$)/i.test(appPath) && (site === 'none' || site === 'same-origin')) {
    return 'extension';
  }
  return 'page';
}
