import { expect, test } from 'vitest';
import { pageMessages, trafficEvents } from '@/lib/background';
import type { Connection } from '@/lib/model';
import { ALEX } from '../../apps/librechat';
import { idleOutside } from '../kit/idle-outside';
import type { MemoryArea } from '../kit/memory-area';
import { nextSecond, TwoApps } from '../settings/two-apps';

const report = { session: 'unknown', path: '/c/new', ui: null, lastUsed: null } as const;

/** The signedIn of one page that loads, as the browser tells it to the background. */
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
  const held = (connection: Connection) => world.engine.memory.get(connection.id, 'token').then((one) => one?.token);
  const [brain, chat] = await world.engine.connections();
  if (!brain || !chat) throw new Error('Two apps are connected.');
  clear();
  return { ...both, world, librechat, anythingllm, token, held, brain, chat, clear, counts };
}

type Scene = Awaited<ReturnType<typeof openScene>>;

const traffic = ({ world }: Scene) => trafficEvents(world.engine);
const say = ({ world }: Scene, url: string, tabId: number) => {
  const messages = pageMessages(world.engine, { answer: async () => '' }, idleOutside);
  return (message: Parameters<typeof messages>[0]) => messages(message, { url, tabId });
};

/** What the browser tells of a document with 40 requests. */
async function load(signedIn: Scene, { origin, basePath }: Connection, token: string, tabId = 1): Promise<void> {
  const heard = traffic(signedIn);
  const url = origin + basePath;
  await heard.documentStarted(url, tabId);
  await heard.documentDone(url, tabId);
  for (let at = 0; at < 40; at++) {
    const request = { requestId: `${tabId}-${at}`, url: `${url}api/any/${at}`, tabId };
    await heard.requestStarted(request);
    void heard.bearerSeen(request.url, token);
    await heard.requestEnded(request);
    void heard.requestDone({ ...request, method: 'GET', status: 200 });
  }
  await new Promise((resolve) => setTimeout(resolve, 20));
}

test('when a page with nothing new loads, then it costs a handful of accesses', async () => {
  const signedIn = await openScene();
  await load(signedIn, signedIn.chat, signedIn.token);
  // When it started, and when it had its HTML.
  expect(signedIn.counts()).toEqual({ reads: 0, writes: 3, asked: 0 });
  signedIn.clear();
  // Nothing is due, so that what is counted is what the load itself brings.
  signedIn.world.clockShift -= 60_000;
  const tell = say(signedIn, signedIn.librechat.url, 1);
  await tell({ type: 'page-hello' });
  await tell({ type: 'page-report', ...report });
  await tell({ type: 'page-heartbeat', input: false });
  await signedIn.world.quiet();
  const { reads, writes, asked } = signedIn.counts();
  expect(asked).toBe(0);
  expect(reads).toBeLessThanOrEqual(40);
  expect(writes).toBeLessThanOrEqual(2);
});

test('when a page loads while apps are due, then they are asked once it has settled', async () => {
  const signedIn = await openScene();
  await load(signedIn, signedIn.chat, signedIn.token);
  // The alarm, a page of the other app that is being looked at, and the network that is back.
  await signedIn.world.engine.idle();
  await signedIn.world.engine.heartbeat('input');
  await signedIn.world.engine.online();
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(signedIn.counts().asked).toBe(0);
  await say(signedIn, signedIn.librechat.url, 1)({ type: 'page-hello' });
  await signedIn.world.quiet();
  expect(signedIn.anythingllm.log.matching({ path: '/api/workspaces' })).toHaveLength(1);
  expect(signedIn.librechat.log.matching({ path: '/api/convos' }).length).toBeGreaterThan(0);
});

test('when a page loads and the person looks into Tandem, then apps are asked at once', async () => {
  const signedIn = await openScene();
  await load(signedIn, signedIn.chat, signedIn.token);
  await signedIn.world.engine.sync();
  expect(signedIn.counts().asked).toBeGreaterThan(0);
  expect(signedIn.world.engine.gate.isOpen).toBe(true);
});

test('when a page loads with another token, then it is learned before its answer', async () => {
  const signedIn = await openScene();
  await nextSecond();
  const next = signedIn.librechat.signIn(ALEX.email).token;
  await load(signedIn, signedIn.chat, next);
  expect(await signedIn.held(signedIn.chat)).toBe(signedIn.token);
  await say(signedIn, signedIn.librechat.url, 1)({ type: 'page-hello' });
  expect(await signedIn.held(signedIn.chat)).toBe(next);
});

test('when the worker is killed during a load, then the next request brings the token', async () => {
  const signedIn = await openScene();
  await nextSecond();
  const next = signedIn.librechat.signIn(ALEX.email).token;
  await load(signedIn, signedIn.chat, next);
  signedIn.world.killWorker();
  await say(signedIn, signedIn.librechat.url, 1)({ type: 'page-hello' });
  expect(await signedIn.held(signedIn.chat)).toBe(signedIn.token);
  await traffic(signedIn).bearerSeen(`${signedIn.librechat.url}api/user`, next);
  expect(await signedIn.held(signedIn.chat)).toBe(next);
});

test('when the person signs out during a load, then their data goes and stays away', async () => {
  const signedIn = await openScene();
  await nextSecond();
  await load(signedIn, signedIn.chat, signedIn.librechat.signIn(ALEX.email).token);
  const request = { requestId: 'out', url: `${signedIn.librechat.url}api/auth/logout`, tabId: 1 };
  await traffic(signedIn).requestDone({ ...request, method: 'POST', status: 200 });
  expect((await signedIn.world.status(signedIn.chat)).session).toBe('signed-out');
  await say(signedIn, signedIn.librechat.url, 1)({ type: 'page-hello' });
  await signedIn.world.quiet();
  expect((await signedIn.world.status(signedIn.chat)).session).toBe('signed-out');
});

test('when a page changes something while it loads, then that is one reading later', async () => {
  const signedIn = await openScene();
  signedIn.world.clockShift -= 60_000;
  const heard = traffic(signedIn);
  await heard.documentStarted(signedIn.anythingllm.url, 1);
  for (const path of ['any/update', 'other/update', 'new']) {
    const url = `${signedIn.anythingllm.url}api/workspace/${path}`;
    void heard.requestDone({ method: 'POST', url, status: 200, tabId: 1 });
  }
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(signedIn.counts().asked).toBe(0);
  await say(signedIn, signedIn.anythingllm.url, 1)({ type: 'page-hello' });
  await signedIn.world.quiet();
  const readings = () => signedIn.anythingllm.log.matching({ path: '/api/workspaces' }).length;
  await expect.poll(readings).toBeGreaterThan(0);
  await signedIn.world.quiet();
  expect(readings()).toBe(1);
});
