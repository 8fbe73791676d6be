import { afterEach, expect, test, vi } from 'vitest';
import { extensionUrl, isOrphaned, onToPage, send } from '@/lib/page/runtime';
import { fakeRuntime } from './fakes';

afterEach(() => vi.unstubAllGlobals());

test.each([
  [{ value: { rescue: null } }, { rescue: null }],
  [{ value: null }, null],
  [{ error: { code: 'x' } }, undefined],
  [undefined, undefined],
  ['garbage', undefined],
])('when the background answers %j, then it is taken as %j', async (reply, expected) => {
  fakeRuntime(async () => reply);
  expect(await send({ type: 'page-heartbeat', input: false })).toEqual(expected);
});

test('when a message is refused or throws, then there is no answer', async () => {
  fakeRuntime(() => Promise.reject(new Error('Could not establish connection.')));
  expect(await send({ type: 'page-hello' })).toBeUndefined();
  fakeRuntime(() => {
    throw new Error('Extension context invalidated.');
  });
  expect(await send({ type: 'page-hello' })).toBeUndefined();
});

test('when a script has no extension, then it is orphaned', () => {
  expect(isOrphaned()).toBe(true);
  fakeRuntime();
  expect(isOrphaned()).toBe(false);
  vi.stubGlobal('chrome', {});
  expect(isOrphaned()).toBe(true);
});

test('when the page has an element called “browser”, then it is not the browser', () => {
  vi.stubGlobal('browser', { runtime: { id: 'field' } });
  fakeRuntime();
  expect(extensionUrl('panel.html')).toBe('extension://abc/panel.html');
});

test('when messages for pages come, then they are heard until the end, others never', () => {
  const listeners = fakeRuntime();
  const heard: unknown[] = [];
  const life = new AbortController();
  onToPage(life.signal, (message) => heard.push(message));
  const say = (message: unknown) => {
    for (const listener of listeners) listener(message as never);
  };
  const known = [{ type: 'report' }, { type: 'rescue', token: 'a.b.c' }, { type: 'close-panel' }, { type: 'launcher' }];
  const unknown = [{ type: 'rescue' }, { type: 'later' }, null, 'report'];
  for (const message of [...known, ...unknown]) say(message);
  life.abort();
  say({ type: 'report' });
  expect(heard).toEqual(known);
});
