import { afterEach, describe, expect, it } from 'vitest';
import { asideName, records } from '@/lib/store';
import { type AnythingLlmApp, type AnythingLlmOptions, startAnythingLlm } from '../../apps/anythingllm';
import { World } from '../kit/world';

let app: AnythingLlmApp;
afterEach(() => app.stop());

const start = async (options: AnythingLlmOptions) => {
  app = await startAnythingLlm({ sample: 'demo', passwordCostMs: 0, ...options });
  return new World();
};
const signedInPage = (username?: string) => ({ open: true as const, token: app.tokenFor(username) });
const workspaceNames = async (world: World) => (await world.shown()).workspaces.map(({ name }) => name).sort();

it('when AnythingLLM is open, then everything is shown without a sign-in', async () => {
  const world = await start({ mode: 'open' });
  const connection = await world.connect('anythingllm', app);
  expect(await world.status(connection)).toMatchObject({ session: 'not-needed', identity: 'single', problem: null });
  expect(await workspaceNames(world)).toEqual(app.state.workspaces.map(({ name }) => name).sort());
  const { apps } = await world.shown();
  expect(apps.anythingllm.user).toMatchObject({ mode: 'open', settingsReach: 'mine' });
  expect(apps.anythingllm.llm?.places[0]).toMatchObject({ place: 'system-default' });
});

it('when nothing changes, then nothing is written and no body moves', async () => {
  const world = await start({ mode: 'open' });
  await world.connect('anythingllm', app);
  const writes = world.local.writes;
  app.log.clear();
  world.clockShift += 3_600_000;
  await world.quiet(world.engine.idle());
  expect(world.local.writes).toBe(writes);
  const requests = app.log.all();
  expect(requests.map(({ method, path, status }) => `${method} ${path} ${status}`).sort()).toEqual([
    'GET /api/setup-complete 304',
    'GET /api/workspaces 304',
  ]);
  expect(requests.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(0);
});

it('when several look at the same moment, then the app is asked once', async () => {
  const world = await start({ mode: 'open' });
  await world.connect('anythingllm', app);
  app.log.clear();
  world.clockShift += 3_600_000;
  await Promise.all([
    world.engine.heartbeat('input'),
    world.engine.heartbeat('input'),
    world.engine.heartbeat('no-input'),
  ]);
  await world.quiet();
  expect(app.log.matching({ path: '/api/workspaces' })).toHaveLength(1);
});

it('when a page of the app changes something, then it is read at once', async () => {
  const world = await start({ mode: 'open' });
  await world.connect('anythingllm', app);
  const workspace = app.state.workspaces[0];
  if (!workspace) throw new Error('the sample has no workspace');
  workspace.name = 'Renamed in its own page';
  await world.quiet(
    world.engine.pageRequested({
      method: 'POST',
      url: `${app.url}api/workspace/${workspace.slug}/update`,
      status: 200,
    }),
  );
  expect(await workspaceNames(world)).toContain('Renamed in its own page');
});

describe('threads', () => {
  const threadNames = async (world: World, slug: string) =>
    (await world.shown()).threads[slug]?.map(({ name }) => name);

  it('when threads are asked for, then they are read once a minute and followed', async () => {
    const world = await start({ mode: 'open' });
    await world.connect('anythingllm', app);
    const thread = app.state.threads[0];
    const workspace = app.state.workspaces.find(({ id }) => id === thread?.workspace_id);
    if (!thread || !workspace) throw new Error('the sample has no thread');
    expect(await threadNames(world, workspace.slug)).toBeUndefined();
    app.log.clear();
    await world.engine.readThreads([workspace.slug]);
    await world.engine.readThreads([workspace.slug]);
    expect(app.log.matching({ path: `/api/workspace/${workspace.slug}/threads` })).toHaveLength(1);
    expect(await threadNames(world, workspace.slug)).toContain(thread.name);
    thread.name = 'Renamed thread';
    await world.quiet(
      world.engine.pageRequested({
        method: 'POST',
        url: `${app.url}api/workspace/${workspace.slug}/thread/${thread.slug}/update`,
        status: 200,
      }),
    );
    expect(await threadNames(world, workspace.slug)).toContain('Renamed thread');
  });
});

it('when a page is open in password mode, then its bearer is learned, not stored', async () => {
  const world = await start({ mode: 'password' });
  world.page = signedInPage();
  const connection = await world.connect('anythingllm', app);
  expect(await world.status(connection)).toMatchObject({ session: 'signed-in', identity: 'single' });
  const { token } = world.page as { token: string };
  expect(JSON.stringify([...world.local.items])).not.toContain(token);
});

it('when no page was opened in password mode, then the app is unseen until then', async () => {
  const world = await start({ mode: 'password' });
  const connection = await world.connect('anythingllm', app);
  expect((await world.status(connection)).session).toBe('unseen');
  await world.quiet(world.engine.bearerSeen(`${app.url}api/workspaces`, app.tokenFor()));
  expect((await world.status(connection)).session).toBe('signed-in');
  expect(await workspaceNames(world)).not.toEqual([]);
});

it('when the browser restarts, then password mode sleeps until a page is open', async () => {
  const world = await start({ mode: 'password' });
  world.page = signedInPage();
  const connection = await world.connect('anythingllm', app);
  const names = await workspaceNames(world);
  world.restartBrowser();
  await world.look();
  expect((await world.status(connection)).session).toBe('asleep');
  expect(await workspaceNames(world)).toEqual(names);
  world.page = signedInPage();
  await world.quiet(world.engine.pageReported(app.url, { session: 'present', path: '/', ui: null, lastUsed: null }, 7));
  expect((await world.status(connection)).session).toBe('signed-in');
});

it('when a document reported before, then its token is not read again', async () => {
  const world = await start({ mode: 'password' });
  const page = signedInPage();
  let reads = 0;
  Object.defineProperty(world, 'page', {
    get: () => {
      reads += 1;
      return page;
    },
  });
  await world.connect('anythingllm', app);
  reads = 0;
  const report = { session: 'present', path: '/', ui: null, lastUsed: null } as const;
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
  const world = await start({ mode: 'password' });
  world.page = signedInPage();
  await world.connect('anythingllm', app);
  world.page = { open: false };
  world.clockShift += 400 * 24 * 60 * 60_000;
  app.log.clear();
  await world.engine.readThreads(app.state.workspaces.map(({ slug }) => slug));
  expect(app.log.all()).toEqual([]);
});

it('when the server refuses the token, then the session expired and the copy stays', async () => {
  const world = await start({ mode: 'password' });
  world.page = signedInPage();
  const connection = await world.connect('anythingllm', app);
  app.state.password = 'changed-by-the-owner';
  await world.engine.sync();
  expect((await world.status(connection)).session).toBe('expired');
  expect(await workspaceNames(world)).not.toEqual([]);
});

it('when the role is default, then the person sees what is theirs', async () => {
  const world = await start({ mode: 'multi' });
  world.page = signedInPage('dana');
  const connection = await world.connect('anythingllm', app);
  expect(await world.status(connection)).toMatchObject({ session: 'signed-in', problem: null });
  const { apps, workspaces } = await world.shown();
  expect(apps.anythingllm.user).toMatchObject({ username: 'dana', role: 'default', settingsReach: 'read-only' });
  expect(workspaces.length).toBeLessThan(app.state.workspaces.length);
});

it('when a person signs out, then all goes at once and the old token is not used', async () => {
  const world = await start({ mode: 'multi' });
  world.page = signedInPage('alice');
  const connection = await world.connect('anythingllm', app);
  const token = app.tokenFor('alice');
  await world.engine.bearerSeen(`${app.url}api/workspaces`, token);
  world.page = { open: true, token: null };
  await world.engine.pageReported(app.url, { session: 'absent', path: '/login', ui: null, lastUsed: null }, 7);
  expect(await world.status(connection)).toMatchObject({ session: 'signed-out', identity: null });
  expect(await workspaceNames(world)).toEqual([]);
  expect([...world.local.items.keys()].filter((key) => key.startsWith('p1:workspaces'))).toEqual([]);
  await world.quiet(world.engine.bearerSeen(`${app.url}api/workspaces`, token));
  expect((await world.status(connection)).session).toBe('signed-out');
});

it('when the next person signs in, then nothing of the former one is shown', async () => {
  const world = await start({ mode: 'multi' });
  world.page = signedInPage('alice');
  await world.connect('anythingllm', app);
  const mine = await workspaceNames(world);
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  await world.engine.bearerSeen(`${app.url}api/workspaces`, app.tokenFor('dana'));
  expect((await world.shown()).workspaces).toEqual([]);
  await world.quiet();
  const { apps } = await world.shown();
  expect(apps.anythingllm.user?.username).toBe('dana');
  expect(mine.length).toBeGreaterThan((await workspaceNames(world)).length);
  expect([...world.local.items.keys()].filter((key) => key.startsWith('p1:workspaces'))).toHaveLength(1);
});

it('when a copy is to be kept after the sign-out, then it is kept but not shown', async () => {
  const world = await start({ mode: 'multi' });
  await world.engine.updatePreferences((present) => ({ ...present, keepCopyAfterSignOut: true }));
  world.page = signedInPage('alice');
  await world.connect('anythingllm', app);
  world.page = { open: true, token: null };
  await world.engine.pageReported(app.url, { session: 'absent', path: '/login', ui: null, lastUsed: null }, 7);
  expect(await workspaceNames(world)).toEqual([]);
  expect([...world.local.items.keys()].filter((key) => key.startsWith('p1:workspaces'))).toHaveLength(1);
});

it('when the app is down, then that is told, the copy stays, and waits grow', async () => {
  const world = await start({ mode: 'open' });
  const connection = await world.connect('anythingllm', app);
  await app.down();
  await world.look(60_000);
  expect((await world.status(connection)).problem).toMatchObject({ code: 'unreachable', transient: true });
  expect(await workspaceNames(world)).not.toEqual([]);
  await app.up();
  await world.look();
  expect((await world.status(connection)).problem?.code).toBe('unreachable');
  await world.look(10_000);
  expect((await world.status(connection)).problem).toBeNull();
});

it('when the app says Retry-After, then it is left alone so long', async () => {
  const world = await start({ mode: 'open' });
  const connection = await world.connect('anythingllm', app);
  app.faults.add({ path: '/api/workspaces', times: 1, action: { retryAfterSeconds: 120 } });
  await world.engine.sync();
  expect((await world.status(connection)).problem?.code).toBe('rate-limited');
  app.log.clear();
  await world.look(110_000);
  expect(app.log.all()).toEqual([]);
  await world.look(11_000);
  expect((await world.status(connection)).problem).toBeNull();
});

it.each([
  ['malformed JSON', { malformedJson: true } as const],
  ['a page of a login proxy', { loginPage: 'html' } as const],
  ['a redirect to a login page', { loginPage: 'redirect' } as const],
  ['a cut connection', { cut: 'mid-body' } as const],
  ['an error of the server', { status: 503, body: 'upstream' } as const],
])('when the app answers with %s, then the copy is as it was', async (_what, action) => {
  const world = await start({ mode: 'open' });
  const connection = await world.connect('anythingllm', app);
  const before = await world.shown();
  app.faults.add({ path: /^\/api\//, action });
  await world.engine.sync();
  expect((await world.status(connection)).problem).not.toBeNull();
  const after = await world.shown();
  expect(after.workspaces).toEqual(before.workspaces);
  expect(after.apps.anythingllm.user).toEqual(before.apps.anythingllm.user);
});

it('when the stored copy is damaged, then it is set aside and read again', async () => {
  const world = await start({ mode: 'open' });
  const connection = await world.connect('anythingllm', app);
  const { name } = records.workspaces(connection.id, 'single');
  world.local.items.set(name, '{"v":1,"rev":7,"da');
  await world.engine.damaged([name]);
  expect(await workspaceNames(world)).toHaveLength(app.state.workspaces.length);
  expect(world.local.items.get(asideName(name))).toBe('{"v":1,"rev":7,"da');
  expect((await world.engine.viewStatus()).storageProblem?.code).toBe('record-damaged');
});

it('when the disk is full, then that is told, and the pull goes on once it is not', async () => {
  const world = await start({ mode: 'open' });
  await world.connect('anythingllm', app);
  const workspace = app.state.workspaces[0];
  if (!workspace) throw new Error('the sample has no workspace');
  workspace.name = 'Too much';
  world.local.failure = new Error('quota exceeded');
  await world.engine.sync();
  expect((await world.engine.viewStatus()).storageProblem?.code).toBe('storage-full');
  world.local.failure = null;
  await world.engine.sync();
  expect((await world.engine.viewStatus()).storageProblem).toBeNull();
  expect(await workspaceNames(world)).toContain('Too much');
});

it('when the permission is lost, then that is told', async () => {
  const world = await start({ mode: 'open' });
  const connection = await world.connect('anythingllm', app);
  world.granted = false;
  await world.quiet(world.engine.grantsChanged());
  expect(await world.status(connection)).toMatchObject({ granted: false, problem: { code: 'permission-missing' } });
  world.granted = true;
  await world.quiet(world.engine.grantsChanged());
  expect(await world.status(connection)).toMatchObject({ granted: true, problem: null });
});

it('when an app is disconnected, then everything of it is forgotten', async () => {
  const world = await start({ mode: 'open' });
  await world.connect('anythingllm', app);
  await world.engine.disconnect('anythingllm');
  expect([...world.local.items.keys()].sort()).toEqual(['p1:connections', 'p1:rev']);
  expect([...world.session.items.keys()]).toEqual([]);
});
