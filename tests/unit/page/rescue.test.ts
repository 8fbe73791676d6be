import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Lifetime } from '@/lib/page/lifetime';
import { isStranded } from '@/lib/page/settings/document-path';
import { Rescue } from '@/lib/page/settings/rescue';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function set() {
  const page = { stranded: false };
  const adopt = vi.fn<(token: string) => void>();
  const lifetime = new Lifetime(() => false);
  const idle = vi.getTimerCount();
  const rescue = new Rescue(lifetime, { isStranded: () => page.stranded, adopt });
  const tokens = () => adopt.mock.calls.map(([token]) => token);
  return { page, lifetime, rescue, tokens, timers: () => vi.getTimerCount() - idle };
}

test('when a document is stranded already, then at once, and once for each token', () => {
  const { page, rescue, tokens, timers } = set();
  page.stranded = true;
  rescue.offer('a.b.c');
  vi.advanceTimersByTime(60_000);
  expect(tokens()).toEqual(['a.b.c']);
  expect(timers()).toBe(0);
  rescue.offer('d.e.f');
  expect(tokens()).toEqual(['a.b.c', 'd.e.f']);
});

test('when a document strands later, then it is rescued soon after', () => {
  const { page, rescue, tokens } = set();
  rescue.offer('a.b.c');
  vi.advanceTimersByTime(14_000);
  expect(tokens()).toEqual([]);
  page.stranded = true;
  vi.advanceTimersByTime(500);
  expect(tokens()).toEqual(['a.b.c']);
});

test('when 15 seconds have passed, then the token is forgotten', () => {
  const { page, rescue, tokens, timers } = set();
  rescue.offer('a.b.c');
  vi.advanceTimersByTime(15_000);
  expect(timers()).toBe(0);
  page.stranded = true;
  rescue.check();
  expect(tokens()).toEqual([]);
});

test('when a newer token comes, then it replaces the one that waits', () => {
  const { page, rescue, tokens } = set();
  rescue.offer('old');
  vi.advanceTimersByTime(10_000);
  rescue.offer('new');
  vi.advanceTimersByTime(10_000);
  page.stranded = true;
  vi.advanceTimersByTime(10_000);
  expect(tokens()).toEqual(['new']);
});

test('when a script ended, then it rescues nothing', () => {
  const { page, lifetime, rescue, tokens } = set();
  rescue.offer('a.b.c');
  lifetime.end();
  page.stranded = true;
  vi.advanceTimersByTime(20_000);
  rescue.offer('d.e.f');
  expect(tokens()).toEqual([]);
  expect(vi.getTimerCount()).toBe(0);
});

test.each([
  ['/', '/login', '?redirect_to=%2Fc%2Fnew', true],
  ['/', '/login/', '?redirect_to=%2Fc%2Fnew', true],
  ['/chat/', '/chat/login', '?redirect_to=x', true],
  ['/', '/login', '', false],
  ['/', '/login/2fa', '?redirect_to=x', false],
  ['/', '/c/new', '?redirect_to=x', false],
  ['/chat/', '/login', '?redirect_to=x', false],
])('when under %s the address is %s%s, then it is stranded: %s', (basePath, pathname, search, expected) => {
  expect(isStranded(basePath, { pathname, search })).toBe(expected);
});
