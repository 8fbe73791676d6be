import type { BeforeHook, Ctx } from '../../kit';

/** AnythingLLM's CORS: any Origin is reflected, no credentials, preflights echo the requested headers. */
export const cors: BeforeHook = (ctx) => {
  ctx.setHeader('X-Powered-By', 'Express');
  ctx.setHeader('Vary', 'Origin');
  const { origin } = ctx.headers;
  if (origin !== undefined) ctx.setHeader('Access-Control-Allow-Origin', origin);
  if (ctx.method !== 'OPTIONS') return false;
  ctx.setHeader('Vary', 'Origin, Access-Control-Request-Headers');
  ctx.setHeader('Access-Control-Allow-Methods', 'GET,HEAD,PUT,PATCH,POST,DELETE');
  const wanted = ctx.headers['access-control-request-headers'];
  if (wanted !== undefined) ctx.setHeader('Access-Control-Allow-Headers', wanted);
  ctx.empty(204);
  return true;
};

/** Express's body parser: invalid JSON is refused before any route, with an HTML page. */
export const refuseBrokenJson: BeforeHook = (ctx) => {
  const declared = (ctx.headers['content-type'] ?? '').startsWith('application/json');
  if (!declared || ctx.rawBody === '' || ctx.body() !== undefined) return false;
  ctx.html(
    400,
    '<!DOCTYPE html><html lang="en"><head><title>Error</title></head><body><pre>SyntaxError</pre></body></html>',
  );
  return true;
};

export type Fields = Record<string, unknown>;

/** The body as an object: JSON with any content type, since the web UI sends it as text. */
export function fieldsOf(ctx: Ctx): Fields {
  const body = ctx.body();
  return typeof body === 'object' && body !== null ? (body as Fields) : {};
}

/** Express's answer to an error in a handler. */
export function crash(ctx: Ctx): void {
  ctx.text(500, 'Internal Server Error');
}

/** `sendStatus(200)`. */
export function ok(ctx: Ctx): void {
  ctx.text(200, 'OK');
}
