import { expect, it } from 'vitest';
import { pageMessages } from '@/lib/sync';
import { idleOutside } from '../kit/idle-outside';
import { answerOutOfOrder } from '../kit/out-of-order';
import { TwoApps } from './settings/two-apps';

it('what a tab says is heard in the order in which it is said, however long each look into the storage takes', async () => {
  const { world, librechat } = await TwoApps.start();
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

it('a launcher that is hidden in one tab is taken away in all tabs of its app, once that is stored', async () => {
  const { world, librechat } = await TwoApps.start();
  const told: unknown[] = [];
  const outside = {
    ...idleOutside,
    tellLaunchers: async ({ app }: { readonly app: string }) =>
      void told.push([app, (await world.engine.preferences()).launcherHiddenAt]),
  };
  const messages = pageMessages(world.engine, { answer: async () => '' }, outside);
  const page = { url: librechat.url, tabId: 1 };
  expect(await messages({ type: 'launcher-did', did: { what: 'hidden' } }, page)).toEqual({ nonce: null });
  expect(told).toEqual([['librechat', [librechat.url]]]);
  expect(await messages({ type: 'launcher-hello' }, page)).toBeNull();
});

it('when a page says that it has settled, then the launcher is started there, unless the person hid it', async () => {
  const { world, librechat, anythingllm } = await TwoApps.start();
  const started: number[] = [];
  const outside = { ...idleOutside, startLauncher: async (tabId: number) => void started.push(tabId) };
  const messages = pageMessages(world.engine, { answer: async () => '' }, outside);
  await world.engine.updatePreferences({ launcherHiddenAt: [librechat.url] });
  expect(await messages({ type: 'page-hello' }, { url: librechat.url, tabId: 1 })).toEqual({
    app: 'librechat',
    basePath: '/',
  });
  await messages({ type: 'page-hello' }, { url: anythingllm.url, tabId: 2 });
  expect(started).toEqual([2]);
});
