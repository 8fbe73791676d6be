import { afterEach, describe, expect, it } from 'vitest';
import { ALEX, BOB, type LibreChatApp, type LibreChatOptions, startLibreChat } from '../../apps/librechat';
import { World } from '../kit/world';

let app: LibreChatApp;
afterEach(() => app.stop());

const start = async (options: LibreChatOptions = {}) => {
  app = await startLibreChat({ sample: 'demo', refreshGapMs: 0, ...options });
  return new World();
};
/** Signs in as a page does: the jar holds the session, the page's first request shows its bearer. */
const signIn = (world: World, email: string) => {
  const session = app.signIn(email);
  world.setCookies(session.cookies);
  return session.token;
};
const titles = async (world: World) => (await world.shown()).conversations.map(({ title }) => title).sort();
const titlesOf = (email: string) =>
  app
    .conversationsOf(email)
    .map(({ title }) => title)
    .sort();
/** Tokens of one second are the same. */
const nextSecond = () => new Promise((resolve) => setTimeout(resolve, 1_100));
const refreshes = () => app.log.matching({ path: '/api/auth/refresh' });

it('when there is a session cookie alone, then LibreChat’s sign-in is found', async () => {
  const world = await start();
  signIn(world, ALEX.email);
  const connection = await world.connect('librechat', app);
  expect(await world.status(connection)).toMatchObject({ session: 'signed-in', bearer: 'own', problem: null });
  expect(await titles(world)).toEqual(titlesOf(ALEX.email));
  expect((await world.shown()).user).toMatchObject({ name: ALEX.name, email: ALEX.email });
});

it('when a page’s own bearer is seen, then it is used without a refresh of ours', async () => {
  const world = await start();
  const token = signIn(world, ALEX.email);
  const connection = await world.connect('librechat', app);
  app.log.clear();
  await world.engine.bearerSeen(`${app.url}api/convos`, token);
  await world.engine.sync();
  expect(refreshes()).toEqual([]);
  expect((await world.status(connection)).session).toBe('signed-in');
});

it.each(['a refresh', 'a request'])(
  'when %s tells that a second factor is to be set up, then that is said',
  async (first) => {
    const world = await start();
    signIn(world, ALEX.email);
    const connection = await world.connect('librechat', app);
    app.state.twoFactorEnforced = true;
    if (first === 'a refresh') world.clockShift += 3_600_000;
    for (let turn = 0; turn < 3; turn++) await world.engine.sync();
    expect(await world.status(connection)).toMatchObject({
      session: 'expired',
      problem: { code: 'signed-out', params: { reason: 'second-factor' } },
    });
    expect(await titles(world)).toEqual(titlesOf(ALEX.email));

    const user = [...app.state.users.values()].find(({ email }) => email === ALEX.email);
    if (user) user.twoFactorEnabled = true;
    // A token counts seconds, and this one must be younger than the one that was refused.
    await new Promise((resolve) => setTimeout(resolve, 1100));
    await world.quiet(world.engine.bearerSeen(`${app.url}api/convos`, signIn(world, ALEX.email)));
    expect(await world.status(connection)).toMatchObject({ session: 'signed-in', problem: null });
  },
);

it('when the app is open in a container alone, then that is told meanwhile', async () => {
  const world = await start();
  world.elsewhere = 'container';
  const connection = await world.connect('librechat', app);
  const said = { code: 'elsewhere', params: { app: 'librechat', store: 'container' } };
  expect(await world.status(connection)).toMatchObject({ session: 'signed-out', problem: said });
  world.elsewhere = null;
  await world.quiet(world.engine.bearerSeen(`${app.url}api/convos`, signIn(world, ALEX.email)));
  expect(await world.status(connection)).toMatchObject({ session: 'signed-in', problem: null });
});

it('when a stranger opens the app in a container, then that is told at once', async () => {
  const world = await start();
  const connection = await world.connect('librechat', app);
  expect((await world.status(connection)).problem).toBeNull();
  world.elsewhere = 'container';
  await world.quiet(world.engine.openedElsewhere(`${app.url}c/new`));
  expect((await world.status(connection)).problem).toMatchObject({ code: 'elsewhere' });
});

it('when somebody looks, then a refresh is asked for, never for idle polling', async () => {
  const world = await start();
  signIn(world, ALEX.email);
  await world.connect('librechat', app);
  world.clockShift += 3_600_000;
  app.log.clear();
  await world.quiet(world.engine.idle());
  expect(refreshes()).toEqual([]);
  expect(await titles(world)).toEqual(titlesOf(ALEX.email));
  await world.look();
  expect(refreshes()).toHaveLength(1);
});

it('when several ask at the same time, then one refresh is asked for', async () => {
  const world = await start();
  signIn(world, ALEX.email);
  const connection = await world.connect('librechat', app);
  world.clockShift += 3_600_000;
  app.log.clear();
  await Promise.all([world.engine.heartbeat('input'), world.engine.sync(), world.engine.syncOne(connection)]);
  await world.quiet();
  expect(refreshes()).toHaveLength(1);
});

it('when a document loads or did within 5 s, then no refresh is asked for', async () => {
  const world = await start();
  signIn(world, ALEX.email);
  const connection = await world.connect('librechat', app);
  world.clockShift += 3_600_000;
  app.log.clear();
  await world.engine.pages.documentStarted(app.url, 7);
  await world.look();
  await world.engine.pages.documentSettled(app.url, 7);
  world.clockShift += 4_900;
  await world.look();
  expect(refreshes()).toEqual([]);
  expect((await world.status(connection)).session).toBe('signed-in');
  world.clockShift += 200;
  await world.look();
  expect(refreshes()).toHaveLength(1);
});

it('when a page refreshed first, then the second try has the new cookie', async () => {
  const world = await start();
  signIn(world, ALEX.email);
  const connection = await world.connect('librechat', app);
  world.clockShift += 3_600_000;
  app.faults.add({
    path: '/api/auth/refresh',
    times: 1,
    action: {
      status: 401,
      body: 'Refresh token expired or not found for this user',
      headers: { 'content-type': 'text/plain' },
    },
  });
  app.log.clear();
  await world.look();
  expect(refreshes().map(({ status }) => status)).toEqual([401, 200]);
  expect((await world.status(connection)).session).toBe('signed-in');
});

it('when the server refuses twice, then the session is over and the copy stays', async () => {
  const world = await start();
  signIn(world, ALEX.email);
  const connection = await world.connect('librechat', app);
  const readAt = (await world.engine.viewStatus()).checkedAt.librechat;
  app.revokeSessions(ALEX.email);
  await world.look(3_600_000);
  expect((await world.status(connection)).session).toBe('expired');
  // The age of the copy is that of its last reading, not of the refusal.
  expect((await world.engine.viewStatus()).checkedAt.librechat).toBe(readAt);
  expect(await titles(world)).toEqual(titlesOf(ALEX.email));
  app.log.clear();
  await world.look(3_600_000);
  expect(refreshes()).toEqual([]);
});

it('when the worker was killed or the browser restarted, then the session is found', async () => {
  const world = await start();
  signIn(world, ALEX.email);
  const connection = await world.connect('librechat', app);
  app.log.clear();
  world.killWorker();
  await world.engine.sync();
  expect(refreshes()).toEqual([]);
  world.restartBrowser();
  await world.look();
  expect(refreshes()).toHaveLength(1);
  expect((await world.status(connection)).session).toBe('signed-in');
});

describe('access tokens that live 60 s', () => {
  /** Connected with a minute's token, and then refused a refresh for good. */
  const refused = async () => {
    const world = await start({ accessTokenSeconds: 60 });
    signIn(world, ALEX.email);
    const connection = await world.connect('librechat', app);
    app.revokeSessions(ALEX.email);
    await world.look(61_000);
    expect((await world.status(connection)).session).toBe('expired');
    await nextSecond();
    world.clockShift = 0;
    return { world, connection };
  };

  it('when half a minute of a token is left, then it is used without a refresh', async () => {
    const world = await start({ accessTokenSeconds: 60 });
    signIn(world, ALEX.email);
    await world.connect('librechat', app);
    app.log.clear();
    world.clockShift += 25_000;
    await world.engine.sync();
    expect(refreshes()).toEqual([]);
    world.clockShift += 10_000;
    await world.engine.sync();
    expect(refreshes()).toHaveLength(1);
  });

  it.each([60, 20, 5])('when a refresh was refused, then the next bearer of %i s is enough', async (seconds) => {
    const { world, connection } = await refused();
    await world.quiet(world.engine.bearerSeen(`${app.url}api/convos`, app.tokenFor(ALEX.email, seconds)));
    expect(await world.status(connection)).toMatchObject({ session: 'signed-in', problem: null });
  });

  it('when a bearer is nearly over, then it is used as long as it lasts', async () => {
    const { world, connection } = await refused();
    world.clockShift += 50_000;
    await world.quiet(world.engine.bearerSeen(`${app.url}api/convos`, app.tokenFor(ALEX.email, 60)));
    expect((await world.status(connection)).session).toBe('signed-in');
    world.clockShift += 11_000;
    await world.engine.sync();
    expect((await world.status(connection)).session).toBe('expired');
  });

  it('when the cookie is gone, then the person is signed out before the token ends', async () => {
    const world = await start({ accessTokenSeconds: 60 });
    signIn(world, ALEX.email);
    const connection = await world.connect('librechat', app);
    world.cookies.clear();
    world.clockShift += 40_000;
    await world.engine.sync();
    expect(await world.status(connection)).toMatchObject({ session: 'signed-out', identity: null });
    await world.engine.sync();
    expect((await world.status(connection)).session).toBe('signed-out');
  });
});

describe('the session cookie of another LibreChat at the same host name', () => {
  const others: LibreChatApp[] = [];
  afterEach(async () => {
    for (const other of others.splice(0)) await other.stop();
  });

  it.each([
    [
      'whose secret differs',
      async (world: World) => {
        const other = await startLibreChat();
        others.push(other);
        world.setCookies(other.signIn(BOB.email).cookies);
      },
    ],
    [
      'whose secret is the same',
      async (world: World) => {
        world.setCookies(app.signIn(BOB.email).cookies);
        app.state.users.delete(app.user(BOB.email)._id);
      },
    ],
  ])('when the cookie is one %s, then that is told, and a sign-in here heals it', async (_which, intrude) => {
    const world = await start();
    signIn(world, ALEX.email);
    const connection = await world.connect('librechat', app);
    await intrude(world);
    await world.look(3_600_000);
    const status = await world.status(connection);
    expect(status).toMatchObject({
      session: 'expired',
      problem: { code: 'signed-out', params: { app: 'librechat', reason: 'other-install' } },
    });
    expect(await titles(world)).toEqual(titlesOf(ALEX.email));
    app.log.clear();
    await world.engine.sync();
    expect(await world.status(connection)).toEqual(status);
    expect(refreshes()).toEqual([]);

    await nextSecond();
    world.clockShift = 0;
    await world.quiet(world.engine.bearerSeen(`${app.url}api/convos`, signIn(world, ALEX.email)));
    expect(await world.status(connection)).toMatchObject({ session: 'signed-in', problem: null });
  });
});

it.each(['opaque', 'rs256'] as const)(
  'when an identity provider’s %s bearer is lent, then we read but never refresh',
  async (bearer) => {
    const world = await start({ account: 'openid', openidBearer: bearer });
    const token = signIn(world, ALEX.email);
    const connection = await world.connect('librechat', app);
    expect((await world.status(connection)).session).toBe('unseen');
    await world.quiet(world.engine.bearerSeen(`${app.url}api/user`, token));
    expect(await world.status(connection)).toMatchObject({ session: 'signed-in', bearer: 'foreign' });
    expect(await titles(world)).toEqual(titlesOf(ALEX.email));
    world.restartBrowser();
    await world.look();
    expect((await world.status(connection)).session).toBe('asleep');
    expect(refreshes()).toEqual([]);
  },
);

it('when a person leaves, then all goes at once and the old bearer is not used', async () => {
  const world = await start();
  const token = signIn(world, ALEX.email);
  const connection = await world.connect('librechat', app);
  await world.engine.bearerSeen(`${app.url}api/convos`, token);
  await world.engine.pageRequested({ method: 'POST', url: `${app.url}api/auth/logout`, status: 200 });
  expect(await world.status(connection)).toMatchObject({ session: 'signed-out', identity: null });
  expect(await titles(world)).toEqual([]);
  expect([...world.local.items.keys()].filter((key) => key.startsWith('p1:conversations'))).toEqual([]);
  await world.engine.bearerSeen(`${app.url}api/convos`, token);
  await world.look();
  expect((await world.status(connection)).session).toBe('signed-out');
  expect(await titles(world)).toEqual([]);
});

it('when another person comes, then only theirs is shown', async () => {
  const world = await start();
  signIn(world, ALEX.email);
  await world.connect('librechat', app);
  await nextSecond();
  await world.engine.bearerSeen(`${app.url}api/convos`, signIn(world, BOB.email));
  expect((await world.shown()).conversations).toEqual([]);
  await world.quiet();
  expect(await titles(world)).toEqual(titlesOf(BOB.email));
  expect((await world.shown()).apps.librechat.user?.name).toBe(BOB.name);
});

it('when conversations are archived or share a time, then all come', async () => {
  const world = await start({ sample: { conversations: 3_000 } });
  signIn(world, ALEX.email);
  await world.connect('librechat', app);
  expect(await titles(world)).toEqual(titlesOf(ALEX.email));
});

it('when no conversation changes, then it costs one conditional request', async () => {
  const world = await start();
  const token = signIn(world, ALEX.email);
  await world.connect('librechat', app);
  await world.engine.bearerSeen(`${app.url}api/convos`, token);
  await world.engine.heartbeat('input');
  await world.look(40_000);
  const writes = world.local.writes;
  app.log.clear();
  await world.look(40_000);
  expect(world.local.writes).toBe(writes);
  expect(
    app.log
      .all()
      .map(({ method, path, status }) => `${method} ${path} ${status}`)
      .sort(),
  ).toEqual(['GET /api/convos 304', 'GET /api/presets 304']);
});

it('when a page adds or deletes a conversation, then that is followed', async () => {
  const world = await start();
  const token = signIn(world, ALEX.email);
  await world.connect('librechat', app);
  const added = app.addConversation(ALEX.email, { title: 'Just asked' });
  await world.quiet(
    world.engine.pageRequested({
      method: 'GET',
      url: `${app.url}api/convos/gen_title/${added.conversationId}`,
      status: 200,
    }),
  );
  expect(await titles(world)).toContain('Just asked');
  const headers = {
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
    'user-agent': 'Mozilla/5.0 Chrome/156.0.0.0',
  };
  await fetch(`${app.url}api/convos`, {
    method: 'DELETE',
    headers,
    body: JSON.stringify({ arg: { conversationId: added.conversationId, source: 'button' } }),
  });
  await world.quiet(world.engine.pageRequested({ method: 'DELETE', url: `${app.url}api/convos`, status: 201 }));
  expect(await titles(world)).not.toContain('Just asked');
  expect(await titles(world)).toEqual(titlesOf(ALEX.email));
});

it('when a conversation was deleted elsewhere, then it goes with the next poll', async () => {
  const world = await start();
  const token = signIn(world, ALEX.email);
  await world.connect('librechat', app);
  await world.engine.bearerSeen(`${app.url}api/convos`, token);
  const first = app
    .conversationsOf(ALEX.email)
    .filter(({ isArchived }) => !isArchived)
    .at(3);
  if (!first) throw new Error('the sample is too small');
  app.state.conversations.delete(first.conversationId);
  await world.look(40_000);
  expect(await titles(world)).toEqual(titlesOf(ALEX.email));
});

describe('a page that our refresh stranded on the login page', () => {
  const stranded = async (bearerAt: 'same-time' | 'long-before') => {
    const world = await start();
    signIn(world, ALEX.email);
    const connection = await world.connect('librechat', app);
    world.clockShift += 3_600_000;
    if (bearerAt === 'long-before') {
      await world.look();
      world.clockShift += 60_000;
    }
    app.log.clear();
    app.faults.add({ path: '/api/auth/refresh', action: { delayMs: 200 } });
    await world.engine.heartbeat('input');
    const asked = () => (world.session.items.get(`${connection.id}:refresh`) as { startedAt: number }).startedAt;
    if (bearerAt === 'same-time') await expect.poll(asked).toBeGreaterThan(world.now() - 10_000);
    await world.quiet(world.engine.pages.documentStarted(app.url, 7));
    return { world, connection };
  };
  const report = (path: string) => ({ session: 'unknown' as const, path, ui: null, lastUsed: null });

  it('when our refresh stranded a page, then it is handed our fresh token', async () => {
    const { world } = await stranded('same-time');
    await world.engine.pages.documentSettled(app.url, 7);
    const reply = await world.engine.pageReported(`${app.url}login`, report('/login?redirect_to=%2Fc%2Fnew'), 7);
    expect(reply).toEqual({ rescue: expect.any(String), desired: null });
    await world.engine.pages.pageRefreshRefused(`${app.url}api/auth/refresh`, 7);
    expect(world.rescued).toEqual([{ tabId: 7, token: expect.any(String) }]);
  });

  it('when a person just is not signed in, then the page gets no token', async () => {
    const { world } = await stranded('long-before');
    const reply = await world.engine.pageReported(`${app.url}login`, report('/login?redirect_to=%2Fc%2Fnew'), 7);
    expect(reply).toEqual({ rescue: null, desired: null });
    await world.engine.pages.pageRefreshRefused(`${app.url}api/auth/refresh`, 7);
    expect(world.rescued).toEqual([]);
  });

  it('when a page is another one, then it gets no token', async () => {
    const { world } = await stranded('same-time');
    for (const path of ['c/new', 'login']) {
      const reply = await world.engine.pageReported(`${app.url}${path}`, report(`/${path}`), 7);
      expect(reply?.rescue).toBeNull();
    }
  });
});
