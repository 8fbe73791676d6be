import { setMaxListeners } from 'node:events';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { PageMessage, PageReplies, ToPage } from '@/lib/messaging/protocol';
import type { Answer } from '@/lib/page/hello';
import { Lifetime } from '@/lib/page/lifetime';
import { startPageSettings } from '@/lib/page/settings';
import { FakeBackground, storeOf } from './fakes';

// A page's part listens in more places than Node expects.
setMaxListeners(40);

const background = new FakeBackground();
const listeners = new Set<(message: ToPage) => void>();
let lifetime: Lifetime;

/** A window at an address, with a browser around it. */
function openPage(entries: Readonly<Record<string, string>>, path = '/') {
  const location = { pathname: path, search: '' };
  const document = Object.assign(new EventTarget(), {
    readyState: 'loading',
    visibilityState: 'visible',
    location,
    cookieReads: 0,
    defaultView: { localStorage: storeOf(entries) },
  });
  Object.defineProperty(document, 'cookie', {
    get: () => {
      document.cookieReads += 1;
      return 'lang=fr-FR';
    },
  });
  const navigation = new EventTarget();
  const window = Object.assign(new EventTarget(), { navigation });
  vi.stubGlobal('document', document);
  vi.stubGlobal('window', window);
  vi.stubGlobal('location', location);
  vi.stubGlobal('matchMedia', () => new EventTarget());
  return { location, document, window, navigation };
}

const tell = (message: ToPage) => {
  for (const listener of listeners) listener(message);
};

async function start(answer: Answer): Promise<void> {
  await startPageSettings(lifetime, { settled: Promise.resolve(), now: () => {}, hello: async () => answer });
  await vi.advanceTimersByTimeAsync(0);
}

beforeEach(() => {
  vi.useFakeTimers();
  lifetime = new Lifetime(() => false);
  background.heard.length = 0;
  listeners.clear();
  const onMessage = {
    addListener: (listener: (message: ToPage) => void) => listeners.add(listener),
    removeListener: (listener: (message: ToPage) => void) => listeners.delete(listener),
  };
  background.answers['page-report'] = { rescue: null, order: null } satisfies PageReplies['page-report'];
  const sendMessage = async (message: PageMessage) => ({ value: await background.send(message) });
  vi.stubGlobal('chrome', { runtime: { id: 'tandem', sendMessage, onMessage } });
});
afterEach(() => {
  lifetime.end();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('a page of AnythingLLM tells what it holds, and waits for no cookie', async () => {
  const { document, window } = openPage({ theme: 'dark' });
  await start({ app: 'anythingllm', basePath: '/' });
  window.dispatchEvent(new Event('load'));
  await vi.advanceTimersByTimeAsync(0);
  expect(background.heardOf('page-report').map(({ ui }) => ui?.theme)).toEqual(['dark', 'dark']);
  expect(background.heardOf('page-look')).toHaveLength(1);
  expect(document.cookieReads).toBe(0);
});

test('a page of LibreChat reads its cookies once while it starts, and tells the language that they name', async () => {
  const { document, window, navigation } = openPage({ lang: '"de-DE"' }, '/c/new');
  await start({ app: 'librechat', basePath: '/' });
  navigation.dispatchEvent(new Event('currententrychange'));
  window.dispatchEvent(new Event('load'));
  await vi.advanceTimersByTimeAsync(0);
  expect(background.heardOf('page-report').map(({ ui }) => ui?.language)).toEqual(['fr-FR', 'fr-FR']);
  expect(background.heardOf('page-report').flatMap(({ byHand }) => byHand)).toEqual([]);
  expect(document.cookieReads).toBe(1);
});

test('a page that strands is given its token at the moment in which its address changes', async () => {
  const { location, window, navigation } = openPage({}, '/c/new');
  const adopted: string[] = [];
  window.addEventListener('tokenUpdated', (event) => adopted.push((event as CustomEvent<string>).detail));
  await start({ app: 'librechat', basePath: '/' });
  tell({ type: 'rescue', token: 'a.b.c' });
  Object.assign(location, { pathname: '/login', search: '?redirect_to=%2Fc%2Fnew' });
  expect(adopted).toEqual([]);
  navigation.dispatchEvent(new Event('currententrychange'));
  expect(adopted).toEqual(['a.b.c']);
});

test.each([
  ['what was kept is forgotten where the app is not connected any more', null, null],
  ['what is kept stays where nobody answers', undefined, 'kept'],
] as const)('%s', async (_, answer, left) => {
  const kept = { base: '/', at: Date.now(), keep: { 'ui.theme': 'dark' }, once: null, hand: [] };
  const { document } = openPage({ 'tandem:anythingllm': JSON.stringify(kept) });
  await start(answer);
  expect(document.defaultView.localStorage.getItem('tandem:anythingllm')).toEqual(left && JSON.stringify(kept));
  expect([background.heard.length, listeners.size]).toEqual([0, 0]);
});

test('a page that comes back to sight learns that its app was disconnected, and is left alone', async () => {
  const { document } = openPage({ theme: 'dark' });
  await start({ app: 'anythingllm', basePath: '/' });
  background.answers['page-report'] = null;
  document.dispatchEvent(new Event('visibilitychange'));
  await vi.advanceTimersByTimeAsync(0);
  expect(listeners.size).toBe(0);
  expect(lifetime.isOver()).toBe(false);
});
