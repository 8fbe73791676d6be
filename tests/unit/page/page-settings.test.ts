import { setMaxListeners } from 'node:events';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { PageReplies, ToPage } from '@/lib/messaging/protocol';
import type { HelloReply } from '@/lib/page/hello';
import { Lifetime } from '@/lib/page/lifetime';
import { startPageSettings } from '@/lib/page/settings';
import { FakeBackground, fakeRuntime, storeOf } from './fakes';

// A page's part listens in more places than Node expects.
setMaxListeners(40);

const background = new FakeBackground();
let listeners: ReturnType<typeof fakeRuntime>;
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
  const listen = window.addEventListener.bind(window);
  const uses = new Map<string, ((event: object) => void)[]>();
  window.addEventListener = (type: string, listener: never, options?: object) => {
    uses.set(type, [...(uses.get(type) ?? []), listener]);
    listen(type, listener, options);
  };
  /** The person uses a key or a pointer: no script can make such an event. */
  const use = (type: string) => {
    for (const listener of uses.get(type) ?? []) listener({ type, isTrusted: true });
  };
  vi.stubGlobal('document', document);
  vi.stubGlobal('window', window);
  vi.stubGlobal('location', location);
  vi.stubGlobal('matchMedia', () => new EventTarget());
  return { location, document, window, navigation, use };
}

const tell = (message: ToPage) => {
  for (const listener of listeners) listener(message);
};

async function start(answer: HelloReply): Promise<void> {
  await startPageSettings(lifetime, { settled: Promise.resolve(), now: () => {}, hello: async () => answer });
  await vi.advanceTimersByTimeAsync(0);
}

beforeEach(() => {
  vi.useFakeTimers();
  lifetime = new Lifetime(() => false);
  background.heard.length = 0;
  background.answers['page-report'] = { rescue: null, desired: null } satisfies PageReplies['page-report'];
  listeners = fakeRuntime(async (message) => ({ value: await background.send(message) }));
});
afterEach(() => {
  lifetime.end();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('when AnythingLLM’s page starts, then it tells what it holds, without cookies', async () => {
  const { document, window } = openPage({ theme: 'dark' });
  await start({ app: 'anythingllm', basePath: '/' });
  window.dispatchEvent(new Event('load'));
  await vi.advanceTimersByTimeAsync(0);
  expect(background.heardOf('page-report').map(({ ui }) => ui?.theme)).toEqual(['dark', 'dark']);
  expect(background.heardOf('page-heartbeat')).toHaveLength(1);
  expect(document.cookieReads).toBe(0);
});

test('when LibreChat’s page starts, then it reads its cookies once', async () => {
  const { document, window, navigation } = openPage({ lang: '"de-DE"' }, '/c/new');
  await start({ app: 'librechat', basePath: '/' });
  navigation.dispatchEvent(new Event('currententrychange'));
  window.dispatchEvent(new Event('load'));
  await vi.advanceTimersByTimeAsync(0);
  expect(background.heardOf('page-report').map(({ ui }) => ui?.language)).toEqual(['fr-FR', 'fr-FR']);
  expect(background.heardOf('page-report').flatMap(({ byHand = {} }) => Object.keys(byHand))).toEqual([]);
  expect(document.cookieReads).toBe(1);
});

test('when a page strands, then it is given its token as its address changes', async () => {
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
  ['that the app is not connected', 'forgotten', null, null],
  ['none', 'left', undefined, 'kept'],
] as const)('when the answer is %s, then what was kept is %s', async (_said, _done, answer, left) => {
  const kept = { base: '/', at: Date.now(), keep: { 'ui.theme': 'dark' }, once: null, hand: [] };
  const { document } = openPage({ 'tandem:anythingllm': JSON.stringify(kept) });
  await start(answer);
  expect(document.defaultView.localStorage.getItem('tandem:anythingllm')).toEqual(left && JSON.stringify(kept));
  expect([background.heard.length, listeners.size]).toEqual([0, 0]);
});

test('when a page comes back and its app is disconnected, then it is left alone', async () => {
  const { document } = openPage({ theme: 'dark' });
  await start({ app: 'anythingllm', basePath: '/' });
  background.answers['page-report'] = null;
  document.dispatchEvent(new Event('visibilitychange'));
  await vi.advanceTimersByTimeAsync(0);
  expect(listeners.size).toBe(0);
  expect(lifetime.isOver()).toBe(false);
});

const hour = 3_600_000;

/** Starts in a page, which settles when it is told to. */
function begin(answer: HelloReply) {
  let settle = () => {};
  const settled = new Promise<void>((resolve) => {
    settle = resolve;
  });
  const hello = vi.fn(async () => answer);
  void startPageSettings(lifetime, { settled, now: settle, hello });
  const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
  return { hello, settle, pass };
}
const anythingllm = { app: 'anythingllm', basePath: '/' } as const;
const told = () => background.heardOf('page-report').map(({ ui, byHand = {} }) => [ui?.theme, Object.keys(byHand)]);

test('when a page loads, then it is given what it is to hold, and nothing else', async () => {
  const kept = { base: '/', at: Date.now() - hour / 2, keep: { 'ui.theme': 'dark' }, once: null, hand: [] };
  const { document, window } = openPage({ theme: 'light', 'tandem:anythingllm': JSON.stringify(kept) });
  const { hello, settle, pass } = begin(anythingllm);
  expect(document.defaultView.localStorage.getItem('theme')).toBe('dark');
  window.dispatchEvent(new Event('load'));
  await pass(5_000);
  expect([hello.mock.calls.length, background.heard.length, listeners.size]).toEqual([0, 0, 0]);
  settle();
  await pass(0);
  expect(hello).toHaveBeenCalledTimes(1);
  expect(told()).toEqual([['dark', []]]);
});

test('when a person changes something before it settled, then it is theirs', async () => {
  const { document, use } = openPage({ theme: 'dark' });
  const { localStorage } = document.defaultView;
  const { settle, pass } = begin(anythingllm);
  document.readyState = 'complete';
  // The app writes what it believes, and the person something else.
  localStorage.setItem('theme', 'system');
  use('pointerdown');
  localStorage.setItem('theme', 'light');
  settle();
  await pass(0);
  expect(told()).toEqual([['light', ['ui.theme']]]);
});

test('when the app changes something before it settled, then it is no one’s choice', async () => {
  const { document, use } = openPage({ theme: 'dark' });
  const { settle, pass } = begin(anythingllm);
  document.readyState = 'complete';
  document.defaultView.localStorage.setItem('theme', 'system');
  use('pointerdown');
  settle();
  await pass(0);
  // As it does within three seconds of its start.
  document.defaultView.localStorage.setItem('theme', 'dark');
  document.defaultView.localStorage.setItem('theme', 'system');
  await pass(3_000);
  expect(told().flatMap(([, byHand]) => byHand)).toEqual([]);
});

test('when a page strands on the login page, then it waits no longer', async () => {
  const { location, navigation } = openPage({}, '/c/new');
  const { hello, pass } = begin({ app: 'librechat', basePath: '/' });
  Object.assign(location, { pathname: '/login', search: '?redirect_to=%2Fc%2Fnew' });
  navigation.dispatchEvent(new Event('currententrychange'));
  await pass(0);
  expect(hello).toHaveBeenCalledTimes(1);
  expect(background.heardOf('page-report').map(({ path }) => path)).toEqual(['/login?redirect_to=%2Fc%2Fnew']);
});

test('when a newer copy of the script comes, then the older one says nothing', async () => {
  openPage({ theme: 'dark' });
  const { hello, settle, pass } = begin(anythingllm);
  lifetime.end();
  settle();
  await pass(0);
  expect(hello).not.toHaveBeenCalled();
});

test('when a theme comes to a hidden tab, then its control follows once it is seen', async () => {
  const { document } = openPage({ theme: 'light' });
  const classList = { toggle: () => {} };
  const control = Object.assign(new EventTarget(), {
    value: 'light',
    options: ['system', 'light', 'dark'].map((value) => ({ value })),
  });
  const chosen: string[] = [];
  control.addEventListener('change', () => chosen.push(control.value));
  Object.assign(document, {
    visibilityState: 'hidden',
    body: { classList },
    documentElement: { classList, getAttribute: () => null, setAttribute: () => {} },
    querySelectorAll: (selector: string) => (selector === 'select' ? [control] : []),
  });
  Object.assign(window, { matchMedia: () => ({ matches: true }) });
  const desired = { asOf: 1, values: { 'ui.theme': 'dark' } };
  background.answers['page-report'] = { rescue: null, desired } satisfies PageReplies['page-report'];
  await start({ app: 'anythingllm', basePath: '/' });
  expect(document.defaultView.localStorage.getItem('theme')).toBe('dark');
  expect(chosen).toEqual([]);
  document.visibilityState = 'visible';
  document.dispatchEvent(new Event('visibilitychange'));
  await vi.advanceTimersByTimeAsync(0);
  expect(chosen).toEqual(['dark']);
});
