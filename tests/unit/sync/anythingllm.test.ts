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

describe('open mode', () => {
  it('needs no sign-in and shows everything', async () => {
    const world = await start({ mode: 'open' });
    const connection = await world.connect('anythingllm', app);
    expect(await world.status(connection)).toMatchObject({ session: 'not-needed', identity: 'single', problem: null });
    expect(await workspaceNames(world)).toEqual(app.state.workspaces.map(({ name }) => name).sort());
    const { apps } = await world.shown();
    expect(apps.anythingllm.user).toMatchObject({ mode: 'open', settingsReach: 'mine' });
    expect(apps.anythingllm.llm?.places[0]).toMatchObject({ place: 'system-default' });
  });

  it('writes nothing and moves no body while nothing changes', async () => {
    const world = await start({ mode: 'open' });
    await world.connect('anythingllm', app);
    const writes = world.local.writes;
    app.log.clear();
    world.clockShift += 3_600_000;
    await world.engine.idle();
    await world.quiet();
    expect(world.local.writes).toBe(writes);
    const requests = app.log.all();
    expect(requests.map(({ method, path, status }) => `${method} ${path} ${status}`).sort()).toEqual([
      'GET /api/setup-complete 304',
      'GET /api/workspaces 304',
    ]);
    expect(requests.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(0);
  });

  it('is asked once, however many look at the same moment', async () => {
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

  it('reads at once what a page of the app changed', async () => {
    const world = await start({ mode: 'open' });
    await world.connect('anythingllm', app);
    const workspace = app.state.workspaces[0];
    if (!workspace) throw new Error('the sample has no workspace');
    workspace.name = 'Renamed in its own page';
    await world.engine.pageRequested({
      method: 'POST',
      url: `${app.url}api/workspace/${workspace.slug}/update`,
      status: 200,
    });
    await world.quiet();
    expect(await workspaceNames(world)).toContain('Renamed in its own page');
  });
});

describe('threads', () => {
  const threadNames = async (world: World, slug: string) =>
    (await world.shown()).threads[slug]?.map(({ name }) => name);

  it('are read when asked for, once a minute at most, and followed from then on', async () => {
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
    await world.engine.pageRequested({
      method: 'POST',
      url: `${app.url}api/workspace/${workspace.slug}/thread/${thread.slug}/update`,
      status: 200,
    });
    await world.quiet();
    expect(await threadNames(world, workspace.slug)).toContain('Renamed thread');
  });
});

describe('password mode', () => {
  it('learns the bearer from an open page and keeps it off the disk', async () => {
    const world = await start({ mode: 'password' });
    world.page = signedInPage();
    const connection = await world.connect('anythingllm', app);
    expect(await world.status(connection)).toMatchObject({ session: 'signed-in', identity: 'single' });
    const { token } = world.page as { token: string };
    expect(JSON.stringify([...world.local.items])).not.toContain(token);
  });

  it('is unseen until a page was opened, then follows the page’s own traffic', async () => {
    const world = await start({ mode: 'password' });
    const connection = await world.connect('anythingllm', app);
    expect((await world.status(connection)).session).toBe('unseen');
    await world.engine.bearerSeen(`${app.url}api/workspaces`, app.tokenFor());
    await world.quiet();
    expect((await world.status(connection)).session).toBe('signed-in');
    expect(await workspaceNames(world)).not.toEqual([]);
  });

  it('sleeps after the browser was restarted and shows its copy; an open page wakes it', async () => {
    const world = await start({ mode: 'password' });
    world.page = signedInPage();
    const connection = await world.connect('anythingllm', app);
    const names = await workspaceNames(world);
    world.restartBrowser();
    await world.engine.heartbeat('input');
    await world.quiet();
    expect((await world.status(connection)).session).toBe('asleep');
    expect(await workspaceNames(world)).toEqual(names);
    world.page = signedInPage();
    await world.engine.pageReported(app.url, { session: 'present', path: '/', ui: null, lastUsed: null }, 7);
    await world.quiet();
    expect((await world.status(connection)).session).toBe('signed-in');
  });

  it('when a document reported before and its token is known, then the token is not read again', async () => {
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

  it('calls a session expired when the server refuses its token, and keeps showing the copy', async () => {
    const world = await start({ mode: 'password' });
    world.page = signedInPage();
    const connection = await world.connect('anythingllm', app);
    app.state.password = 'changed-by-the-owner';
    await world.engine.sync();
    expect((await world.status(connection)).session).toBe('expired');
    expect(await workspaceNames(world)).not.toEqual([]);
  });
});

describe('multi-user mode', () => {
  it('shows a default-role user what is theirs, without a problem', async () => {
    const world = await start({ mode: 'multi' });
    world.page = signedInPage('dana');
    const connection = await world.connect('anythingllm', app);
    expect(await world.status(connection)).toMatchObject({ session: 'signed-in', problem: null });
    const { apps, workspaces } = await world.shown();
    expect(apps.anythingllm.user).toMatchObject({ username: 'dana', role: 'default', settingsReach: 'read-only' });
    expect(workspaces.length).toBeLessThan(app.state.workspaces.length);
  });

  it('hides and deletes everything at once when the person signs out, and is not fooled by their old token', async () => {
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
    await world.engine.bearerSeen(`${app.url}api/workspaces`, token);
    await world.quiet();
    expect((await world.status(connection)).session).toBe('signed-out');
  });

  it('shows nothing of one person to the next', async () => {
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

  it('keeps a copy after sign-out if the person wants one, but does not show it', async () => {
    const world = await start({ mode: 'multi' });
    await world.engine.updatePreferences((present) => ({ ...present, keepCopyAfterSignOut: true }));
    world.page = signedInPage('alice');
    await world.connect('anythingllm', app);
    world.page = { open: true, token: null };
    await world.engine.pageReported(app.url, { session: 'absent', path: '/login', ui: null, lastUsed: null }, 7);
    expect(await workspaceNames(world)).toEqual([]);
    expect([...world.local.items.keys()].filter((key) => key.startsWith('p1:workspaces'))).toHaveLength(1);
  });
});

describe('trouble', () => {
  it('is told in words, keeps the copy, waits longer each time, and ends by itself', async () => {
    const world = await start({ mode: 'open' });
    const connection = await world.connect('anythingllm', app);
    await app.down();
    world.clockShift += 60_000;
    await world.engine.heartbeat('input');
    await world.quiet();
    expect((await world.status(connection)).problem).toMatchObject({ code: 'unreachable', transient: true });
    expect(await workspaceNames(world)).not.toEqual([]);
    await app.up();
    await world.engine.heartbeat('input');
    await world.quiet();
    expect((await world.status(connection)).problem?.code).toBe('unreachable');
    world.clockShift += 10_000;
    await world.engine.heartbeat('input');
    await world.quiet();
    expect((await world.status(connection)).problem).toBeNull();
  });

  it('honours Retry-After', async () => {
    const world = await start({ mode: 'open' });
    const connection = await world.connect('anythingllm', app);
    app.faults.add({ path: '/api/workspaces', times: 1, action: { retryAfterSeconds: 120 } });
    await world.engine.sync();
    expect((await world.status(connection)).problem?.code).toBe('rate-limited');
    app.log.clear();
    world.clockShift += 110_000;
    await world.engine.heartbeat('input');
    await world.quiet();
    expect(app.log.all()).toEqual([]);
    world.clockShift += 11_000;
    await world.engine.heartbeat('input');
    await world.quiet();
    expect((await world.status(connection)).problem).toBeNull();
  });

  it.each([
    ['malformed JSON', { malformedJson: true } as const],
    ['a page of a login proxy', { loginPage: 'html' } as const],
    ['a redirect to a login page', { loginPage: 'redirect' } as const],
    ['a cut connection', { cut: 'mid-body' } as const],
    ['an error of the server', { status: 503, body: 'upstream' } as const],
  ])('of kind %s leaves the copy as it was', async (_what, action) => {
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

  it('with the stored copy is set aside and read again', async () => {
    const world = await start({ mode: 'open' });
    const connection = await world.connect('anythingllm', app);
    const { name } = records.workspaces(connection.id, 'single');
    world.local.items.set(name, '{"v":1,"rev":7,"da');
    await world.engine.damaged([name]);
    expect(await workspaceNames(world)).toHaveLength(app.state.workspaces.length);
    expect(world.local.items.get(asideName(name))).toBe('{"v":1,"rev":7,"da');
    expect((await world.engine.viewStatus()).storageProblem?.code).toBe('record-damaged');
  });

  it('with a full disk is told, and the pull goes on when there is room again', async () => {
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

  it('with the grant is noticed, in words', async () => {
    const world = await start({ mode: 'open' });
    const connection = await world.connect('anythingllm', app);
    world.granted = false;
    await world.engine.grantsChanged();
    await world.quiet();
    expect(await world.status(connection)).toMatchObject({ granted: false, problem: { code: 'permission-missing' } });
    world.granted = true;
    await world.engine.grantsChanged();
    await world.quiet();
    expect(await world.status(connection)).toMatchObject({ granted: true, problem: null });
  });
});

it('forgets everything on disconnect', async () => {
  const world = await start({ mode: 'open' });
  await world.connect('anythingllm', app);
  await world.engine.disconnect('anythingllm');
  expect([...world.local.items.keys()].sort()).toEqual(['p1:connections', 'p1:rev']);
  expect([...world.session.items.keys()]).toEqual([]);
});
