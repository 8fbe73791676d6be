import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { browserFetch, etagOf, Router, type StandIn, startStandIn } from '../apps/kit';

let app: StandIn;

function router(): Router {
  return new Router()
    .get('/api/ping', (ctx) => ctx.json(200, { online: true }))
    .get('/api/things/:id', (ctx) => ctx.json(200, { id: ctx.params.id, q: ctx.query.get('q') }))
    .post('/api/things', (ctx) => ctx.json(201, {}))
    .get('/api/broken', () => {
      throw new Error('a handler that fails');
    })
    .get('/api/stream', (ctx) => {
      const stream = ctx.sse();
      for (const word of ['one', 'two', 'three']) stream.event({ word });
      stream.end();
    });
}

beforeEach(async () => {
  app = await startStandIn({ router: router() });
});
afterEach(() => app.stop());

const get = (path: string, headers: Record<string, string> = {}) => browserFetch(`${app.origin}${path}`, { headers });

test('when a body is Express’s, then its entity tag is, too', async () => {
  expect((await get('/api/ping')).headers.get('etag')).toBe('W/"f-B1kERzyHyBc6k0FLS2Iul0Ms3E4"');
  expect(etagOf(Buffer.alloc(0))).toBe('W/"0-2jmj7l5rSw0yVb/vlWAYkK/YBwk"');
});

test('when the tag is known, then 304 without a body, unless no-cache is asked', async () => {
  const tag = 'W/"f-B1kERzyHyBc6k0FLS2Iul0Ms3E4"';
  const hit = await get('/api/ping', { 'if-none-match': tag, 'cache-control': 'max-age=0' });
  expect([hit.status, await hit.text(), hit.headers.get('content-type')]).toEqual([304, '', null]);
  expect(app.log.all().at(-1)).toMatchObject({ status: 304, bytes: 0 });
  const fresh = await get('/api/ping', { 'if-none-match': tag, 'cache-control': 'no-cache' });
  expect(fresh.status).toBe(200);
  const other = await get('/api/ping', { 'if-none-match': 'W/"x"', 'cache-control': 'max-age=0' });
  expect(other.status).toBe(200);
});

test('when a path differs in case or a last slash, then it is routed as by Express', async () => {
  expect(await (await get('/API/Things/a%20b/?q=1')).json()).toEqual({ id: 'a b', q: '1' });
  expect((await get('/api/nothing')).status).toBe(404);
});

test('when a handler fails, then it is shown and answered with 500', async () => {
  const shown = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const response = await get('/api/broken');
  expect([response.status, await response.text()]).toEqual([500, 'Internal Server Error']);
  expect(shown).toHaveBeenCalledOnce();
  shown.mockRestore();
});

test('when a stand-in is asked, then its log tells who asked and what was answered', async () => {
  const browser = { 'accept-language': 'en', 'sec-fetch-site': 'none' };
  await get('/api/ping', { ...browser, authorization: 'Bearer abc' });
  await get('/api/ping', { ...browser, origin: 'moz-extension://x', authorization: 'null' });
  await get('/api/ping', { ...browser, referer: `${app.origin}/` });
  await get('/api/ping');
  expect(app.log.all().map(({ from }) => from)).toEqual(['extension', 'extension', 'page', 'node']);
  const [first, second] = app.log.all();
  expect(first).toMatchObject({ authorization: 'bearer', token: 'abc', status: 200, bytes: 15 });
  expect(second).toMatchObject({ authorization: 'other' });
  expect(app.log.matching({ method: 'get', path: /ping$/, from: 'node' })).toHaveLength(1);
  app.log.clear();
  expect(app.log.all()).toEqual([]);
});

test('when a status is a fault, then it hits as often as asked, where it matches', async () => {
  app.faults.add({ path: /^\/api\/ping/, times: 2, action: { status: 503, body: 'busy' } });
  const answers = [];
  for (const path of ['/api/ping', '/api/things/1', '/api/ping', '/api/ping']) answers.push((await get(path)).status);
  expect(answers).toEqual([503, 200, 503, 200]);
});

test('when faults are removed, one by one or all, then answers are as before', async () => {
  const remove = app.faults.add({ action: { status: 500 } });
  app.faults.add({ method: 'POST', action: { status: 502 } });
  expect((await get('/api/ping')).status).toBe(500);
  remove();
  expect((await get('/api/ping')).status).toBe(200);
  expect((await browserFetch(`${app.origin}/api/things`, { method: 'POST' })).status).toBe(502);
  app.faults.clear();
  expect((await browserFetch(`${app.origin}/api/things`, { method: 'POST' })).status).toBe(201);
});

test('when a delay is a fault, then the answer comes after it', async () => {
  app.faults.add({ action: { delayMs: 80 } });
  const before = performance.now();
  expect((await get('/api/ping')).status).toBe(200);
  expect(performance.now() - before).toBeGreaterThanOrEqual(75);
});

test('when a hang is a fault, then no answer comes', async () => {
  app.faults.add({ action: { hang: true } });
  const patience = new AbortController();
  const { signal } = patience;
  const refused = expect(browserFetch(`${app.origin}/api/ping`, { signal })).rejects.toThrow();
  await expect.poll(() => app.log.all().length).toBe(1);
  await new Promise((resolve) => setTimeout(resolve, 100));
  patience.abort();
  await refused;
  expect(app.log.all()).toMatchObject([{ status: 0 }]);
});

test('when a cut is a fault, then it cuts before headers, in bodies and streams', async () => {
  app.faults.add({ times: 1, action: { cut: 'before-headers' } });
  await expect(get('/api/ping')).rejects.toThrow();
  app.faults.add({ action: { cut: 'mid-body' } });
  const half = await get('/api/ping');
  expect(half.status).toBe(200);
  await expect(half.text()).rejects.toThrow();
  const stream = await get('/api/stream');
  await expect(stream.text()).rejects.toThrow();
});

test('when JSON, login or limit is a fault, then the answer is as of such a one', async () => {
  app.faults.add({ times: 1, action: { malformedJson: true } });
  const malformed = await get('/api/ping');
  expect(malformed.headers.get('content-type')).toContain('application/json');
  await expect(malformed.json()).rejects.toThrow(SyntaxError);
  app.faults.add({ times: 1, action: { loginPage: 'html' } });
  expect(await (await get('/api/ping')).text()).toContain('<form');
  app.faults.add({ path: '/api/ping', times: 1, action: { loginPage: 'redirect' } });
  const redirect = await get('/api/ping');
  expect(redirect.status).toBe(302);
  const login = await get(redirect.headers.get('location') ?? '');
  expect([login.status, login.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  app.faults.add({ times: 1, action: { retryAfterSeconds: 7 } });
  const limited = await get('/api/ping');
  expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '7']);
});

test('when a fault is meant for the extension, then it hits nobody else', async () => {
  app.faults.add({ from: 'extension', action: { status: 500 } });
  expect((await get('/api/ping')).status).toBe(200);
  const headers = { origin: 'chrome-extension://abc' };
  expect((await get('/api/ping', headers)).status).toBe(500);
});

test('when a stand-in was down, then it comes back on its port with its log', async () => {
  const { port } = app;
  await get('/api/ping');
  await app.down();
  await expect(get('/api/ping')).rejects.toThrow();
  await app.down();
  await app.up();
  expect(app.port).toBe(port);
  expect((await get('/api/ping')).status).toBe(200);
  expect(app.log.all()).toHaveLength(2);
});

test('when it goes down during an answer, then that one is dropped in silence', async () => {
  app.faults.add({ times: 1, action: { delayMs: 60 } });
  const pending = get('/api/ping');
  const failed = expect(pending).rejects.toThrow();
  await expect.poll(() => app.log.all().length).toBe(1);
  await app.down();
  await failed;
  await new Promise((resolve) => setTimeout(resolve, 90));
  await app.up();
  expect((await get('/api/ping')).status).toBe(200);
});

test('when it goes down, then an open stream ends', async () => {
  await app.stop();
  const open = new Router().get('/stream', (ctx) => ctx.sse().event('first'));
  app = await startStandIn({ router: open });
  const response = await get('/stream');
  const reader = response.body?.getReader();
  await reader?.read();
  await app.down();
  await expect(reader?.read()).rejects.toThrow();
});
