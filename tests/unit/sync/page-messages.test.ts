import { expect, it } from 'vitest';
import { type BrowserActions, pageMessages } from '@/lib/background';
import { idleOutside } from '../kit/idle-outside';
import { answerOutOfOrder } from '../kit/out-of-order';
import { TwoApps } from '../settings/two-apps';

/** Both apps, and what a page of LibreChat in tab 1 says to the background. */
async function start(outside: Partial<BrowserActions> = {}) {
  const { world, librechat, anythingllm } = await TwoApps.start();
  const messages = pageMessages(world.engine, { answer: async () => '' }, { ...idleOutside, ...outside });
  const page = { url: librechat.url, tabId: 1 };
  const say = (message: Parameters<typeof messages>[0], from = page) => messages(message, from);
  return { world, librechat, anythingllm, say };
}

it('when a tab says things while the disk is slow, then they are heard in order', async () => {
  const { world, librechat } = await TwoApps.start();
  // A worker that starts anew reads the disk.
  world.killWorker();
  const heard: string[] = [];
  const answer = async (_page: unknown, text: string) => {
    heard.push(text);
    return '';
  };
  const messages = pageMessages(world.engine, { answer }, idleOutside);
  answerOutOfOrder(world.local, 2);
  const page = { url: librechat.url, tabId: 1 };
  const texts = ['first', 'second', 'third'];
  await Promise.all(texts.map((text) => messages({ type: 'bridge', doc: 'doc', text }, page)));
  expect(heard).toEqual(texts);
});

it('when a launcher is hidden in one tab, then it goes from all tabs of its app', async () => {
  const told: unknown[] = [];
  const { world, librechat, say } = await start({
    tellLaunchers: async ({ app }) => void told.push([app, (await world.engine.preferences()).launcherHiddenAt]),
  });
  expect(await say({ type: 'launcher-did', did: { what: 'hidden' } })).toEqual({ nonce: null });
  expect(told).toEqual([['librechat', [librechat.url]]]);
  expect(await say({ type: 'launcher-hello' })).toBeNull();
});

it('when the launcher is hidden in both apps at once, then both are remembered', async () => {
  const { world, librechat, anythingllm, say } = await start();
  const hide = ({ url }: { readonly url: string }, tabId: number) =>
    say({ type: 'launcher-did', did: { what: 'hidden' } }, { url, tabId });
  await Promise.all([hide(librechat, 1), hide(anythingllm, 2)]);
  const { launcherHiddenAt } = await world.engine.preferences();
  expect([...launcherHiddenAt].sort()).toEqual([librechat.url, anythingllm.url].sort());
});

it('when a page has settled, then the launcher starts there, unless it was hidden', async () => {
  const started: number[] = [];
  const { world, librechat, anythingllm, say } = await start({
    startLauncher: async (tabId) => void started.push(tabId),
  });
  await world.engine.updatePreferences((present) => ({ ...present, launcherHiddenAt: [librechat.url] }));
  expect(await say({ type: 'page-hello' })).toEqual({ app: 'librechat', basePath: '/' });
  await say({ type: 'page-hello' }, { url: anythingllm.url, tabId: 2 });
  expect(started).toEqual([2]);
});

it('when a frame loaded without its panel, then the panel opens in a tab', async () => {
  const done: string[] = [];
  const { world, say } = await start({
    closePanel: async (tabId) => void done.push(`close in ${tabId}`),
    openPanelTab: async () => void done.push('tab'),
  });
  const opened = async () =>
    ((await say({ type: 'launcher-did', did: { what: 'opened' } })) as { nonce: string }).nonce;
  const loaded = (nonce: string) => say({ type: 'launcher-did', did: { what: 'loaded', nonce } });

  const claimed = await opened();
  expect(await world.engine.memory.takeNonce(claimed, 1)).toBe(true);
  expect(await loaded(claimed)).toEqual({ nonce: null });
  expect(done).toEqual([]);

  const refused = await opened();
  expect(await loaded(refused)).toEqual({ nonce: null });
  expect(done).toEqual(['close in 1', 'tab']);
  // What was given up cannot be claimed by a frame that comes late.
  expect(await world.engine.memory.takeNonce(refused, 1)).toBe(false);
});
