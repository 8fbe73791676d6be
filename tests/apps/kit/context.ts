import type { ServerResponse } from 'node:http';
import { etagOf, matchesEtag } from './etag';
import type { LoggedRequest } from './request-log';

export interface JsonOptions {
  /** Default `application/json; charset=utf-8`. */
  contentType?: string;
}

export interface CookieOptions {
  path?: string;
  httpOnly?: boolean;
  sameSite?: 'Strict' | 'Lax' | 'None';
  expires?: Date;
}

/** A server-sent event stream. Writes after the client has gone are dropped. */
export interface SseStream {
  /** One `data:` frame (objects as JSON), with an `event:` line when named. */
  event(data: unknown, name?: string): void;
  /** Text as it is. */
  raw(text: string): void;
  end(): void;
  /** Fires when the client goes away or the app goes down. */
  readonly signal: AbortSignal;
}

interface Exchange {
  log: LoggedRequest;
  /** Below the base path. */
  path: string;
  basePath: string;
  rawBody: string;
  response: ServerResponse;
}

function cookiesOf(header: string | undefined): Record<string, string> {
  const cookies: Record<string, string> = {};
  for (const pair of (header ?? '').split(';')) {
    const at = pair.indexOf('=');
    if (at > 0) cookies[pair.slice(0, at).trim()] = pair.slice(at + 1).trim();
  }
  return cookies;
}

/** One request and its answer. Exactly one of the answering methods must be called. */
export class Ctx {
  readonly method: string;
  /** Below the base path, not decoded. */
  readonly path: string;
  /** `''` at the root, else like `/sub`. */
  readonly basePath: string;
  readonly query: URLSearchParams;
  readonly headers: Record<string, string>;
  readonly cookies: Record<string, string>;
  readonly rawBody: string;
  readonly log: LoggedRequest;
  params: Record<string, string> = {};
  /** Set by the `cut: 'mid-body'` fault. */
  cutMidBody = false;
  readonly #response: ServerResponse;

  constructor(exchange: Exchange) {
    this.log = exchange.log;
    this.method = exchange.log.method;
    this.path = exchange.path;
    this.basePath = exchange.basePath;
    this.query = new URLSearchParams(exchange.log.query);
    this.headers = exchange.log.headers;
    this.cookies = cookiesOf(this.headers.cookie);
    this.rawBody = exchange.rawBody;
    this.#response = exchange.response;
  }

  get answered(): boolean {
    return this.#response.headersSent || this.#response.destroyed;
  }

  /** The body read as JSON whatever its declared type; undefined when it is empty or not JSON. */
  body(): unknown {
    try {
      return JSON.parse(this.rawBody);
    } catch {
      return undefined;
    }
  }

  setHeader(name: string, value: string): void {
    this.#response.setHeader(name, value);
  }

  /** Adds a Set-Cookie header; cookies set earlier stay. */
  setCookie(name: string, value: string, options: CookieOptions = {}): void {
    const parts = [`${name}=${value}`];
    parts.push(`Path=${options.path ?? '/'}`);
    if (options.expires) parts.push(`Expires=${options.expires.toUTCString()}`);
    if (options.httpOnly) parts.push('HttpOnly');
    if (options.sameSite) parts.push(`SameSite=${options.sameSite}`);
    this.#response.appendHeader('Set-Cookie', parts.join('; '));
  }

  json(status: number, value: unknown, options: JsonOptions = {}): void {
    this.#send(status, Buffer.from(JSON.stringify(value)), options.contentType ?? 'application/json; charset=utf-8');
  }

  text(status: number, text: string, contentType = 'text/plain; charset=utf-8'): void {
    this.#send(status, Buffer.from(text), contentType);
  }

  html(status: number, html: string): void {
    this.#send(status, Buffer.from(html), 'text/html; charset=utf-8');
  }

  /** Bytes with a type; a given tag replaces the computed one. */
  bytes(status: number, body: Buffer, options: { contentType: string; etag?: string }): void {
    if (options.etag !== undefined) this.setHeader('ETag', options.etag);
    this.#send(status, body, options.contentType);
  }

  /** No body, no type, no tag. */
  empty(status: number): void {
    this.#response.statusCode = status;
    if (status !== 204 && status !== 304) this.setHeader('Content-Length', '0');
    this.#finish(Buffer.alloc(0));
  }

  /** A body without a Content-Type and without a tag, like a bare `response.write`. */
  untyped(status: number, text: string): void {
    this.#response.statusCode = status;
    this.#finish(Buffer.from(text));
  }

  /** `location` is sent unchanged: give a path, never the listening address. */
  redirect(location: string, status = 302): void {
    this.setHeader('Location', location);
    this.#send(status, Buffer.from(`Found. Redirecting to ${location}`), 'text/plain; charset=utf-8');
  }

  sse(headers: Record<string, string> = {}): SseStream {
    const response = this.#response;
    const gone = new AbortController();
    response.on('close', () => gone.abort());
    const head = { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache', Connection: 'keep-alive' };
    response.writeHead(200, { ...head, ...headers });
    response.flushHeaders();
    this.log.status = 200;
    const raw = (text: string) => {
      if (gone.signal.aborted || response.destroyed) return;
      this.log.bytes += Buffer.byteLength(text);
      response.write(text);
    };
    return {
      raw,
      signal: gone.signal,
      event: (data, name) => {
        const line = typeof data === 'string' ? data : JSON.stringify(data);
        raw(`${name === undefined ? '' : `event: ${name}\n`}data: ${line}\n\n`);
      },
      end: () => response.end(),
    };
  }

  /** Closes the connection without an answer. */
  destroy(): void {
    this.#response.destroy();
  }

  #send(status: number, body: Buffer, contentType: string): void {
    const response = this.#response;
    const etag = response.getHeader('ETag')?.toString() ?? etagOf(body);
    response.setHeader('ETag', etag);
    const conditional = (this.method === 'GET' || this.method === 'HEAD') && status >= 200 && status < 300;
    if (conditional && matchesEtag(this.headers, etag)) {
      response.statusCode = 304;
      this.#finish(Buffer.alloc(0));
      return;
    }
    response.statusCode = status;
    response.setHeader('Content-Type', contentType);
    response.setHeader('Content-Length', String(body.length));
    this.#finish(this.method === 'HEAD' ? Buffer.alloc(0) : body);
  }

  #finish(body: Buffer): void {
    this.log.status = this.#response.statusCode;
    if (!this.cutMidBody) {
      this.log.bytes = body.length;
      this.#response.end(body);
      return;
    }
    const half = body.subarray(0, Math.floor(body.length / 2));
    this.log.bytes = half.length;
    this.#response.write(half, () => this.#response.destroy());
  }
}
