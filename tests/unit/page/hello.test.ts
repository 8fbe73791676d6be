import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { sayHello } from '@/lib/page/hello';
import { Lifetime } from '@/lib/page/lifetime';
import { FakeBackground } from './fakes';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const welcome = { app: 'librechat', basePath: '/' } as const;

test.each([welcome, null])('when the answer is %j, then the page takes it and asks once', async (answer) => {
  const background = new FakeBackground();
  background.answers['page-hello'] = answer;
  expect(await sayHello(new Lifetime(() => false), background.send)).toEqual(answer);
  expect(background.heard).toHaveLength(1);
});

test('when nobody answers, then it is asked again and a late answer taken', async () => {
  const background = new FakeBackground();
  const answer = sayHello(new Lifetime(() => false), background.send);
  await vi.advanceTimersByTimeAsync(999);
  expect(background.heard).toHaveLength(1);
  background.answers['page-hello'] = welcome;
  await vi.advanceTimersByTimeAsync(1);
  expect(await answer).toEqual(welcome);
  expect(background.heard).toHaveLength(2);
});

test('when nobody ever answers, then the page gives up after three tries', async () => {
  const background = new FakeBackground();
  const answer = sayHello(new Lifetime(() => false), background.send);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(await answer).toBeUndefined();
  expect(background.heard).toHaveLength(3);
});

test('when a script ends while it asks, then it gets no welcome', async () => {
  const lifetime = new Lifetime(() => false);
  const answer = sayHello(lifetime, async () => {
    lifetime.end();
    return welcome as never;
  });
  expect(await answer).toBeUndefined();
});
