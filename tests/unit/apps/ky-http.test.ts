import { expect, it } from 'vitest';
import { z } from 'zod';
import type { Classify, RequestOptions } from '@/lib/apps/http';
import { createHttp, type HttpOptions } from '@/lib/apps/ky-http';
import { TandemError } from '@/lib/errors';
import { challenges, gatewayRefusals } from '@/tests/apps/kit';

const address = { origin: 'https://apps.test', basePath: '/chat/' };
const token = 'header.payload.signature';
const signal = new AbortController().signal;
const json = { 'content-type': 'application/json; charset=utf-8' };
const html = { 'content-type': 'text/html; charset=utf-8' };

function http(answer: (request: Request) => Response | Promise<Response>, more: Partial<HttpOptions> = {}) {
  return createHttp({
    address,
    app: 'librechat',
    credentials: { kind: 'bearer', token },
    cookies: 'include',
    classify: () => null,
    fetch: async (input, init) => answer(new Request(input, init)),
    ...more,
  });
}

const page = (body: string) => new Response(body, { headers: html });
const empty = (status: number, headers: Readonly<Record<string, string>> = {}) => new Response('', { status, headers });
const get = (answer: Response, options: Partial<RequestOptions> = {}, more: Partial<HttpOptions> = {}) =>
  http(() => answer, more).get('api/x?y=1', z.looseObject({ a: z.number() }), { signal, ...options });

/** A client whose requests are kept. */
function noting(more: Partial<HttpOptions> = {}, answer: () => Response = () => Response.json({ a: 1 })) {
  const seen: Request[] = [];
  const client = http((request) => {
    seen.push(request);
    return answer();
  }, more);
  const asked = () => seen.map(({ method, url }) => `${method} ${url.slice('https://apps.test/chat/'.length)}`);
  return { seen, client, asked };
}

const failure = async (call: Promise<unknown>) => {
  const error = await call.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof TandemError)) throw new Error('no TandemError', { cause: error });
  return error;
};

it('when a request is sent, then with bearer and cookies, past cache and redirects', async () => {
  const { seen, client } = noting({}, () => Response.json({ a: 1 }, { headers: { etag: 'W/"1"' } }));
  const answer = await client.get('api/x', z.looseObject({ a: z.number() }), { signal, etag: 'W/"0"' });
  expect(answer).toEqual({ changed: true, value: { a: 1 }, etag: 'W/"1"' });
  const [request] = seen;
  expect(request).toMatchObject({
    url: 'https://apps.test/chat/api/x',
    method: 'GET',
    redirect: 'manual',
    cache: 'no-store',
    credentials: 'include',
  });
  expect(request?.headers.get('authorization')).toBe(`Bearer ${token}`);
  expect(request?.headers.get('if-none-match')).toBe('W/"0"');
  // Else browsers add no-cache to a no-store request, and Express never answers 304.
  expect(request?.headers.get('cache-control')).toBe('max-age=0');
});

it('when there is no bearer and no cookie, then none is sent', async () => {
  const { seen, client } = noting({ credentials: { kind: 'none' }, cookies: 'omit' });
  await client.post('api/x', { b: 2 }, z.unknown(), { signal, etag: 'W/"0"' });
  const [request] = seen;
  expect(request?.credentials).toBe('omit');
  expect([...(request?.headers.keys() ?? [])].sort()).toEqual(['accept', 'content-type']);
  expect(await request?.json()).toEqual({ b: 2 });
});

it('when a form is posted, then it travels as multipart', async () => {
  const { seen, client } = noting();
  const form = new FormData();
  form.append('file', new Blob(['[]'], { type: 'application/json' }), 'a.json');
  await client.post('api/x', form, z.unknown(), { signal });
  expect(seen[0]?.headers.get('content-type')).toMatch(/^multipart\/form-data; boundary=/);
  expect((await seen[0]?.formData())?.get('file')).toMatchObject({ name: 'a.json', type: 'application/json' });
});

it('when something is deleted, then what was read before is asked for anew', async () => {
  const { asked, client } = noting({ share: 'round' });
  await client.get('api/x', z.unknown(), { signal });
  await client.delete('api/x', { a: 1 }, z.unknown(), { signal });
  await client.get('api/x', z.unknown(), { signal });
  expect(asked()).toEqual(['GET api/x', 'DELETE api/x', 'GET api/x']);
});

it('when there is nothing to say, then neither body nor type is sent', async () => {
  const { seen, client } = noting();
  await client.post('api/auth/refresh', undefined, z.unknown(), { signal });
  expect(seen[0]?.headers.get('content-type')).toBeNull();
  expect(await seen[0]?.text()).toBe('');
});

it('when 304 comes, then it means unchanged only if a version was named', async () => {
  expect(await get(new Response(null, { status: 304 }), { etag: 'W/"0"' })).toEqual({ changed: false });
  expect(await failure(get(new Response(null, { status: 304 })))).toMatchObject({ code: 'unexpected-answer' });
});

it.each<[string, Response, object]>([
  ['a page', page('<!doctype html><p>Hi'), { code: 'not-json' }],
  ['a word', page('OK'), { code: 'not-json' }],
  ['no type', new Response('{"a":1}', { headers: { 'content-type': '' } }), { code: 'not-json' }],
  ['half an object', new Response('{"a":', { headers: json }), { code: 'unexpected-answer', fault: 'malformed' }],
  ['nothing', new Response('', { headers: json }), { code: 'unexpected-answer', fault: 'malformed' }],
  ['other fields', Response.json({ a: 'x' }), { code: 'unexpected-answer', fault: 'schema', at: 'a' }],
  [
    'an event stream',
    new Response('data: {}\n\n', { headers: { 'content-type': 'text/event-stream' } }),
    { code: 'stream-error' },
  ],
  ['a login form', page('<html><form><input name="p" type="password"></form>'), { code: 'login-proxy' }],
  ['a redirect', new Response(null, { status: 302, headers: { location: '/login' } }), { code: 'login-proxy' }],
  ['a gateway login', empty(511), { code: 'login-proxy' }],
  ['a basic login', empty(401, { 'www-authenticate': 'Basic realm="x"' }), { code: 'login-proxy' }],
  ['401 in nobody’s words', empty(401), { code: 'login-proxy' }],
  ['403 in nobody’s words', empty(403), { code: 'login-proxy' }],
  ...Object.entries(gatewayRefusals).map(([name, { body, status, headers }]): [string, Response, object] => [
    `a gateway's refusal (${name})`,
    new Response(body, { status, headers }),
    { code: 'login-proxy', details: { params: { origin: 'https://apps.test' } } },
  ]),
  ...Object.entries(challenges).map(([name, { body, status, headers }]): [string, Response, object] => [
    `a check (${name})`,
    new Response(body, { status, headers }),
    { code: 'challenge', details: { params: { origin: 'https://apps.test' } } },
  ]),
  [
    'the app’s own page, whatever it tells',
    page('<!doctype html><title>Captcha club</title><div id="root"></div>'),
    { code: 'not-json' },
  ],
  ['404', empty(404), { code: 'not-found', details: { params: { path: 'api/x' } } }],
  ['429', empty(429, { 'retry-after': '7' }), { code: 'rate-limited', retryAfterMs: 7000 }],
  ['429 without a wish', empty(429), { code: 'rate-limited', retryAfterMs: null }],
  ['503', empty(503, { 'retry-after': '1' }), { code: 'server-error', retryAfterMs: 1000 }],
  [
    '502 with a page',
    new Response('<html>Bad Gateway</html>', { status: 502, headers: html }),
    { code: 'server-error' },
  ],
  ['500', empty(500), { code: 'server-error', details: { params: { status: 500 } } }],
  ['418', empty(418), { code: 'unexpected-answer', fault: 'status' }],
])('when the answer is %s, then it is taken for what it is', async (_name, answer, expected) => {
  expect(await failure(get(answer))).toMatchObject(expected);
});

it('when an answer is a refusal, then the app is asked first what it means', async () => {
  const seen: unknown[] = [];
  const answer = Response.json({ message: 'x' }, { status: 403 });
  const classify: Classify = (refused) => {
    seen.push(refused);
    return null;
  };
  await failure(get(answer, {}, { classify }));
  expect(seen).toEqual([
    {
      method: 'GET',
      path: 'api/x',
      status: 403,
      contentType: 'application/json',
      text: '{"message":"x"}',
      json: { message: 'x' },
    },
  ]);
});

it('when mislabelled JSON or a word is allowed, then it is taken', async () => {
  expect(await get(page('{"a":1}'), { contentType: 'any' })).toMatchObject({ value: { a: 1 } });
  const client = http(() => new Response('OK', { headers: { 'content-type': 'text/plain' } }));
  expect(await client.get('api/x', z.literal('OK'), { signal, contentType: 'any' })).toMatchObject({ value: 'OK' });
});

it('when a body is too large, then the reading stops', async () => {
  const chunk = new Uint8Array(1024 * 1024).fill(32);
  let sent = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      sent += 1;
      controller.enqueue(chunk);
    },
  });
  const error = await failure(get(new Response(endless, { headers: json })));
  expect(error).toMatchObject({ code: 'unexpected-answer', fault: 'too-large' });
  expect(sent).toBeLessThan(30);
});

it('when the caller gave up, then the caller’s own reason is thrown', async () => {
  const abort = new AbortController();
  const client = http(
    (request) =>
      new Promise((_, reject) => request.signal.addEventListener('abort', () => reject(request.signal.reason))),
  );
  const call = client.get('api/x', z.unknown(), { signal: abort.signal });
  const reason = new Error('enough');
  setTimeout(() => abort.abort(reason), 5);
  await expect(call).rejects.toBe(reason);
  await expect(client.get('api/x', z.unknown(), { signal: abort.signal })).rejects.toBe(reason);
});

it('when nothing answered, then the browser’s reason is told, never the token', async () => {
  const asked: string[] = [];
  const broken = { fetch: () => Promise.reject(new TypeError('fetch failed')) };
  const whyFailed = async (url: string) => {
    asked.push(url);
    return 'refused' as const;
  };
  const why = await failure(get(new Response(), {}, { ...broken, whyFailed }));
  expect(why).toMatchObject({ code: 'unreachable', reason: 'refused' });
  expect(asked).toEqual(['https://apps.test/chat/api/x?y=1']);
  const unknown = await failure(get(new Response(), {}, broken));
  expect(unknown).toMatchObject({ code: 'unreachable', reason: 'unknown' });
  expect(unknown.cause).toBeUndefined();
  expect(JSON.stringify(unknown) + unknown.message + unknown.stack).not.toContain(token);
});

it('when a connection breaks off in the middle, then that is told', async () => {
  const broken = new ReadableStream<Uint8Array>({
    start: (controller) => {
      controller.enqueue(new TextEncoder().encode('{"a"'));
      controller.error(new TypeError('terminated'));
    },
  });
  const error = await failure(get(new Response(broken, { headers: json })));
  expect(error).toMatchObject({ code: 'unreachable', reason: 'interrupted' });
});

const counting = (answer?: () => Response) => noting({ share: 'round' }, answer);

it('when a GET is repeated in a round, then its answer serves again', async () => {
  const { asked, client } = counting();
  await client.get('api/x', z.unknown(), { signal, etag: 'W/"0"' });
  const again = await client.get('api/x', z.looseObject({ a: z.number() }), { signal });
  expect(again).toMatchObject({ changed: true, value: { a: 1 } });
  await expect(client.get('api/x', z.string(), { signal })).rejects.toMatchObject({ code: 'unexpected-answer' });
  const reason = new Error('given up');
  await expect(client.get('api/x', z.unknown(), { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  expect(asked()).toEqual(['GET api/x']);
});

it('when a GET in a round has a query, then it is sent each time', async () => {
  const { asked, client } = counting();
  for (let time = 0; time < 2; time++) await client.get('api/x?page=1', z.unknown(), { signal });
  expect(asked()).toEqual(['GET api/x?page=1', 'GET api/x?page=1']);
});

it('when something is posted in a round, then older answers serve no more', async () => {
  const { asked, client } = counting();
  await client.get('api/x', z.unknown(), { signal });
  await client.post('api/y', {}, z.unknown(), { signal, shared: 'stands' });
  await client.get('api/x', z.unknown(), { signal });
  await client.post('api/y', {}, z.unknown(), { signal });
  await client.get('api/x', z.unknown(), { signal });
  expect(asked()).toEqual(['GET api/x', 'POST api/y', 'POST api/y', 'GET api/x']);
});

it('when an answer in a round was 304 or a failure, then the GET is sent again', async () => {
  const answers = [new Response(null, { status: 304 }), empty(503), Response.json({ a: 1 })];
  const { asked, client } = counting(() => answers.shift() ?? Response.error());
  expect(await client.get('api/x', z.unknown(), { signal, etag: 'W/"0"' })).toEqual({ changed: false });
  await failure(client.get('api/x', z.unknown(), { signal }));
  expect(await client.get('api/x', z.unknown(), { signal })).toMatchObject({ value: { a: 1 } });
  expect(asked()).toHaveLength(3);
});
