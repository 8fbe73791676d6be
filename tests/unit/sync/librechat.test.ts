import { describe, expect, it } from 'vitest';
import { ALEX, BOB, startLibreChat } from '../../apps/librechat';
import { nextSecond } from '../kit/world';
import { hour, libreChat, stopped } from './kit';

it('when there is a session cookie alone, then LibreChat’s sign-in is found', async () => {
  const { world, status, titles, titlesOf } = await libreChat();
  expect(await status()).toMatchObject({ session: 'signed-in', bearer: 'own', problem: null });
  expect(await titles()).toEqual(titlesOf());
  expect((await world.shown()).user).toMatchObject({ name: ALEX.name, email: ALEX.email });
});

it('when a page’s own bearer is seen, then it is used without a refresh of ours', async () => {
  const { app, world, token, status, refreshes } = await libreChat();
  app.log.clear();
  await world.engine.bearerSeen(`${app.url}api/convos`, token);
  await world.engine.sync();
  expect(refreshes()).toEqual([]);
  expect((await status()).session).toBe('signed-in');
});

it.each(['a refresh', 'a request'])(
  'when %s tells that a second factor is to be set up, then that is said',
  async (first) => {
    const { app, world, status, titles, titlesOf, signIn, sends } = await libreChat();
    app.state.twoFactorEnforced = true;
    if (first === 'a refresh') world.clockShift += hour;
    for (let turn = 0; turn < 3; turn++) await world.engine.sync();
    expect(await status()).toMatchObject({
      session: 'expired',
      problem: { code: 'signed-out', params: { reason: 'second-factor' } },
    });
    expect(await titles()).toEqual(titlesOf());

    const user = [...app.state.users.values()].find(({ email }) => email === ALEX.email);
    if (user) user.twoFactorEnabled = true;
    await nextSecond();
    await sends(signIn());
    expect(await status()).toMatchObject({ session: 'signed-in', problem: null });
  },
);

it('when a stranger’s app is open in a container alone, then that is told meanwhile', async () => {
  const { app, world, status, signIn, sends } = await libreChat({}, 'nobody');
  expect((await status()).problem).toBeNull();
  world.elsewhere = 'container';
  await world.quiet(world.engine.openedElsewhere(`${app.url}c/new`));
  const said = { code: 'elsewhere', params: { app: 'librechat', store: 'container' } };
  expect(await status()).toMatchObject({ session: 'signed-out', problem: said });
  await world.engine.sync();
  expect(await status()).toMatchObject({ session: 'signed-out', problem: said });
  world.elsewhere = null;
  await sends(signIn());
  expect(await status()).toMatchObject({ session: 'signed-in', problem: null });
});

it('when somebody looks, then a refresh is asked for, not by polls or pages', async () => {
  const { app, world, titles, titlesOf, asked, refreshes } = await libreChat();
  world.clockShift += hour;
  app.log.clear();
  await world.quiet(world.engine.idle());
  await asked('GET', 'api/agents/chat/stream/abc');
  expect(refreshes()).toEqual([]);
  expect(await titles()).toEqual(titlesOf());
  await world.look();
  expect(refreshes()).toHaveLength(1);
});

it('when several ask at the same time, then one refresh is asked for', async () => {
  const { app, world, connection, refreshes } = await libreChat();
  world.clockShift += hour;
  app.log.clear();
  await Promise.all([world.engine.heartbeat('input'), world.engine.sync(), world.engine.syncOne(connection)]);
  await world.quiet();
  expect(refreshes()).toHaveLength(1);
});

it('when any document loads or did within 5 s, then no refresh is asked for', async () => {
  const { app, world, status, refreshes } = await libreChat();
  world.clockShift += hour;
  app.log.clear();
  const { pages } = world.engine;
  await pages.documentStarted(app.url, 7);
  await pages.documentStarted(app.url, 8);
  await pages.documentSettled(app.url, 8);
  await world.look(6_000);
  await pages.documentSettled(app.url, 7);
  await world.look(4_900);
  expect(refreshes()).toEqual([]);
  expect((await status()).session).toBe('signed-in');
  await world.look(200);
  expect(refreshes()).toHaveLength(1);
});

it('when a page refreshed first, then the second try has the new cookie', async () => {
  const { app, world, status, refreshes } = await libreChat();
  const refusal = {
    status: 401,
    body: 'Refresh token expired or not found for this user',
    headers: { 'content-type': 'text/plain' },
  };
  app.faults.add({ path: '/api/auth/refresh', times: 1, action: refusal });
  app.log.clear();
  await world.look(hour);
  expect(refreshes().map((answer) => answer.status)).toEqual([401, 200]);
  expect((await status()).session).toBe('signed-in');
});

it('when the server refuses twice, then the session is over and the copy stays', async () => {
  const { app, world, status, titles, titlesOf, refreshes } = await libreChat();
  const readAt = (await world.engine.viewStatus()).checkedAt.librechat;
  app.revokeSessions(ALEX.email);
  await world.look(hour);
  expect((await status()).session).toBe('expired');
  // The age of the copy is that of its last reading, not of the refusal.
  expect((await world.engine.viewStatus()).checkedAt.librechat).toBe(readAt);
  expect(await titles()).toEqual(titlesOf());
  app.log.clear();
  await world.look(hour);
  expect(refreshes()).toEqual([]);
});

it('when the worker was killed or the browser restarted, then the session is found', async () => {
  const { app, world, status, refreshes } = await libreChat();
  app.log.clear();
  world.killWorker();
  await world.engine.sync();
  expect(refreshes()).toEqual([]);
  world.restartBrowser();
  await world.look();
  expect(refreshes()).toHaveLength(1);
  expect((await status()).session).toBe('signed-in');
});

describe('access tokens that live 60 s', () => {
  /** Connected with a minute's token, and then refused a refresh for good. */
  const refused = async () => {
    const found = await libreChat({ accessTokenSeconds: 60 });
    found.app.revokeSessions(ALEX.email);
    await found.world.look(61_000);
    expect((await found.status()).session).toBe('expired');
    await nextSecond();
    found.world.clockShift = 0;
    return found;
  };

  it.each([60, 20, 5])('when a refresh was refused, then the next bearer of %i s is enough', async (seconds) => {
    const { app, status, sends } = await refused();
    await sends(app.tokenFor(ALEX.email, seconds));
    expect(await status()).toMatchObject({ session: 'signed-in', problem: null });
  });

  it('when a bearer is nearly over, then it is used as long as it lasts', async () => {
    const { app, world, status, sends } = await refused();
    world.clockShift += 50_000;
    await sends(app.tokenFor(ALEX.email, 60));
    expect((await status()).session).toBe('signed-in');
    world.clockShift += 11_000;
    await world.engine.sync();
    expect((await status()).session).toBe('expired');
  });

  it('when the cookie is gone, then the person is signed out before the token ends', async () => {
    const { world, status } = await libreChat({ accessTokenSeconds: 60 });
    world.cookies.clear();
    world.clockShift += 40_000;
    await world.engine.sync();
    expect(await status()).toMatchObject({ session: 'signed-out', identity: null });
    await world.engine.sync();
    expect((await status()).session).toBe('signed-out');
  });
});

it.each(['another', 'the same'])(
  'when another LibreChat’s cookie with %s secret is there, then a sign-in heals it',
  async (secret) => {
    const { app, world, status, titles, titlesOf, signIn, sends, refreshes } = await libreChat();
    if (secret === 'another') world.setCookies(stopped(await startLibreChat()).signIn(BOB.email).cookies);
    else {
      signIn(BOB.email);
      app.state.users.delete(app.user(BOB.email)._id);
    }
    await world.look(hour);
    const told = await status();
    expect(told).toMatchObject({
      session: 'expired',
      problem: { code: 'signed-out', params: { app: 'librechat', reason: 'other-install' } },
    });
    expect(await titles()).toEqual(titlesOf());
    app.log.clear();
    await world.engine.sync();
    expect(await status()).toEqual(told);
    expect(refreshes()).toEqual([]);

    await nextSecond();
    world.clockShift = 0;
    await sends(signIn());
    expect(await status()).toMatchObject({ session: 'signed-in', problem: null });
  },
);

it.each(['opaque', 'rs256'] as const)(
  'when an identity provider’s %s bearer is lent, then we read but never refresh',
  async (openidBearer) => {
    const { world, token, status, titles, titlesOf, sends, refreshes } = await libreChat({
      account: 'openid',
      openidBearer,
    });
    expect((await status()).session).toBe('unseen');
    await sends(token);
    expect(await status()).toMatchObject({ session: 'signed-in', bearer: 'foreign' });
    expect(await titles()).toEqual(titlesOf());
    world.restartBrowser();
    await world.look();
    expect((await status()).session).toBe('asleep');
    expect(refreshes()).toEqual([]);
  },
);

it('when a person leaves, then all goes at once and the old bearer is not used', async () => {
  const { app, world, token, status, titles, stored } = await libreChat();
  await world.engine.bearerSeen(`${app.url}api/convos`, token);
  await world.engine.pageRequested({ method: 'POST', url: `${app.url}api/auth/logout`, status: 200 });
  expect(await status()).toMatchObject({ session: 'signed-out', identity: null });
  expect(await titles()).toEqual([]);
  expect(stored('p1:conversations')).toEqual([]);
  await world.engine.bearerSeen(`${app.url}api/convos`, token);
  await world.look();
  expect((await status()).session).toBe('signed-out');
  expect(await titles()).toEqual([]);
});

it('when another person comes, then only theirs is shown', async () => {
  const { app, world, titles, titlesOf, signIn } = await libreChat();
  await nextSecond();
  await world.engine.bearerSeen(`${app.url}api/convos`, signIn(BOB.email));
  expect(await titles()).toEqual([]);
  await world.quiet();
  expect(await titles()).toEqual(titlesOf(BOB.email));
  expect((await world.shown()).apps.librechat.user?.name).toBe(BOB.name);
});

it('when a page adds or deletes a conversation, then that is followed', async () => {
  const { app, titles, titlesOf, asked } = await libreChat();
  const { conversationId } = app.addConversation(ALEX.email, { title: 'Just asked' });
  await asked('GET', `api/convos/gen_title/${conversationId}`);
  expect(await titles()).toContain('Just asked');
  app.state.conversations.delete(conversationId);
  await asked('DELETE', 'api/convos', 201);
  expect(await titles()).not.toContain('Just asked');
  expect(await titles()).toEqual(titlesOf());
});

it('when a conversation was deleted elsewhere, then it goes with the next poll', async () => {
  const { app, world, token, titles, titlesOf } = await libreChat();
  await world.engine.bearerSeen(`${app.url}api/convos`, token);
  const one = app.conversationsOf(ALEX.email).filter(({ isArchived }) => !isArchived)[3];
  if (!one) throw new Error('the sample is too small');
  app.state.conversations.delete(one.conversationId);
  await world.look(40_000);
  expect(await titles()).toEqual(titlesOf());
});

describe('a page that our refresh stranded on the login page', () => {
  const stranded = async (bearerAt: 'same-time' | 'long-before') => {
    const { app, world, connection } = await libreChat();
    world.clockShift += hour;
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
    return {
      world,
      report: (path: string, query = '') => {
        const told = { session: 'unknown', path: `/${path}${query}`, ui: null, lastUsed: null } as const;
        return world.engine.pageReported(app.url + path, told, 7);
      },
      settled: () => world.engine.pages.documentSettled(app.url, 7),
      refused: () => world.engine.pages.pageRefreshRefused(`${app.url}api/auth/refresh`, 7),
    };
  };

  it('when our refresh stranded a page, then it is handed our fresh token', async () => {
    const { world, report, settled, refused } = await stranded('same-time');
    await settled();
    expect(await report('login', '?redirect_to=%2Fc%2Fnew')).toEqual({ rescue: expect.any(String), desired: null });
    await refused();
    expect(world.rescued).toEqual([{ tabId: 7, token: expect.any(String) }]);
  });

  it('when a person just is not signed in, then the page gets no token', async () => {
    const { world, report, refused } = await stranded('long-before');
    expect(await report('login', '?redirect_to=%2Fc%2Fnew')).toEqual({ rescue: null, desired: null });
    await refused();
    expect(world.rescued).toEqual([]);
  });

  it('when a page is another one, then it gets no token', async () => {
    const { report } = await stranded('same-time');
    for (const path of ['c/new', 'login']) expect((await report(path))?.rescue).toBeNull();
  });
});
