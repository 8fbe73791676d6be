import { expect, it } from 'vitest';
import { ALEX, BOB } from '../../apps/librechat';
import { anythingLlm, hour, libreChat } from './kit';

it('when a person signs out during a reading, then it brings nobody back', async () => {
  const { app, world, connection, status, names, signOut, stored, requests } = await anythingLlm(
    { mode: 'multi' },
    'alice',
  );
  app.log.clear();
  app.faults.add({ path: '/api/system/refresh-user', times: 1, action: { delayMs: 200 } });
  const pull = world.engine.syncOne(connection);
  await expect.poll(() => requests('/api/setup-complete').length).toBe(1);
  await signOut();
  await pull;
  await world.quiet();
  expect(await status()).toMatchObject({ session: 'signed-out', identity: null });
  expect(await names()).toEqual([]);
  expect(stored('workspaces')).toEqual([]);
});

it('when a sign-out is reported after the next sign-in, then nothing goes', async () => {
  const { app, world, status, names } = await anythingLlm({ mode: 'multi' }, 'alice');
  const report = { session: 'absent', path: '/login', ui: null, lastUsed: null } as const;
  await world.quiet(world.engine.pageReported(app.url, report, 7));
  expect((await status()).session).toBe('signed-in');
  expect(await names()).not.toEqual([]);
});

it('when a person signs out and the disk is full, then everything is hidden', async () => {
  const { world, names, signOut, stored } = await anythingLlm({ mode: 'multi' }, 'alice');
  world.local.failure = new Error('quota exceeded');
  await signOut();
  expect(await names()).toEqual([]);
  expect(stored('workspaces')).toEqual([]);
});

it('when many workspaces have threads, then all are read, the longest unread first', async () => {
  const { app, world, requests } = await anythingLlm({ sample: { workspaces: 150 } });
  const slugs = app.state.workspaces.map(({ slug }) => slug);
  for (let round = 0; round < 2; round++) {
    await world.engine.readThreads(slugs);
    world.clockShift += 61_000;
  }
  expect(new Set(requests(/\/threads$/).map(({ path }) => path)).size).toBe(150);
});

it('when the server asks for peace or is left, then no more threads are read', async () => {
  const { app, world, requests, stored } = await anythingLlm({ sample: { workspaces: 20 } });
  const slugs = app.state.workspaces.map(({ slug }) => slug);
  app.faults.add({ path: /\/threads$/, action: { retryAfterSeconds: 60 } });
  await world.engine.readThreads(slugs);
  expect(requests(/\/threads$/)).toHaveLength(1);
  app.faults.clear();
  app.faults.add({ path: /\/threads$/, action: { delayMs: 50 } });
  app.log.clear();
  world.clockShift += 61_000;
  const reading = world.engine.readThreads(slugs);
  await expect.poll(() => requests(/\/threads$/).length).toBeGreaterThan(0);
  await world.engine.disconnect('anythingllm');
  await reading;
  expect(requests(/\/threads$/).length).toBeLessThan(10);
  expect(stored('threads')).toEqual([]);
});

it('when the next person may have an identity provider, then we do not refresh', async () => {
  const { app, status, sends, asked } = await libreChat({}, 'nobody');
  await sends(app.signIn(ALEX.email).token);
  expect((await status()).bearer).toBe('own');
  await asked('POST', 'api/auth/logout');
  expect((await status()).bearer).toBeNull();
});

it('when another tab sends another bearer, then a good opaque one is kept', async () => {
  const { app, token, sends } = await libreChat({ account: 'openid', openidBearer: 'opaque' });
  const second = app.signIn(ALEX.email).token;
  await sends(token);
  app.log.clear();
  for (const sent of [second, token, second]) await sends(sent);
  expect(app.log.all()).toEqual([]);
});

it('when another tab started later, then each page is rescued by its own start', async () => {
  const { app, world, status } = await libreChat();
  const { pages } = world.engine;
  await world.look(hour);
  await pages.documentStarted(app.url, 1);
  world.clockShift += 3_000;
  await pages.documentStarted(app.url, 2);
  await pages.pageRefreshRefused(`${app.url}api/auth/refresh`, 1);
  expect(world.rescued).toMatchObject([{ tabId: 1 }]);
  expect(await status()).toMatchObject({ session: 'signed-in' });
});

it('when a page’s refresh crossed ours, then it is rescued though long open', async () => {
  const { app, world, connection } = await libreChat();
  await world.engine.pages.documentStarted(app.url, 1);
  world.clockShift += hour;
  await world.engine.syncOne(connection);
  await world.engine.pages.pageRefreshRefused(`${app.url}api/auth/refresh`, 1);
  expect(world.rescued).toHaveLength(1);
});

it('when somebody signs in during the verdict “signed out”, then they are kept', async () => {
  const { app, world, connection, status, requests } = await libreChat({}, 'nobody');
  const { token } = app.signIn(BOB.email);
  app.faults.add({ path: '/api/auth/refresh', times: 1, action: { delayMs: 200 } });
  app.log.clear();
  const pull = world.engine.syncOne(connection);
  await expect.poll(() => requests('/api/config').length).toBe(1);
  await new Promise((resolve) => setTimeout(resolve, 50));
  await world.engine.bearerSeen(`${app.url}api/user`, token);
  await pull;
  await world.quiet();
  expect((await status()).session).toBe('signed-in');
});

it('when a person is away from the browser’s start on, then nothing is polled', async () => {
  const { app, world } = await anythingLlm();
  world.restartBrowser();
  for (let quarter = 0; quarter < 8; quarter++) {
    if (quarter === 5) app.log.clear();
    await world.quiet(world.engine.idle());
    world.clockShift += hour / 4;
  }
  expect(app.log.all()).toEqual([]);
});
