import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { OtherStore } from '@/lib/errors';
import { connection } from '../kit/samples';
import { FakeBrowser, type FakeTab } from './fake-browser';

let fake: FakeBrowser;
vi.mock('@/lib/platform/browser', () => ({
  get browser() {
    return fake;
  },
}));
vi.mock('webextension-polyfill', () => ({
  get default() {
    return fake;
  },
}));

const { ensureAlarm, onAlarm } = await import('@/lib/platform/alarm');
const { askReports, elsewhere, openItem, readPageToken, rescue, tabsOf } = await import('@/lib/platform/app-tabs');
const { ask } = await import('@/lib/platform/ask');
const { isGranted, releaseHost, requestHosts } = await import('@/lib/platform/grants');
const { listenToMessages } = await import('@/lib/platform/messages');
const { injectIntoOpenTabs, registerPageScripts, startLaunchers } = await import('@/lib/platform/scripts');
const { hideStorageFromPages, localArea } = await import('@/lib/platform/storage');
const { watchTraffic, whyFailed } = await import('@/lib/platform/traffic');
const { whereTo } = await import('@/lib/platform/where-to');

const anythingllm = connection('anythingllm', 'http://nas:3001');
const librechat = connection('librechat', 'http://nas:3080', { basePath: '/chat/' });
const tab = (id: number, url: string, more: Partial<FakeTab> = {}): FakeTab => ({ id, url, localStorage: {}, ...more });

beforeEach(() => {
  fake = new FakeBrowser();
});

it('when an app’s tabs are listed, then those of its address, last used first', async () => {
  fake.openTabs = [
    tab(1, 'http://nas:3080/chat/c/1', { lastAccessed: 1 }),
    tab(2, 'http://nas:3080/chat/c/2', { lastAccessed: 2 }),
    tab(3, 'http://nas:3001/'),
    tab(4, 'http://nas:3080/other'),
    tab(5, 'http://nas:3080/chat/', { incognito: true }),
    tab(6, 'http://nas:3080/chat/', { cookieStoreId: 'firefox-container-2' }),
  ];
  expect((await tabsOf(librechat)).map(({ id }) => id)).toEqual([2, 1]);
});

it.each<[Partial<FakeTab>, OtherStore | null]>([
  [{ cookieStoreId: 'firefox-container-2' }, 'container'],
  [{ incognito: true, cookieStoreId: 'firefox-private' }, 'private'],
  [{ cookieStoreId: 'firefox-default' }, null],
  [{}, null],
])('when an app is open in %j, then it is told where its sign-in is: %s', async (more, where) => {
  fake.openTabs = [tab(1, 'http://nas:3080/chat/', more), tab(2, 'http://nas:3080/other')];
  expect(await elsewhere(librechat)).toBe(where);
  fake.openTabs = [...fake.openTabs, tab(3, 'http://nas:3080/chat/')];
  expect(await elsewhere(librechat)).toBeNull();
});

it('when a tab can’t be read, then another one lends AnythingLLM’s token', async () => {
  fake.openTabs = [
    { id: 1, url: 'http://nas:3001/', lastAccessed: 9 },
    tab(2, 'http://nas:3001/', { localStorage: { anythingllm_authToken: 'a.b.c' } }),
  ];
  expect(await readPageToken(anythingllm)).toEqual({ open: true, token: 'a.b.c' });
  fake.openTabs = [tab(2, 'http://nas:3001/')];
  expect(await readPageToken(anythingllm)).toEqual({ open: true, token: null });
  fake.openTabs = [];
  expect(await readPageToken(anythingllm)).toEqual({ open: false });
  expect(await readPageToken(librechat)).toEqual({ open: false });
});

it('when an item is opened, then where it is already, else here or in a new tab', async () => {
  const item = { kind: 'conversation', id: '7' } as const;
  fake.openTabs = [tab(1, 'http://nas:3080/chat/c/7?x#y', { windowId: 4 })];
  await openItem(librechat, item, 9);
  expect(fake.called('tabs.update')).toEqual([[1, { active: true }]]);
  expect(fake.called('windows.update')).toEqual([[4, { focused: true }]]);
  fake.openTabs = [tab(1, 'http://nas:3080/chat/c/77')];
  await openItem(librechat, item, 9);
  await openItem(librechat, item, null);
  expect(fake.called('tabs.update')[1]).toEqual([9, { url: 'http://nas:3080/chat/c/7' }]);
  expect(fake.called('tabs.create')).toEqual([[{ url: 'http://nas:3080/chat/c/7' }]]);
});

it('when a page that is being left never answers, then nobody waits for it', async () => {
  fake.openTabs = [tab(1, 'http://nas:3001/'), tab(2, 'http://nas:3001/x')];
  fake.tabs.sendMessage = (id: number, message: unknown) => {
    fake.calls.push(['silent', id, message]);
    return new Promise<never>(() => undefined);
  };
  await askReports(anythingllm);
  expect(fake.called('silent')).toHaveLength(2);
});

it('when a tab has no script of ours, then telling it something is quiet', async () => {
  await rescue(3, 'token');
  expect(fake.called('tabs.sendMessage')).toEqual([[3, { type: 'rescue', token: 'token' }]]);
});

it('when a host is granted, then it is given back with the last app there', async () => {
  await requestHosts(['http://nas/*', 'http://nas/*']);
  expect(fake.granted).toEqual(['http://nas/*']);
  expect(await isGranted(librechat)).toBe(true);
  await releaseHost(librechat, [anythingllm]);
  expect(fake.granted).toEqual(['http://nas/*']);
  await releaseHost(anythingllm, []);
  expect(fake.granted).toEqual([]);
});

it('when apps are connected, then page scripts are registered once for their hosts', async () => {
  await registerPageScripts([librechat, anythingllm]);
  await registerPageScripts([anythingllm, librechat]);
  expect(fake.called('register')).toHaveLength(1);
  const matches = ['http://nas/*', 'http://nas/chat/*'];
  expect(fake.scripts).toEqual([
    { id: 'page', js: ['/page.js'], matches, runAt: 'document_start', world: 'ISOLATED' },
    { id: 'bridge', js: ['/bridge.js'], matches, runAt: 'document_start', world: 'MAIN' },
  ]);
  await registerPageScripts([anythingllm]);
  expect(fake.scripts.map(({ matches }) => matches)).toEqual([['http://nas/*'], ['http://nas/*']]);
  await registerPageScripts([]);
  expect(fake.scripts).toEqual([]);
});

it('when a tab can’t be reached, then scripts and launchers start in the others', async () => {
  fake.openTabs = [{ id: 1, url: 'http://nas:3001/' }, tab(2, 'http://nas:3001/x'), tab(3, 'http://nas:3080/')];
  await injectIntoOpenTabs(anythingllm);
  await startLaunchers(anythingllm);
  expect(fake.called('executeScript')).toEqual([
    [2, ['/page.js'], 'ISOLATED'],
    [2, ['/bridge.js'], 'MAIN'],
    [2, ['/launcher.js'], undefined],
  ]);
});

it('when an app is connected, then the alarm rings every 15 minutes', async () => {
  const rang = vi.fn();
  onAlarm(rang);
  await ensureAlarm('connected');
  await ensureAlarm('connected');
  expect(fake.called('alarms.create')).toEqual([['idle', { periodInMinutes: 15 }]]);
  fake.alarms.onAlarm.emit({ name: 'idle' });
  fake.alarms.onAlarm.emit({ name: 'another' });
  expect(rang).toHaveBeenCalledTimes(1);
  await ensureAlarm('not-connected');
  expect(fake.alarmNames).toEqual([]);
});

describe('traffic', () => {
  const heard = () => {
    const calls: unknown[][] = [];
    const note = (name: string) => (given: unknown) => void calls.push([name, given]);
    const watchAnew = watchTraffic({
      bearerSeen: (url, bearer) => void calls.push(['bearer', url, bearer]),
      requestStarted: note('started'),
      requestEnded: note('ended'),
      requestDone: note('done'),
      documentStarted: note('document'),
      documentDone: note('document done'),
      openedElsewhere: note('elsewhere'),
    });
    return { calls, watchAnew };
  };
  const request = {
    requestId: 'r',
    url: 'http://nas:3001/api/workspaces',
    method: 'GET',
    type: 'xmlhttprequest',
    tabId: 1,
  };
  const header = (value: string) => ({ requestHeaders: [{ name: 'Authorization', value }] });

  it('when tabs have traffic, then each bearer, request and document is told once', () => {
    const { calls, watchAnew } = heard();
    const filter = { urls: ['http://*/*', 'https://*/*'], types: ['main_frame', 'xmlhttprequest'] };
    const [before] = fake.webRequest.onCompleted.added;
    expect(before?.rest).toEqual([filter]);
    watchAnew();
    expect(fake.webRequest.onCompleted.added).toEqual([before]);
    expect(fake.webRequest.onCompleted.added[0]).not.toBe(before);
    fake.webRequest.onSendHeaders.emit({ ...request, ...header('Bearer a.b.c') });
    fake.webRequest.onCompleted.emit({ ...request, statusCode: 200 });
    fake.webRequest.onBeforeRequest.emit({ ...request, requestId: 'd', type: 'main_frame' });
    fake.webRequest.onErrorOccurred.emit({ ...request, requestId: 'd', type: 'main_frame', error: 'net::ERR_ABORTED' });
    expect(calls.map(([name]) => name)).toEqual(['started', 'bearer', 'ended', 'done', 'document', 'document done']);
    expect(calls[1]).toEqual(['bearer', request.url, 'a.b.c']);
    expect(calls[3]).toMatchObject(['done', { status: 200, method: 'GET', tabId: 1 }]);
  });

  it.each([
    ['of our own', { tabId: -1 }],
    ['of a private window', { incognito: true }],
    ['of another container', { cookieStoreId: 'firefox-container-1' }],
  ])('when a request is %s, then it is not listened to', (_what, more) => {
    const { calls } = heard();
    const details = { ...request, ...more, requestId: JSON.stringify(more) };
    fake.webRequest.onSendHeaders.emit({ ...details, ...header('Bearer a.b.c') });
    fake.webRequest.onCompleted.emit({ ...details, statusCode: 200 });
    fake.webRequest.onBeforeRequest.emit({ ...details, type: 'main_frame' });
    expect(calls).toEqual([]);
  });

  it('when a document comes in another container, then only its address is told', () => {
    const { calls } = heard();
    fake.webRequest.onCompleted.emit({
      ...request,
      requestId: 'c',
      type: 'main_frame',
      cookieStoreId: 'firefox-container-1',
      statusCode: 200,
    });
    expect(calls).toEqual([['elsewhere', request.url]]);
  });

  it('when a header holds no bearer, then none is told', () => {
    const { calls } = heard();
    for (const [at, value] of ['null', 'Bearer', 'Basic abc', 'Bearer a b'].entries()) {
      fake.webRequest.onSendHeaders.emit({ ...request, requestId: `h${at}`, ...header(value) });
    }
    expect(calls.filter(([name]) => name === 'bearer')).toEqual([]);
  });

  it('when a request of ours failed, then the reason is told once', async () => {
    heard();
    const url = 'http://nas:3001/api/ping';
    fake.webRequest.onErrorOccurred.emit({ ...request, url, tabId: -1, error: 'net::ERR_CONNECTION_REFUSED' });
    expect(await whyFailed(url)).toBe('refused');
    expect(await whyFailed(url)).toBeNull();
  });

  it.each([
    ['a policy keeps us away', 'opaque', 'blocked'],
    ['nothing does', 'basic', null],
  ])('when a granted host fails silently and %s, then that is told', async (_what, type, reason) => {
    heard();
    const send = vi.fn(async (_url: string, _init: RequestInit) => ({ type }));
    vi.stubGlobal('fetch', send);
    expect(await whyFailed('http://nas:3001/api/ping')).toBe(reason);
    expect(send.mock.calls[0]?.[1]).toMatchObject({ mode: 'no-cors', credentials: 'omit' });
    vi.unstubAllGlobals();
  });

  it('when a request of ours is sent on, then its headers tell where, once', async () => {
    const url = 'http://nas:3001/api/ping';
    const told = (value: string) => ({ url, tabId: -1, responseHeaders: [{ name: 'Location', value }] });
    const { onHeadersReceived } = fake.webRequest;
    vi.stubGlobal('fetch', async () => {
      onHeadersReceived.emit({ ...told('http://elsewhere/'), tabId: 4 });
      onHeadersReceived.emit(told('/new/api/ping'));
    });
    expect(await whereTo(url)).toBe('http://nas:3001/new/api/ping');
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
    expect(await whereTo(url)).toBeNull();
    expect(onHeadersReceived.added).toEqual([]);
    vi.unstubAllGlobals();
  });
});

describe('messages', () => {
  const view = { id: 'self', url: 'chrome-extension://self/popup.html' };
  const page = { id: 'self', url: 'http://nas:3001/', tab: { id: 3 }, frameId: 0 };
  const listen = () => {
    const handlers = { view: vi.fn(async () => 'seen'), page: vi.fn(async () => 'heard') };
    listenToMessages(handlers);
    return { handlers, send: (message: unknown, sender: unknown) => fake.runtime.onMessage.emit(message, sender)[0] };
  };

  it('when views and pages send messages, then their own handlers get them, parsed', async () => {
    const { handlers, send } = listen();
    expect(await send({ type: 'heartbeat', input: true, extra: 1 }, view)).toEqual({ value: 'seen' });
    expect(handlers.view).toHaveBeenCalledWith({ type: 'heartbeat', input: true }, { kind: 'view' });
    expect(await send({ type: 'page-hello' }, page)).toEqual({ value: 'heard' });
    expect(handlers.page).toHaveBeenCalledWith({ type: 'page-hello' }, { kind: 'page', url: page.url, tabId: 3 });
  });

  it('when a stranger sends a message or a page a view’s, then nobody gets it', async () => {
    const { handlers, send } = listen();
    expect(await send({ type: 'sync' }, page)).toEqual({ error: 'not a message of Tandem' });
    expect(await send({ type: 'heartbeat' }, view)).toEqual({ error: 'not a message of Tandem' });
    expect(await send({ type: 'sync' }, { id: 'other', url: view.url })).toBeUndefined();
    expect(handlers.view).not.toHaveBeenCalled();
    expect(handlers.page).not.toHaveBeenCalled();
  });

  it('when the background is being stopped, then a message is sent once more', async () => {
    fake.sendMessageReplies = [
      () => Promise.reject(new Error('Receiving end does not exist')),
      async () => ({ value: null }),
    ];
    expect(await ask({ type: 'disconnect', app: 'librechat' })).toBeNull();
    fake.sendMessageReplies = [async () => ({ error: 'no' })];
    await expect(ask({ type: 'disconnect', app: 'librechat' })).rejects.toThrow('no');
  });
});

it('when the local area changes, then new values are told until the watch ends', () => {
  const changes: unknown[] = [];
  const stop = localArea.watch((change) => void changes.push(change));
  fake.storage.onChanged.emit({ a: { newValue: 1 }, b: {} }, 'local');
  fake.storage.onChanged.emit({ c: { newValue: 1 } }, 'session');
  stop();
  fake.storage.onChanged.emit({ d: { newValue: 1 } }, 'local');
  expect(changes).toEqual([{ a: 1, b: undefined }]);
});

it('when the browser can, then storage is hidden from pages', async () => {
  await hideStorageFromPages();
  expect(fake.called('setAccessLevel')).toEqual([[{ accessLevel: 'TRUSTED_CONTEXTS' }]]);
});
