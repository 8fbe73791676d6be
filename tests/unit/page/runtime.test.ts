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
])('takes the background’s answer %j as %j', async (reply, expected) => {
  vi.stubGlobal(
    'chrome',
    fakeRuntime(async () => reply),
  );
  expect(await send({ type: 'page-look', input: false })).toEqual(expected);
});

test('a refused or thrown message is no answer', async () => {
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

test('a script without its extension is orphaned', () => {
  expect(isOrphaned()).toBe(true);
  vi.stubGlobal(
    'chrome',
    fakeRuntime(async () => null),
  );
  expect(isOrphaned()).toBe(false);
  vi.stubGlobal('chrome', {});
  expect(isOrphaned()).toBe(true);
});

test('an element of the page that is called "browser" is not taken for the browser', () => {
  vi.stubGlobal('browser', { runtime: { id: 'field' } });
  vi.stubGlobal(
    'chrome',
    fakeRuntime(async () => null),
  );
  expect(extensionUrl('panel.html')).toBe('extension://abc/panel.html');
});

test('hears the messages for pages until it ends, and no others', () => {
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
