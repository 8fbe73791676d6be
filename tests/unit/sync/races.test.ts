import { afterEach, expect, it } from 'vitest';
import { type AnythingLlmApp, startAnythingLlm } from '../../apps/anythingllm';
import type { StandIn } from '../../apps/kit';
import { ALEX, BOB, type LibreChatApp, startLibreChat } from '../../apps/librechat';
import { World } from '../kit/world';

const running: StandIn[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((app) => app.stop()));
});
const anythingLlm = async (options: Parameters<typeof startAnythingLlm>[0]): Promise<AnythingLlmApp> => {
  const app = await startAnythingLlm({ sample: 'demo', passwordCostMs: 0, ...options });
  running.push(app);
  return app;
};
const libreChat = async (options: Parameters<typeof startLibreChat>[0] = {}): Promise<LibreChatApp> => {
  const app = await startLibreChat({ sample: 'demo', refreshGapMs: 0, ...options });
  running.push(app);
  return app;
};
/** A LibreChat that is connected and read, by its session cookie alone. */
const signedInAtLibreChat = async () => {
  const app = await libreChat();
  const world = new World();
  world.setCookies(app.signIn(ALEX.email).cookies);
  return { app, world, connection: await world.connect('librechat', app) };
};
const report = (session: 'absent' | 'unknown', path: string) => ({ session, path, ui: null, lastUsed: null });

it('when a person signs out during a reading, then it brings nobody back', async () => {
  const app = await anythingLlm({ mode: 'multi' });
  const world = new World();
  world.page = { open: true, token: app.tokenFor('alice') };
  const connection = await world.connect('anythingllm', app);
  app.log.clear();
  app.faults.add({ path: '/api/system/refresh-user', times: 1, action: { delayMs: 200 } });
  const pull = world.engine.syncOne(connection);
  await expect.poll(() => app.log.matching({ path: '/api/setup-complete' }).length).toBe(1);
  world.page = { open: true, token: null };
  await world.engine.pageReported(app.url, report('absent', '/login'), 7);
  await pull;
  await world.quiet();
  expect(await world.status(connection)).toMatchObject({ session: 'signed-out', identity: null });
  expect((await world.shown()).workspaces).toEqual([]);
  expect([...world.local.items.keys()].filter((key) => key.includes('workspaces'))).toEqual([]);
});

it('when a sign-out is reported after the next sign-in, then nothing goes', async () => {
  const app = await anythingLlm({ mode: 'multi' });
  const world = new World();
  world.page = { open: true, token: app.tokenFor('alice') };
  const connection = await world.connect('anythingllm', app);
  await world.quiet(world.engine.pageReported(app.url, report('absent', '/login'), 7));
  expect((await world.status(connection)).session).toBe('signed-in');
  expect((await world.shown()).workspaces).not.toEqual([]);
});

it('when a person signs out during LibreChat’s reading, then it brings nobody back', async () => {
  const { app, world, connection } = await signedInAtLibreChat();
  app.log.clear();
  app.faults.add({ path: '/api/user', times: 1, action: { delayMs: 200 } });
  const pull = world.engine.syncOne(connection);
  await expect.poll(() => app.log.matching({ path: '/api/config' }).length).toBe(1);
  await world.engine.pageRequested({ method: 'POST', url: `${app.url}api/auth/logout`, status: 200 });
  await pull;
  await world.quiet();
  expect(await world.status(connection)).toMatchObject({ session: 'signed-out', identity: null });
  expect((await world.shown()).conversations).toEqual([]);
});

it('when a person signs out and the disk is full, then everything is hidden', async () => {
  const app = await anythingLlm({ mode: 'multi' });
  const world = new World();
  world.page = { open: true, token: app.tokenFor('alice') };
  await world.connect('anythingllm', app);
  world.local.failure = new Error('quota exceeded');
  world.page = { open: true, token: null };
  await world.engine.pageReported(app.url, report('absent', '/login'), 7);
  expect((await world.shown()).workspaces).toEqual([]);
  expect([...world.local.items.keys()].filter((key) => key.includes('workspaces'))).toEqual([]);
});

it('when many workspaces have threads, then all are read, the longest unread first', async () => {
  const app = await anythingLlm({ mode: 'open', sample: { workspaces: 150 } });
  const world = new World();
  await world.connect('anythingllm', app);
  const slugs = app.state.workspaces.map(({ slug }) => slug);
  for (let round = 0; round < 2; round++) {
    await world.engine.readThreads(slugs);
    world.clockShift += 61_000;
  }
  const asked = new Set(app.log.matching({ path: /\/threads$/ }).map(({ path }) => path));
  expect(asked.size).toBe(150);
}, 20_000);

it('when the server asks for peace or is left, then no more threads are read', async () => {
  const app = await anythingLlm({ mode: 'open', sample: { workspaces: 20 } });
  const world = new World();
  await world.connect('anythingllm', app);
  const slugs = app.state.workspaces.map(({ slug }) => slug);
  app.faults.add({ path: /\/threads$/, action: { retryAfterSeconds: 60 } });
  await world.engine.readThreads(slugs);
  expect(app.log.matching({ path: /\/threads$/ })).toHaveLength(1);
  app.faults.clear();
  app.faults.add({ path: /\/threads$/, action: { delayMs: 50 } });
  app.log.clear();
  world.clockShift += 61_000;
  const reading = world.engine.readThreads(slugs);
  await expect.poll(() => app.log.matching({ path: /\/threads$/ }).length).toBeGreaterThan(0);
  await world.engine.disconnect('anythingllm');
  await reading;
  expect(app.log.matching({ path: /\/threads$/ }).length).toBeLessThan(10);
  expect([...world.local.items.keys()].filter((key) => key.includes('threads'))).toEqual([]);
});

it('when the next person may have an identity provider, then we do not refresh', async () => {
  const app = await libreChat();
  const world = new World();
  const token = app.signIn(ALEX.email).token;
  const connection = await world.connect('librechat', app);
  await world.quiet(world.engine.bearerSeen(`${app.url}api/user`, token));
  expect((await world.status(connection)).bearer).toBe('own');
  await world.engine.pageRequested({ method: 'POST', url: `${app.url}api/auth/logout`, status: 200 });
  expect((await world.status(connection)).bearer).toBeNull();
});

it('when something happens in a page that nobody looks at, then we do not refresh', async () => {
  const { app, world } = await signedInAtLibreChat();
  world.clockShift += 3_600_000;
  app.log.clear();
  const stream = `${app.url}api/agents/chat/stream/abc`;
  await world.quiet(world.engine.pageRequested({ method: 'GET', url: stream, status: 200 }));
  expect(app.log.matching({ path: '/api/auth/refresh' })).toEqual([]);
});

it('when another tab sends another bearer, then a good opaque one is kept', async () => {
  const app = await libreChat({ account: 'openid', openidBearer: 'opaque' });
  const world = new World();
  const [first, second] = [app.signIn(ALEX.email), app.signIn(ALEX.email)];
  world.setCookies(first.cookies);
  await world.connect('librechat', app);
  await world.quiet(world.engine.bearerSeen(`${app.url}api/user`, first.token));
  app.log.clear();
  for (const { token } of [second, first, second]) await world.engine.bearerSeen(`${app.url}api/user`, token);
  await world.quiet();
  expect(app.log.all()).toEqual([]);
});

it('when one document settled, then a refresh waits for the others', async () => {
  const { app, world } = await signedInAtLibreChat();
  world.clockShift += 3_600_000;
  app.log.clear();
  await world.engine.pages.documentStarted(app.url, 1);
  await world.engine.pages.documentStarted(app.url, 2);
  await world.engine.pages.documentSettled(app.url, 2);
  await world.look(6_000);
  expect(app.log.matching({ path: '/api/auth/refresh' })).toEqual([]);
  await world.engine.pages.documentSettled(app.url, 1);
  await world.look(6_000);
  expect(app.log.matching({ path: '/api/auth/refresh' })).toHaveLength(1);
});

it('when another tab started later, then each page is rescued by its own start', async () => {
  const { app, world, connection } = await signedInAtLibreChat();
  await world.look(3_600_000);
  await world.engine.pages.documentStarted(app.url, 1);
  world.clockShift += 3_000;
  await world.engine.pages.documentStarted(app.url, 2);
  await world.engine.pages.pageRefreshRefused(`${app.url}api/auth/refresh`, 1);
  expect(world.rescued).toMatchObject([{ tabId: 1 }]);
  expect(await world.status(connection)).toMatchObject({ session: 'signed-in' });
});

it('when a session ended after our refresh, then it is not brought back', async () => {
  const { app, world } = await signedInAtLibreChat();
  world.clockShift += 5_000;
  await world.engine.pages.documentStarted(app.url, 1);
  await world.engine.pages.pageRefreshRefused(`${app.url}api/auth/refresh`, 1);
  expect(world.rescued).toEqual([]);
});

it('when a page’s refresh crossed ours, then it is rescued though long open', async () => {
  const { app, world, connection } = await signedInAtLibreChat();
  await world.engine.pages.documentStarted(app.url, 1);
  world.clockShift += 3_600_000;
  await world.engine.syncOne(connection);
  await world.engine.pages.pageRefreshRefused(`${app.url}api/auth/refresh`, 1);
  expect(world.rescued).toHaveLength(1);
});

it('when somebody signs in during the verdict “signed out”, then they are kept', async () => {
  const app = await libreChat();
  const world = new World();
  const connection = await world.connect('librechat', app);
  const { token } = app.signIn(BOB.email);
  app.faults.add({ path: '/api/auth/refresh', times: 1, action: { delayMs: 200 } });
  app.log.clear();
  const pull = world.engine.syncOne(connection);
  await expect.poll(() => app.log.matching({ path: '/api/config' }).length).toBe(1);
  await new Promise((resolve) => setTimeout(resolve, 50));
  await world.engine.bearerSeen(`${app.url}api/user`, token);
  await pull;
  await world.quiet();
  expect((await world.status(connection)).session).toBe('signed-in');
});

it('when a person is away from the browser’s start on, then nothing is polled', async () => {
  const app = await anythingLlm({ mode: 'open' });
  const world = new World();
  await world.connect('anythingllm', app);
  world.restartBrowser();
  for (let quarter = 0; quarter < 8; quarter++) {
    if (quarter === 5) app.log.clear();
    await world.quiet(world.engine.idle());
    world.clockShift += 15 * 60_000;
  }
  expect(app.log.all()).toEqual([]);
});

it('when a platform asked for peace, then it has it, however busy its pages are', async () => {
  const app = await anythingLlm({ mode: 'platform' });
  const world = new World();
  app.state.sessions.set('a-session', app.state.users[0]?.id ?? 0);
  world.cookies.set('platform_session', 'a-session');
  await world.connect('anythingllm', app);
  world.cookies.clear();
  await world.engine.sync();
  app.faults.add({ path: /^\/api\//, action: { retryAfterSeconds: 120 } });
  const requested = () => world.engine.pageRequested({ method: 'GET', url: `${app.url}api/workspaces`, status: 200 });
  await requested();
  await world.quiet();
  app.log.clear();
  for (let count = 0; count < 10; count++) await requested();
  await world.quiet();
  expect(app.log.all()).toEqual([]);
});
