import { expect, test, vi } from 'vitest';
import { forgetKept, restoreAtBoot } from '@/lib/page/settings/boot';
import { FakeDocument, FakeOrigin } from './fakes';

const start = 1_800_000_000_000;
const hour = 3_600_000;

function kept(values: object, { base = '/', age = 0, once = null as object | null } = {}) {
  return JSON.stringify({ base, at: start - age, keep: values, once, hand: [] });
}

test('when AnythingLLM took settings back, then a new document sets them again', () => {
  const origin = new FakeOrigin({
    theme: 'system',
    i18nextLng: 'en-us',
    'tandem:anythingllm': kept({ 'ui.theme': 'dark', 'ui.language': 'de' }),
  });
  const document = new FakeDocument('anythingllm', origin);
  expect(document.report().ui).toEqual({ theme: 'dark', language: 'de', textSize: null });
  expect(document.previews).toEqual([]);
});

test('when LibreChat’s page opens, then it gets settings in its encoding, and cookie', () => {
  const origin = new FakeOrigin({
    'color-theme': '"light"',
    'tandem:librechat': kept({ 'ui.theme': 'dark', 'ui.language': 'de-DE' }),
  });
  new FakeDocument('librechat', origin, { pathname: '/c/new' });
  expect(origin.entries.get('color-theme')).toBe('"dark"');
  expect(origin.cookies).toBe('lang=de-DE');
});

test('when what is stored means the same, then nothing is set at the start', () => {
  const origin = new FakeOrigin({ i18nextLng: 'de-DE', 'tandem:anythingllm': kept({ 'ui.language': 'de-de' }) });
  new FakeDocument('anythingllm', origin);
  expect(origin.entries.get('i18nextLng')).toBe('de-DE');
});

test('when nobody is signed in, then nothing is set at the start', () => {
  const once = { endpoint: 'openAI', model: 'gpt-4o' };
  const origin = new FakeOrigin({ 'tandem:librechat': kept({ 'ui.theme': 'dark' }, { once }) });
  const before = new Map(origin.entries);
  new FakeDocument('librechat', origin, { pathname: '/login' });
  expect(origin.entries).toEqual(before);
});

test.each([
  ['/chat/', '/chat/c/new', 'dark'],
  ['/chat/', '/chat', 'dark'],
  ['/chat/', '/chatter', 'light'],
  ['/chat/', '/', 'light'],
  ['/', '/anything', 'dark'],
])('when kept for base path %s and opened at %s, then the theme is %s', (base, pathname, theme) => {
  const origin = new FakeOrigin({
    'color-theme': 'light',
    'tandem:librechat': kept({ 'ui.theme': 'dark' }, { base }),
  });
  new FakeDocument('librechat', origin, { pathname, basePath: base });
  expect(origin.entries.get('color-theme')).toBe(theme);
});

test('when one app lies within the other, then each gets only what is its own', () => {
  const entries = {
    theme: 'light',
    'color-theme': 'light',
    'tandem:anythingllm': kept({ 'ui.theme': 'dark' }),
    'tandem:librechat': kept({ 'ui.theme': 'dark' }, { base: '/chat/' }),
  };
  const chat = new FakeOrigin(entries);
  new FakeDocument('librechat', chat, { pathname: '/chat/c/new', basePath: '/chat/' });
  expect([chat.entries.get('theme'), chat.entries.get('color-theme')]).toEqual(['light', 'dark']);
  const anything = new FakeOrigin(entries);
  new FakeDocument('anythingllm', anything, { pathname: '/workspace/chat' });
  expect([anything.entries.get('theme'), anything.entries.get('color-theme')]).toEqual(['dark', 'light']);
});

test('when a document may be AnythingLLM’s, then no cookie is waited for', () => {
  const cookieReads = (app: 'anythingllm' | 'librechat', entries: Record<string, string>) => {
    const document = new FakeDocument(app, new FakeOrigin(entries));
    const source = document.source();
    const read = vi.spyOn(source, 'cookies', 'get');
    restoreAtBoot(source, 'before-app', start);
    return read.mock.calls.length;
  };
  expect(cookieReads('anythingllm', { theme: 'dark' })).toBe(0);
  expect(cookieReads('anythingllm', { 'tandem:anythingllm': kept({ 'ui.language': 'de' }) })).toBe(0);
  expect(cookieReads('librechat', { 'tandem:librechat': kept({ 'ui.language': 'de-DE' }) })).toBeGreaterThan(0);
});

test('when what is kept was not seen for a day, then it is forgotten', () => {
  const origin = new FakeOrigin({
    theme: 'light',
    'tandem:anythingllm': kept({ 'ui.theme': 'dark' }, { age: 24 * hour }),
  });
  new FakeDocument('anythingllm', origin);
  expect(origin.entries.get('theme')).toBe('light');
  expect(origin.kept('anythingllm')).toBeUndefined();
});

test('when documents see what is kept, then it lasts', () => {
  const origin = new FakeOrigin({ theme: 'dark', 'tandem:anythingllm': kept({ 'ui.theme': 'dark' }) });
  for (let day = 0; day < 3; day++) {
    new FakeDocument('anythingllm', origin);
    origin.now += 23 * hour;
  }
  const open = new FakeDocument('anythingllm', origin);
  origin.now += 48 * hour;
  open.write('theme', 'system');
  open.guard.check();
  expect(origin.entries.get('theme')).toBe('dark');
  origin.now += 23 * hour;
  origin.entries.set('theme', 'system');
  new FakeDocument('anythingllm', origin);
  expect(origin.entries.get('theme')).toBe('dark');
});

test.each([
  '{damaged',
  'null',
  '[]',
  '7',
  '{"base":7,"at":1800000000000,"keep":{"ui.theme":"dark"}}',
  '{"base":"","at":1800000000000,"keep":{"ui.theme":"dark"}}',
  '{"base":"/","at":"now","keep":{"ui.theme":"dark"}}',
  '{"base":"/","at":1800000000000,"keep":{"ui.theme":7},"once":{"endpoint":7},"hand":7}',
  '{"base":"/","at":1800000000000,"keep":null,"hand":["x",{}]}',
])('when what is kept is damaged (%s), then it does no harm', (text) => {
  const origin = new FakeOrigin({ theme: 'light', 'tandem:anythingllm': text, 'tandem:librechat': text });
  const document = new FakeDocument('anythingllm', origin);
  expect(document.told()).toMatchObject({ ui: { theme: 'light' }, byHand: [] });
  document.give(1, { 'ui.theme': 'light' });
  expect(origin.kept('anythingllm')).toMatchObject({ keep: { 'ui.theme': 'light' } });
  expect(origin.kept('anythingllm')?.hand).toEqual({});
});

test('when a connection ends, then what is kept goes for that app alone', () => {
  const origin = new FakeOrigin({
    'tandem:anythingllm': kept({ 'ui.theme': 'dark' }, { base: '/brain/' }),
    'tandem:librechat': kept({ 'ui.theme': 'dark' }, { base: '/chat/' }),
  });
  forgetKept(new FakeDocument('librechat', origin, { pathname: '/chat/c/new', basePath: '/chat/' }).source());
  expect(origin.kept('librechat')).toBeUndefined();
  expect(origin.kept('anythingllm')).toBeDefined();
});
