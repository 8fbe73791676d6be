import { afterEach, expect, test, vi } from 'vitest';
import { extensionUrl, isOrphaned, onToPage, send } from '@/lib/page/runtime';

afterEach(() => vi.unstubAllGlobals());

function fakeRuntime(sendMessage: (message: unknown) => Promise<unknown>) {
  const listeners = new Set<(message: unknown) => unknown>();
  const onMessage = {
    addListener: (listener: (message: unknown) => unknown) => listeners.add(listener),
    removeListener: (listener: (message: unknown) => unknown) => listeners.delete(listener),
  };
  const runtime = { id: 'abc', sendMessage, onMessage, getURL: (path: string) => `extension://abc/${path}` };
  return { runtime, listeners };
}

test.each([
  [{ value: { rescue: null } }, { rescue: null }],
  [{ value: null }, null],
  [{ error: { code: 'x' } }, undefined],
  [undefined, undefined],
  ['garbage', undefined],
])('when the background answers %j, then it is taken as %j', async (reply, expected) => {
  vi.stubGlobal(
    'chrome',
    fakeRuntime(async () => reply),
  );
  expect(await send({ type: 'page-look', input: false })).toEqual(expected);
});

test('when a message is refused or throws, then there is no answer', async () => {
  vi.stubGlobal(
    'chrome',
    fakeRuntime(async () => Promise.reject(new Error('Could not establish connection.'))),
  );
  expect(await send({ type: 'page-hello' })).toBeUndefined();
  const invalidated = () => {
    throw new Error('Extension context invalidated.');
  };
  vi.stubGlobal('chrome', fakeRuntime(invalidated));
  expect(await send({ type: 'page-hello' })).toBeUndefined();
});

test('when a script has no extension, then it is orphaned', () => {
  expect(isOrphaned()).toBe(true);
  vi.stubGlobal(
    'chrome',
    fakeRuntime(async () => null),
  );
  expect(isOrphaned()).toBe(false);
  vi.stubGlobal('chrome', {});
  expect(isOrphaned()).toBe(true);
});

test('when the page has an element called “browser”, then it is not the browser', () => {
  vi.stubGlobal('browser', { runtime: { id: 'field' } });
  vi.stubGlobal(
    'chrome',
    fakeRuntime(async () => null),
  );
  expect(extensionUrl('panel.html')).toBe('extension://abc/panel.html');
});

test('when messages for pages come, then they are heard until the end, others never', () => {
  const fake = fakeRuntime(async () => null);
  vi.stubGlobal('chrome', fake);
  const heard: unknown[] = [];
  const life = new AbortController();
  onToPage(life.signal, (message) => heard.push(message));
  const say = (message: unknown) => {
    for (const listener of fake.listeners) listener(message);
  };
  const known = [{ type: 'report' }, { type: 'rescue', token: 'a.b.c' }, { type: 'close-panel' }, { type: 'launcher' }];
  const unknown = [{ type: 'rescue' }, { type: 'later' }, null, 'report'];
  for (const message of [...known, ...unknown]) say(message);
  life.abort();
  say({ type: 'report' });
  expect(heard).toEqual(known);
});
