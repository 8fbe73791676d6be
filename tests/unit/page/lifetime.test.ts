import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Lifetime } from '@/lib/page/lifetime';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const alive = () => false;

test('when a newer copy of the script starts, then the older one ends', () => {
  const document = new EventTarget();
  const [old, fresh] = [new Lifetime(alive), new Lifetime(alive)];
  old.takeOver(document);
  fresh.takeOver(document);
  expect([old.isOver(), fresh.isOver()]).toEqual([true, false]);
});

test('when the page script starts anew, then a script of another kind ends', () => {
  const document = new EventTarget();
  const [page, launcher, later, fresh] = [0, 1, 2, 3].map(() => new Lifetime(alive));
  page?.takeOver(document);
  launcher?.takeOver(document, 'launcher');
  expect(page?.isOver()).toBe(false);
  later?.takeOver(document, 'launcher');
  expect([page, launcher, later].map((one) => one?.isOver())).toEqual([false, true, false]);
  fresh?.takeOver(document);
  expect([page, later].map((one) => one?.isOver())).toEqual([true, true]);
});

test('when a lifetime ends, then all that it registered ends', () => {
  const lifetime = new Lifetime(alive);
  const target = new EventTarget();
  const called = vi.fn();
  lifetime.listen(target, 'click', called);
  lifetime.every(100, called);
  lifetime.after(100, called);
  lifetime.end();
  target.dispatchEvent(new Event('click'));
  vi.advanceTimersByTime(1_000_000);
  expect(called).not.toHaveBeenCalled();
  expect(vi.getTimerCount()).toBe(0);
});

test('when the extension is gone, then a late event does nothing and the script ends', () => {
  let orphaned = false;
  const lifetime = new Lifetime(() => orphaned);
  const target = new EventTarget();
  const called = vi.fn();
  lifetime.listen(target, 'click', called);
  target.dispatchEvent(new Event('click'));
  orphaned = true;
  target.dispatchEvent(new Event('click'));
  expect(called).toHaveBeenCalledTimes(1);
  expect(lifetime.signal.aborted).toBe(true);
});

test('when an idle script’s extension is gone, then it ends within half a minute', () => {
  let orphaned = false;
  const lifetime = new Lifetime(() => orphaned);
  lifetime.takeOver(new EventTarget());
  orphaned = true;
  vi.advanceTimersByTime(30_000);
  expect(lifetime.signal.aborted).toBe(true);
});

test('when timers are set, then they fire as asked and can be stopped alone', () => {
  const lifetime = new Lifetime(alive);
  const [each, once, stopped] = [vi.fn(), vi.fn(), vi.fn()];
  const stopEach = lifetime.every(100, each);
  lifetime.after(100, once);
  lifetime.after(100, stopped)();
  vi.advanceTimersByTime(350);
  stopEach();
  vi.advanceTimersByTime(350);
  expect([each, once, stopped].map((fn) => fn.mock.calls.length)).toEqual([3, 1, 0]);
});

test('when something is put off again, then it is done once, after the last time', () => {
  const lifetime = new Lifetime(alive);
  const called = vi.fn();
  const later = lifetime.later(100, called);
  later();
  vi.advanceTimersByTime(60);
  later();
  vi.advanceTimersByTime(99);
  expect(called).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1_000);
  expect(called).toHaveBeenCalledTimes(1);
  later();
  lifetime.end();
  vi.advanceTimersByTime(1_000);
  expect(called).toHaveBeenCalledTimes(1);
});

test('when a parent ends, then its children end, which may end before it', () => {
  const parent = new Lifetime(alive);
  const [first, second] = [parent.child(), parent.child()];
  first.end();
  expect([parent.isOver(), second.isOver()]).toEqual([false, false]);
  parent.end();
  expect(second.isOver()).toBe(true);
  expect(parent.child().isOver()).toBe(true);
});
