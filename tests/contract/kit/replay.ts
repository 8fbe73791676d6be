import { browserFetch } from '../../apps/kit';
import type { Exchange, JsonRecord, Outcome } from './load-recording';

export interface ReplayOptions {
  /** Replaces the recorded path, for ids that differ. */
  path?: string;
  /** Added to the recorded headers; `undefined` removes one. Recorded tokens are not real: give your own. */
  headers?: Record<string, string | undefined>;
  body?: unknown;
}

/** Sends a recorded request to a stand-in. Redirects are not followed. */
export async function replay(exchange: Exchange, origin: string, options: ReplayOptions = {}): Promise<Outcome> {
  const headers = new Headers(exchange.request.headers);
  for (const [name, value] of Object.entries(options.headers ?? {})) {
    if (value === undefined) headers.delete(name);
    else headers.set(name, value);
  }
  // fetch marks a conditional request as no-cache by itself, and Express then never answers 304.
  if (headers.has('if-none-match')) headers.set('cache-control', 'max-age=0');
  const body = options.body ?? exchange.request.body;
  if (body !== undefined && body !== null && !headers.has('content-type'))
    headers.set('content-type', 'application/json');
  const response = await browserFetch(`${origin}${options.path ?? exchange.request.path}`, {
    method: exchange.request.method,
    headers,
    ...(body === undefined || body === null ? {} : { body: sentBody(body, headers) }),
  });
  const text = await response.text();
  return { status: response.status, headers: Object.fromEntries(response.headers), body: parsed(text) };
}

const textOf = (body: unknown): string => (typeof body === 'string' ? body : JSON.stringify(body));

/** A recorded form has its parts in `multipart`. */
function sentBody(body: unknown, headers: Headers): string {
  const parts = (body as { multipart?: JsonRecord[] }).multipart;
  const boundary = /boundary=(.+)$/.exec(headers.get('content-type') ?? '')?.[1];
  if (!parts || boundary === undefined) return textOf(body);
  const sent = parts.map(({ name, filename, contentType, value }) => {
    const file = filename === undefined ? '' : `; filename="${filename}"\r\nContent-Type: ${contentType}`;
    return `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${file}\r\n\r\n${textOf(value)}\r\n`;
  });
  return `${sent.join('')}--${boundary}--\r\n`;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
