import { setTimeout as pause } from 'node:timers/promises';
import { ALEX, type LibreChatApp, type LibreChatOptions, startLibreChat } from '../apps/librechat';
import { expect, type Harness, type Tab, test, untilTrue } from './harness';
import { askBackground } from './harness/background';
import { connect, signInToLibreChat } from './harness/flows';
import { untilAtRest } from './harness/panel';
import { letTimePass, nextSecond } from './harness/time';

// A minute each on an idle machine; one that runs much else beside takes many times as long.
test.setTimeout(600_000);

/** A multiple of four; `npm run test:soak` asks for more. */
const loads = Number(process.env.TANDEM_RACE_LOADS ?? 8);

const refreshPath = '/api/auth/refresh';
const quick = { everyMs: 10, timeoutMs: 15_000 };

interface Scene {
  readonly harness: Harness;
  readonly app: LibreChatApp;
  readonly chat: Tab;
  /** Tandem's panel in a tab. */
  readonly panel: Tab;
  readonly conversation: string;
}

/** Alex, signed in on LibreChat's page, which shows a chat, and Tandem's panel beside it. */
async function setTheScene(harness: Harness, options: LibreChatOptions): Promise<Scene> {
  const app = await startLibreChat({ sample: { conversations: 20 }, ...options });
  const chat = await signInToLibreChat(harness, app);
  await (await connect(harness, { librechat: app })).close();
  const panel = await harness.openExtensionPage('panel.html');
  await panel.waitForText(`Signed in as ${ALEX.name}.`, { timeoutMs: 30_000 });
  const conversation = app.conversationsOf(ALEX.email)[0]?.conversationId ?? '';
  await chat.bringToFront();
  await chat.goto(`${app.url}c/${conversation}`);
  const scene = { harness, app, chat, panel, conversation };
  await onItsChat(scene);
  return scene;
}

/** The page shows what it was loaded for: all its first requests are answered then. */
async function onItsChat({ chat, conversation }: Scene): Promise<void> {
  const shows = (id: string) =>
    location.pathname.endsWith(`/c/${id}`) &&
    document.querySelector('#messages-view .message') !== null &&
    document.querySelector('[data-testid="convo-item"]') !== null;
  await chat.waitForFunction(shows, conversation, quick);
}

/** What the panel's button [Sync now] asks for. Resolves when the apps were asked, or the background ended before that. */
async function syncNow({ panel }: Scene): Promise<void> {
  await askBackground(panel, { type: 'sync' }).catch(() => undefined);
}

const ours = ({ app }: Scene) => app.log.matching({ path: refreshPath, from: 'extension' });
const pages = ({ app }: Scene) => app.log.matching({ path: refreshPath, from: 'page' });
const refused = (requests: ReturnType<typeof ours>) => requests.filter(({ status }) => status === 401).length;

/** Resolves as soon as the server has got another refresh of ours than the first `count`. */
const nextOfOurs = (scene: Scene, count: number, timeoutMs = 20_000) =>
  untilTrue('Tandem to refresh', async () => ours(scene).length > count, { everyMs: 5, timeoutMs });

/**
 * Lets Tandem's token run out and the page come to rest, and asks for everything: Tandem refreshes. Resolves as soon
 * as the server has got that refresh; `done` when all was read.
 */
async function startRefresh(scene: Scene): Promise<{ readonly done: Promise<void> }> {
  const count = ours(scene).length;
  const begun = () => ours(scene).length > count;
  const attempt = async () => {
    // A reading under way would store its own times over the later ones. This looks, too, and that may begin the refresh.
    await untilAtRest(scene.panel, 'librechat');
    if (begun()) return;
    await letTimePass(scene.panel, 20 * 60_000);
    await syncNow(scene);
  };
  for (let tries = 0; tries < 20; tries++) {
    // What the page reports late makes the token or the page's rest younger again: then once more.
    const done = attempt();
    let over = false;
    const end = () => {
      over = true;
    };
    void done.then(end, end);
    await untilTrue('Tandem to refresh or to rest', async () => over || begun(), { everyMs: 5, timeoutMs: 60_000 });
    if (begun()) return { done };
    await done;
  }
  throw new Error('Tandem did not refresh.');
}

/** The session still stands: the page finds it with its cookie, and so does Tandem. */
async function expectSessionAlive(scene: Scene): Promise<void> {
  const { chat, panel } = scene;
  await chat.reload();
  await onItsChat(scene);
  const before = ours(scene).length;
  await (await startRefresh(scene)).done;
  expect(
    ours(scene)
      .slice(before)
      .map(({ status }) => status),
  ).toEqual([200]);
  await panel.bringToFront();
  await panel.waitForText(`Signed in as ${ALEX.name}.`);
}

test('when tokens expire while a panel is open, then each page load ends on its chat', async ({ harness }) => {
  // Due 2 s after it was issued, at half of its life: as often as Tandem refreshes at all.
  const scene = await setTheScene(harness, { accessTokenSeconds: 4 });
  const { app, chat } = scene;
  const looking = new AbortController();
  const look = (async () => {
    while (!looking.signal.aborted) {
      await syncNow(scene);
      await pause(200);
    }
  })();
  try {
    app.log.clear();
    for (let burst = 0; burst < 2; burst++) {
      // Tandem waits until the page has been at rest for 5 s; the next load starts while it refreshes.
      await nextOfOurs(scene, ours(scene).length);
      for (let load = 0; load < loads / 2; load++) {
        await chat.reload();
        await onItsChat(scene);
      }
      if (burst === 1) await harness.killBackground();
    }
    const counts = { loads, ours: ours(scene).length, pages: pages(scene).length };
    test.info().annotations.push({ type: 'counts', description: JSON.stringify(counts) });
    expect(refused(pages(scene))).toBe(0);
    expect(refused(ours(scene))).toBe(0);
    // A page at rest is what Tandem waits for: never one refresh per load.
    expect(counts.ours).toBeGreaterThanOrEqual(2);
    expect(counts.ours).toBeLessThan(20);
  } finally {
    looking.abort();
    await look.catch(() => undefined);
  }
  await expectSessionAlive(scene);
});

test('when Tandem’s refresh beats a loading page’s, then the page is rescued', {
  tag: '@firefox-too',
}, async ({ harness }) => {
  let gap = async () => {};
  const scene = await setTheScene(harness, { inRefreshGap: () => gap() });
  const { app, chat } = scene;
  const counts = { loads: 0, ours: 0, ours401: 0, pages: 0, pages401: 0, rescued: 0, slowestMs: 0 };
  for (let round = 0; round < loads; round++) {
    app.log.clear();
    app.faults.clear();
    // A page's refresh that takes long to arrive was sent with the cookie of before ours.
    const delayMs = round % 4 === 0 ? 250 : 60;
    app.faults.add({ method: 'POST', path: refreshPath, from: 'page', action: { delayMs } });
    const pageCame = async () => pages(scene).length > 0;
    // Ours is answered at some time around the page's; each fourth time surely after the page has sent its own.
    gap = async () => {
      gap = async () => {};
      if (round % 4 === 0) await untilTrue('the page to refresh', pageCame, { everyMs: 5 });
      else await pause(60 + (round % 7) * 20);
    };
    // Cookies tell seconds apart, no less: one that is renewed within its own second is the same one, and no race is lost.
    if (round % 4 === 0) await nextSecond();
    const { done } = await startRefresh(scene);
    await pause((round % 5) * 10);
    const started = Date.now();
    await chat.reload();
    await onItsChat(scene);
    counts.slowestMs = Math.max(counts.slowestMs, Date.now() - started);
    await done;
    counts.loads += 1;
    counts.ours += ours(scene).length;
    counts.ours401 += refused(ours(scene));
    counts.pages += pages(scene).length;
    counts.pages401 += refused(pages(scene));
    // A page never asks twice by itself, so that one which was refused got to its chat by Tandem's token.
    if (pages(scene).length === 1 && refused(pages(scene)) === 1) counts.rescued += 1;
  }
  test.info().annotations.push({ type: 'counts', description: JSON.stringify(counts) });
  expect(counts.ours).toBeGreaterThanOrEqual(loads);
  expect(counts.rescued).toBeGreaterThanOrEqual(loads / 5);
  expect(counts.rescued).toBe(counts.pages401);
  app.faults.clear();
  await expectSessionAlive(scene);
});
