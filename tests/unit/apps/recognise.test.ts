import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { recogniseAnonymously, recogniseConnection } from '@/lib/apps/recognise';
import { movedTo } from '@/lib/apps/redirects';
import type { AppId } from '@/lib/model';
import { startAnythingLlm } from '@/tests/apps/anythingllm';
import { type Challenge, challenges, type GatewayRefusal, gatewayRefusals, type StandIn } from '@/tests/apps/kit';
import { ALEX, startLibreChat } from '@/tests/apps/librechat';
import { addressOf, running, signal, standInFetch } from './kit';

/** A server that is neither app. @returns What a person would type. */
async function other(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** As in a page without permissions: its Origin goes along, and answers without CORS headers are refused. */
const asPage: typeof fetch = async (input, init) => {
  const request = new Request(input, init);
  request.headers.set('origin', 'chrome-extension://abcdefghijklmnopabcdefghijklmnop');
  const response = await standInFetch()(request);
  if (init?.mode === 'no-cors' || response.headers.has('access-control-allow-origin')) return response;
  throw new TypeError('Failed to fetch');
};

/** Anybody may read the answer. */
const cors = { 'access-control-allow-origin': '*' };

/** What something in front may answer. */
const refusals = [...Object.keys(gatewayRefusals), ...Object.keys(challenges)] as (GatewayRefusal | Challenge)[];
const look = (typed: string, expected: AppId) => recogniseAnonymously(typed, expected, signal, asPage);
const typedFor = (server: StandIn) => server.url.replace('http://', '').replace(/\/$/, '');

it.each(['0.8.7', '0.8.2'] as const)('when LibreChat %s has a sub-path, then it is found', async (version) => {
  const server = await running(startLibreChat({ version, basePath: '/sub/', title: 'Acme Chat' }));
  expect(await look(`${typedFor(server)}/c/new`, 'librechat')).toMatchObject({
    kind: 'found',
    contract: 'stock',
    address: { origin: server.origin, basePath: '/sub/' },
    facts: { title: 'Acme Chat', signIn: 'bearer' },
  });
});

it('when addresses were swapped, then the other app is found', async () => {
  const anythingllm = await running(startAnythingLlm());
  const librechat = await running(startLibreChat());
  expect(await look(typedFor(anythingllm), 'librechat')).toMatchObject({ kind: 'found', app: 'anythingllm' });
  expect(await look(typedFor(librechat), 'anythingllm')).toMatchObject({ kind: 'found', app: 'librechat' });
});

it.each([
  ['LibreChat’s, by JSON', 'librechat', () => startLibreChat({ platform: { signedOut: 'json' } })],
  ['LibreChat’s, by redirect', 'librechat', () => startLibreChat({ platform: { signedOut: 'redirect' } })],
  ['AnythingLLM’s', 'anythingllm', () => startAnythingLlm({ mode: 'platform' })],
] as const)('when a platform refuses strangers (%s), then only the permission can tell', async (_how, app, start) => {
  const server = await running<StandIn>(start());
  expect(await look(typedFor(server), app)).toMatchObject({
    kind: 'unreadable',
    address: { origin: server.origin, basePath: '/' },
    problem: { code: 'unreadable' },
  });
});

it('when an address is tried, then for nobody, with what needs no permission', async () => {
  const server = await running(startLibreChat());
  await look(typedFor(server), 'librechat');
  expect(server.log.all().length).toBeGreaterThan(0);
  for (const { authorization, headers, method } of server.log.all()) {
    expect({ authorization, method, cookie: headers.cookie }).toEqual({
      authorization: 'none',
      method: 'GET',
      cookie: undefined,
    });
    expect(headers['if-none-match']).toBeUndefined();
  }
});

it('when nothing or something else answers, then it is said why', async () => {
  const server = await running(startLibreChat());
  await server.stop();
  expect(await look(typedFor(server), 'librechat')).toMatchObject({
    kind: 'failed',
    problem: { code: 'unreachable' },
  });
  expect(await look('ftp://x', 'librechat')).toMatchObject({ address: null, problem: { code: 'not-an-address' } });
  const shop = await other((_request, response) => {
    response.writeHead(200, { ...cors, 'content-type': 'text/html' }).end('<!doctype html><h1>Shop</h1>');
  });
  expect(await look(shop, 'librechat')).toMatchObject({
    problem: { code: 'wrong-app', details: { params: { found: null } } },
  });
  const down = await other((_request, response) => {
    response.writeHead(503, { ...cors, 'retry-after': '5' }).end();
  });
  expect(await look(down, 'anythingllm')).toMatchObject({ problem: { code: 'server-error', retryAfterMs: 5000 } });
});

it.each(refusals)('when a stranger is turned away (%s), then only the permission can tell', async (refusal) => {
  for (const [app, server] of [
    ['librechat', await running(startLibreChat())],
    ['anythingllm', await running(startAnythingLlm())],
  ] as const) {
    server.gateway.stand(refusal);
    const found = await recogniseAnonymously(typedFor(server), app, signal, standInFetch());
    expect(found).toMatchObject({ kind: 'unreadable', address: { origin: server.origin } });
  }
});

it('when LibreChat is older than 0.8.2, then it is said to be too old', async () => {
  const config = { appTitle: 'Old', serverDomain: 'http://x', emailLoginEnabled: true, socialLogins: [] };
  const typed = await other((request, response) => {
    const isConfig = request.url === '/api/config';
    response.writeHead(200, { ...cors, 'content-type': isConfig ? 'application/json' : 'text/html' });
    response.end(isConfig ? JSON.stringify(config) : '<!doctype html><div id="root"></div>');
  });
  expect(await look(typed, 'librechat')).toMatchObject({ kind: 'failed', problem: { code: 'too-old' } });
});

it('when the signal aborts, then the search stops', async () => {
  const server = await running(startLibreChat());
  server.faults.add({ action: { hang: true } });
  const abort = new AbortController();
  const looking = recogniseAnonymously(typedFor(server), 'librechat', abort.signal, asPage);
  setTimeout(() => abort.abort(new Error('typed on')), 30);
  await expect(looking).rejects.toThrow('typed on');
});

const asked = (app: AppId, server: StandIn, cookie = '') =>
  recogniseConnection(app, addressOf(server), undefined, { fetch: standInFetch(cookie) });

it('when the desktop app is found, then it is known to have no pages', async () => {
  const server = await running(startAnythingLlm({ desktop: true }));
  const seen = await look(`${typedFor(server)}/workspace/a`, 'anythingllm');
  expect(seen).toMatchObject({ kind: 'found', address: { basePath: '/' }, facts: { hasPages: false } });
  expect((await asked('anythingllm', server)).chosen.hasPages).toBe(false);
  const withPages = await asked('anythingllm', await running(startAnythingLlm()));
  expect(withPages.chosen.hasPages).toBeUndefined();
});

it('when an app is found, then it makes a connection with its facts', async () => {
  const server = await running(startLibreChat({ title: 'Acme Chat' }));
  const { chosen, facts } = await asked('librechat', server);
  expect(chosen).toEqual({
    ...addressOf(server),
    app: 'librechat',
    contract: 'stock',
    title: 'Acme Chat',
    openIdLogin: false,
  });
  expect(facts.mode).toBe('accounts');
});

it.each(['json', 'redirect'] as const)('when a platform tells who it is, then it is found (%s)', async (signedOut) => {
  const librechat = await running(startLibreChat({ platform: { signedOut } }));
  const { cookieHeader } = librechat.signIn(ALEX.email);
  const { chosen, facts } = await asked('librechat', librechat, cookieHeader);
  expect(chosen.contract).toBe('platform');
  expect(facts.signIn).toBe('cookies');
  await expect(asked('anythingllm', librechat, cookieHeader)).rejects.toMatchObject({
    code: 'wrong-app',
    details: { params: { found: 'librechat' } },
  });
  await expect(asked('librechat', librechat)).rejects.toMatchObject({ code: 'login-proxy' });
});

describe.each(['librechat', 'anythingllm'] as const)('before %s', (app) => {
  const start = () => running<StandIn>(app === 'librechat' ? startLibreChat() : startAnythingLlm({ mode: 'multi' }));

  it.each(refusals)('when a gateway refuses (%s), then that is told, and no contract', async (refusal) => {
    const server = await start();
    server.gateway.stand(refusal);
    await expect(asked(app, server)).rejects.toMatchObject({
      code: refusal in challenges ? 'challenge' : 'login-proxy',
      details: { params: { origin: server.origin } },
    });
    const { name, value } = server.gateway.signIn();
    expect((await asked(app, server, `${name}=${value}`)).chosen.contract).toBe('stock');
  });

  it('when a gateway lets the public parts pass, then the contract is stock', async () => {
    const server = await start();
    server.gateway.stand('json {}', /^\/api\/(?:config|ping|setup-complete)$/);
    expect((await asked(app, server)).chosen.contract).toBe('stock');
  });
});

it('when a connected app is asked again, then no shorter address is taken', async () => {
  const server = await running(startLibreChat());
  const address = { ...addressOf(server), basePath: '/chat/' };
  await expect(recogniseConnection('librechat', address, {}, { fetch: standInFetch() })).rejects.toMatchObject({
    code: 'wrong-app',
  });
});

it('when an app is recognised, then nobody’s session is refreshed', async () => {
  const server = await running(startLibreChat());
  const { cookieHeader } = server.signIn(ALEX.email);
  await asked('librechat', server, cookieHeader);
  expect(server.log.all().filter(({ method }) => method !== 'GET')).toEqual([]);
});

it('when the other app or nothing answers, then it is said why', async () => {
  const server = await running(startAnythingLlm());
  await expect(asked('librechat', server)).rejects.toMatchObject({
    code: 'wrong-app',
    details: { params: { found: 'anythingllm' } },
  });
  await server.stop();
  await expect(
    recogniseConnection(
      'anythingllm',
      addressOf(server),
      { whyFailed: async () => 'refused' },
      { fetch: standInFetch() },
    ),
  ).rejects.toMatchObject({ code: 'unreachable', reason: 'refused' });
});

const moving = { origin: 'http://nas.example', basePath: '/chat/' };
it.each<[what: string, target: string, base: string | null]>([
  ['another host', 'https://www.nas.example/chat/api/config', 'https://www.nas.example/chat/'],
  ['https', 'https://nas.example/chat/api/config', 'https://nas.example/chat/'],
  ['another base', 'http://nas.example/new/api/config?x=1', 'http://nas.example/new/'],
  ['the front page of another host', 'https://chat.example/', 'https://chat.example/'],
  ['a login page of the same host', 'http://nas.example/login?rd=%2Fapi%2Fconfig', null],
  ['a login page elsewhere', 'https://auth.example/?rd=https%3A%2F%2Fnas.example%2Fchat%2Fapi%2Fconfig', null],
  ['oauth2-proxy', 'https://nas.example/oauth2/start?rd=/chat/api/config', null],
  ['itself', 'http://nas.example/chat/api/config', null],
  ['no web address', 'about:blank', null],
])('when an address leads to %s, then a move is told from a login page', (_what, target, base) => {
  expect(movedTo(moving, 'api/config', target)).toBe(base);
});

it('when a granted host sends everything on, then the error names the place', async () => {
  const moved = await other((request, response) =>
    response.writeHead(301, { location: `https://chat.example${request.url}` }).end(),
  );
  const address = { origin: `http://${moved}`, basePath: '/c/' };
  const whereTo = async (url: string) => `https://chat.example${new URL(url).pathname}`;
  const refused = recogniseConnection('librechat', address, { whereTo }, { fetch: standInFetch() });
  await expect(refused).rejects.toMatchObject({
    details: { code: 'moved', params: { leadsTo: 'https://chat.example/c/' } },
  });
  const unknown = recogniseConnection('librechat', address, { whereTo: async () => null }, { fetch: standInFetch() });
  await expect(unknown).rejects.toMatchObject({ code: 'login-proxy' });
});

it('when both servers can be read by everybody, then a move is told while typing', async () => {
  const moved = await other((request, response) =>
    response.writeHead(301, { ...cors, location: `http://${there}${request.url}` }).end(),
  );
  const there = await other((_request, response) => response.writeHead(200, cors).end());
  const seen = await look(moved, 'librechat');
  const details = { code: 'moved', params: { leadsTo: `http://${there}/` } };
  expect(seen).toMatchObject({ kind: 'failed', problem: { details } });
});
