import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { browserFetch, etagOf, Router, type StandIn, startStandIn } from '../apps/kit';

let app: StandIn;

function router(): Router {
  return new Router()
    .get('/api/ping', (ctx) => ctx.json(200, { online: true }))
    .get('/api/things/:id', (ctx) => ctx.json(200, { id: ctx.params.id, q: ctx.query.get('q') }))
    .get('/api/broken', () => {
      throw new Error('a handler that fails');
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

test('when a fault is meant for the extension, then it hits nobody else', async () => {
  app.faults.add({ from: 'extension', action: { status: 500 } });
  expect((await get('/api/ping')).status).toBe(200);
  const headers = { origin: 'chrome-extension://abc' };
  expect((await get('/api/ping', headers)).status).toBe(500);
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
