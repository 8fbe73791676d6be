import { expect, test } from 'vitest';
import { pageMessages, trafficEvents } from '@/lib/background';
import { ALEX } from '../../apps/librechat';
import { idleOutside } from '../kit/idle-outside';
import type { MemoryArea } from '../kit/memory-area';
import { nextSecond } from '../kit/world';
import { TwoApps } from '../settings/two-apps';

const report = { session: 'unknown', path: '/c/new', ui: null, lastUsed: null } as const;

/** Both apps with people signed in, and what the browser tells the background of a page of LibreChat that loads. */
async function openScene() {
  const both = await TwoApps.start({ anythingllm: { mode: 'multi' }, as: 'alice' });
  const { world, librechat, anythingllm } = both;
  const token = librechat.signIn(ALEX.email).token;
  await world.quiet(world.engine.bearerSeen(`${librechat.url}api/user`, token));
  // Long enough that both apps are due to be asked.
  world.clockShift += 60_000;
  const areas: readonly MemoryArea[] = [world.local, world.session];
  const clear = () => {
    for (const log of [librechat.log, anythingllm.log]) log.clear();
    for (const area of areas) Object.assign(area, { reads: 0, writes: 0, removals: 0 });
  };
  const counts = () => ({
    reads: areas.reduce((sum, { reads }) => sum + reads, 0),
    writes: areas.reduce((sum, { writes, removals }) => sum + writes + removals, 0),
    asked: [librechat, anythingllm].flatMap(({ log }) => log.all()).length,
  });
  const [, chat] = await world.engine.connections();
  if (!chat) throw new Error('Two apps are connected.');
  clear();
  const heard = () => trafficEvents(world.engine);
  type Message = Parameters<ReturnType<typeof pageMessages>>[0];
  return {
    ...{ world, librechat, anythingllm, token, chat, clear, counts, heard },
    held: async () => (await world.engine.memory.get(chat.id, 'token'))?.token,
    say: (message: Message, { url } = librechat as { readonly url: string }) =>
      pageMessages(world.engine, { answer: async () => '' }, idleOutside)(message, { url, tabId: 1 }),
    /** A document with 40 requests loads. */
    load: async (sent = token) => {
      const traffic = heard();
      await traffic.documentStarted(librechat.url, 1);
      await traffic.documentDone(librechat.url, 1);
      for (let at = 0; at < 40; at++) {
        const request = { requestId: `${at}`, url: `${librechat.url}api/any/${at}`, tabId: 1 };
        await traffic.requestStarted(request);
        void traffic.bearerSeen(request.url, sent);
        await traffic.requestEnded(request);
        void traffic.requestDone({ ...request, method: 'GET', status: 200 });
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    },
    /** The person signs in anew, and a page brings that token. */
    nextToken: async () => {
      await nextSecond();
      return librechat.signIn(ALEX.email).token;
    },
  };
}

test('when a page with nothing new loads, then it costs a handful of accesses', async () => {
  const { world, clear, counts, say, load } = await openScene();
  await load();
  // When it started, and when it had its HTML.
  expect(counts()).toEqual({ reads: 0, writes: 3, asked: 0 });
  clear();
  // Nothing is due, so that what is counted is what the load itself brings.
  world.clockShift -= 60_000;
  await say({ type: 'page-hello' });
  await say({ type: 'page-report', ...report });
  await say({ type: 'page-heartbeat', input: false });
  await world.quiet();
  const { reads, writes, asked } = counts();
  expect(asked).toBe(0);
  expect(reads).toBeLessThanOrEqual(40);
  expect(writes).toBeLessThanOrEqual(2);
});

test('when a page loads while apps are due, then they are asked once it has settled', async () => {
  const { world, librechat, anythingllm, counts, say, load } = await openScene();
  await load();
  // The alarm, a page of the other app that is being looked at, and the network that is back.
  await world.engine.idle();
  await world.engine.heartbeat('input');
  await world.engine.online();
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(counts().asked).toBe(0);
  await say({ type: 'page-hello' });
  await world.quiet();
  expect(anythingllm.log.matching({ path: '/api/workspaces' })).toHaveLength(1);
  expect(librechat.log.matching({ path: '/api/convos' }).length).toBeGreaterThan(0);
});

test('when a page loads and the person looks into Tandem, then apps are asked at once', async () => {
  const { world, counts, load } = await openScene();
  await load();
  await world.engine.sync();
  expect(counts().asked).toBeGreaterThan(0);
  expect(world.engine.gate.isOpen).toBe(true);
});

test('when a page loads with another token, then it is learned before its answer', async () => {
  const { token, held, say, load, nextToken } = await openScene();
  const next = await nextToken();
  await load(next);
  expect(await held()).toBe(token);
  await say({ type: 'page-hello' });
  expect(await held()).toBe(next);
});

test('when the worker is killed during a load, then the next request brings the token', async () => {
  const { world, librechat, token, heard, held, say, load, nextToken } = await openScene();
  const next = await nextToken();
  await load(next);
  world.killWorker();
  await say({ type: 'page-hello' });
  expect(await held()).toBe(token);
  await heard().bearerSeen(`${librechat.url}api/user`, next);
  expect(await held()).toBe(next);
});

test('when the person signs out during a load, then their data goes and stays away', async () => {
  const { world, librechat, chat, heard, say, load, nextToken } = await openScene();
  await load(await nextToken());
  const request = { requestId: 'out', url: `${librechat.url}api/auth/logout`, tabId: 1 };
  await heard().requestDone({ ...request, method: 'POST', status: 200 });
  expect((await world.status(chat)).session).toBe('signed-out');
  await say({ type: 'page-hello' });
  await world.quiet();
  expect((await world.status(chat)).session).toBe('signed-out');
});

test('when a page changes something while it loads, then that is one reading later', async () => {
  const { world, anythingllm, counts, heard, say } = await openScene();
  world.clockShift -= 60_000;
  const traffic = heard();
  await traffic.documentStarted(anythingllm.url, 1);
  for (const path of ['any/update', 'other/update', 'new']) {
    const url = `${anythingllm.url}api/workspace/${path}`;
    void traffic.requestDone({ method: 'POST', url, status: 200, tabId: 1 });
  }
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(counts().asked).toBe(0);
  await say({ type: 'page-hello' }, anythingllm);
  await world.quiet();
  const readings = () => anythingllm.log.matching({ path: '/api/workspaces' }).length;
  await expect.poll(readings).toBeGreaterThan(0);
  await world.quiet();
  expect(readings()).toBe(1);
});
