import { expect, it } from 'vitest';
import { asideName, records } from '@/lib/store';
import { nextSecond } from '../kit/world';
import { anythingLlm, hour } from './kit';

const report = { session: 'present', path: '/', ui: null, lastUsed: null } as const;

it('when AnythingLLM is open, then everything is shown without a sign-in', async () => {
  const { app, world, status, names } = await anythingLlm();
  expect(await status()).toMatchObject({ session: 'not-needed', identity: 'single', problem: null });
  expect(await names()).toEqual(app.state.workspaces.map(({ name }) => name).sort());
  const { apps } = await world.shown();
  expect(apps.anythingllm.user).toMatchObject({ mode: 'open', settingsReach: 'mine' });
  expect(apps.anythingllm.llm?.places[0]).toMatchObject({ place: 'system-default' });
});

it('when a page of the app changes something, then it is read at once', async () => {
  const { first, asked, names } = await anythingLlm();
  first.name = 'Renamed in its own page';
  await asked('POST', `api/workspace/${first.slug}/update`);
  expect(await names()).toContain('Renamed in its own page');
});

it('when threads are asked for, then they are read once a minute and followed', async () => {
  const { app, world, asked, requests } = await anythingLlm();
  const thread = app.state.threads[0];
  const workspace = app.state.workspaces.find(({ id }) => id === thread?.workspace_id);
  if (!thread || !workspace) throw new Error('the sample has no thread');
  const threads = async () => (await world.shown()).threads[workspace.slug]?.map(({ name }) => name);
  expect(await threads()).toBeUndefined();
  app.log.clear();
  await world.engine.readThreads([workspace.slug]);
  await world.engine.readThreads([workspace.slug]);
  expect(requests(`/api/workspace/${workspace.slug}/threads`)).toHaveLength(1);
  expect(await threads()).toContain(thread.name);
  thread.name = 'Renamed thread';
  await asked('POST', `api/workspace/${workspace.slug}/thread/${thread.slug}/update`);
  expect(await threads()).toContain('Renamed thread');
});

it('when a page is open in password mode, then its bearer is learned, not stored', async () => {
  const { world, status } = await anythingLlm({ mode: 'password' });
  expect(await status()).toMatchObject({ session: 'signed-in', identity: 'single' });
  const { token } = world.page as { token: string };
  expect(JSON.stringify([...world.local.items])).not.toContain(token);
});

it('when no page was opened in password mode, then the app is unseen until then', async () => {
  const { app, status, sends, names } = await anythingLlm({ mode: 'password' }, null);
  expect((await status()).session).toBe('unseen');
  await sends(app.tokenFor());
  expect((await status()).session).toBe('signed-in');
  expect(await names()).not.toEqual([]);
});

it('when the browser restarts, then password mode sleeps until a page is open', async () => {
  const { app, world, status, names } = await anythingLlm({ mode: 'password' });
  const before = await names();
  world.restartBrowser();
  await world.look();
  expect((await status()).session).toBe('asleep');
  expect(await names()).toEqual(before);
  world.page = { open: true, token: app.tokenFor() };
  await world.quiet(world.engine.pageReported(app.url, report, 7));
  expect((await status()).session).toBe('signed-in');
});

it('when a document reported before, then its token is not read again', async () => {
  const { app, world } = await anythingLlm({ mode: 'password' });
  const { page } = world;
  let reads = 0;
  Object.defineProperty(world, 'page', {
    get: () => {
      reads += 1;
      return page;
    },
  });
  await world.engine.pageReported(app.url, report, 7);
  await world.engine.pageReported(app.url, report, 7);
  expect(reads).toBe(1);
  await world.engine.pages.documentStarted(app.url, 7);
  await world.engine.pageReported(app.url, report, 7);
  expect(reads).toBe(2);
  world.session.items.clear();
  await world.engine.pageReported(app.url, report, 7);
  expect(reads).toBe(3);
});

it('when the token has run out, then no threads are asked for with it', async () => {
  const { app, world } = await anythingLlm({ mode: 'password' });
  world.page = { open: false };
  world.clockShift += 400 * 24 * hour;
  app.log.clear();
  await world.engine.readThreads(app.state.workspaces.map(({ slug }) => slug));
  expect(app.log.all()).toEqual([]);
});

it('when a person signs out, then all goes at once and the old token is not used', async () => {
  const { app, world, status, names, sends, signOut, stored } = await anythingLlm({ mode: 'multi' }, 'alice');
  const token = app.tokenFor('alice');
  await world.engine.bearerSeen(`${app.url}api/workspaces`, token);
  await signOut();
  expect(await status()).toMatchObject({ session: 'signed-out', identity: null });
  expect(await names()).toEqual([]);
  expect(stored('p1:workspaces')).toEqual([]);
  await sends(token);
  expect((await status()).session).toBe('signed-out');
});

it('when the next person signs in, then nothing of the former one is shown', async () => {
  const { app, world, names, stored } = await anythingLlm({ mode: 'multi' }, 'alice');
  const mine = await names();
  await nextSecond();
  await world.engine.bearerSeen(`${app.url}api/workspaces`, app.tokenFor('dana'));
  expect(await names()).toEqual([]);
  await world.quiet();
  const { user } = (await world.shown()).apps.anythingllm;
  expect(user).toMatchObject({ username: 'dana', role: 'default', settingsReach: 'read-only' });
  expect(mine.length).toBeGreaterThan((await names()).length);
  expect(stored('p1:workspaces')).toHaveLength(1);
});

it('when a copy is to be kept after the sign-out, then it is kept but not shown', async () => {
  const { world, names, signOut, stored } = await anythingLlm({ mode: 'multi' }, 'alice');
  await world.engine.updatePreferences((present) => ({ ...present, keepCopyAfterSignOut: true }));
  await signOut();
  expect(await names()).toEqual([]);
  expect(stored('p1:workspaces')).toHaveLength(1);
});

it('when the app is down, then that is told, the copy stays, and waits grow', async () => {
  const { app, world, status, names } = await anythingLlm();
  await app.down();
  await world.look(60_000);
  expect((await status()).problem).toMatchObject({ code: 'unreachable', transient: true });
  expect(await names()).not.toEqual([]);
  await app.up();
  await world.look();
  expect((await status()).problem?.code).toBe('unreachable');
  await world.look(10_000);
  expect((await status()).problem).toBeNull();
});

it.each([
  ['malformed JSON', { malformedJson: true } as const],
  ['a page of a login proxy', { loginPage: 'html' } as const],
  ['a redirect to a login page', { loginPage: 'redirect' } as const],
  ['a cut connection', { cut: 'mid-body' } as const],
  ['an error of the server', { status: 503, body: 'upstream' } as const],
])('when the app answers with %s, then the copy is as it was', async (_what, action) => {
  const { app, world, status } = await anythingLlm();
  const before = await world.shown();
  app.faults.add({ path: /^\/api\//, action });
  await world.engine.sync();
  expect((await status()).problem).not.toBeNull();
  const after = await world.shown();
  expect(after.workspaces).toEqual(before.workspaces);
  expect(after.apps.anythingllm.user).toEqual(before.apps.anythingllm.user);
});

it('when the stored copy is damaged, then it is set aside and read again', async () => {
  const { app, world, connection, names } = await anythingLlm();
  const { name } = records.workspaces(connection.id, 'single');
  world.local.items.set(name, '{"v":1,"rev":7,"da');
  await world.engine.damaged([name]);
  expect(await names()).toHaveLength(app.state.workspaces.length);
  expect(world.local.items.get(asideName(name))).toBe('{"v":1,"rev":7,"da');
  expect((await world.engine.viewStatus()).storageProblem?.code).toBe('record-damaged');
});

it('when the disk is full, then that is told, and the pull goes on once it is not', async () => {
  const { world, first, names } = await anythingLlm();
  first.name = 'Too much';
  world.local.failure = new Error('quota exceeded');
  await world.engine.sync();
  expect((await world.engine.viewStatus()).storageProblem?.code).toBe('storage-full');
  world.local.failure = null;
  await world.engine.sync();
  expect((await world.engine.viewStatus()).storageProblem).toBeNull();
  expect(await names()).toContain('Too much');
});

it('when the permission is lost, then that is told', async () => {
  const { world, status } = await anythingLlm();
  world.granted = false;
  await world.quiet(world.engine.grantsChanged());
  expect(await status()).toMatchObject({ granted: false, problem: { code: 'permission-missing' } });
  world.granted = true;
  await world.quiet(world.engine.grantsChanged());
  expect(await status()).toMatchObject({ granted: true, problem: null });
});

it('when an app is disconnected, then everything of it is forgotten', async () => {
  const { world } = await anythingLlm();
  await world.engine.disconnect('anythingllm');
  expect([...world.local.items.keys()].sort()).toEqual(['p1:connections', 'p1:rev']);
  expect([...world.session.items.keys()]).toEqual([]);
});
