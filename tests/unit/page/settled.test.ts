import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Lifetime } from '@/lib/page/lifetime';
import { settling } from '@/lib/page/settled';

/** The browser's own observer, which tells a moment later what came. */
class FakeObserver {
  static readonly supportedEntryTypes = ['resource', 'paint'];
  static alive: FakeObserver[] = [];
  static types: readonly string[] = [];
  constructor(private readonly tell: () => void) {}
  observe({ entryTypes }: { readonly entryTypes: readonly string[] }): void {
    FakeObserver.types = entryTypes;
    FakeObserver.alive.push(this);
  }
  disconnect(): void {
    FakeObserver.alive = FakeObserver.alive.filter((one) => one !== this);
  }
  static came(): void {
    for (const one of FakeObserver.alive) one.tell();
  }
}

let lifetime: Lifetime;
beforeEach(() => {
  vi.useFakeTimers();
  FakeObserver.alive = [];
  lifetime = new Lifetime(() => false);
});
afterEach(() => {
  lifetime.end();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function openPage(readyState: DocumentReadyState) {
  const document = { readyState };
  const listeners = new Map<string, (event: object) => void>();
  const window = {
    addEventListener: (type: string, listener: (event: object) => void) => void listeners.set(type, listener),
  };
  /** What waits for the main thread to be idle. */
  const idle: (() => void)[] = [];
  vi.stubGlobal('document', document);
  vi.stubGlobal('window', window);
  vi.stubGlobal('PerformanceObserver', FakeObserver);
  vi.stubGlobal('requestIdleCallback', (then: () => void) => idle.push(then));
  let isSettled = false;
  const { settled, now } = settling(lifetime);
  void settled.then(() => {
    isSettled = true;
  });
  const pass = async (ms: number) => {
    await vi.advanceTimersByTimeAsync(ms);
    return isSettled;
  };
  const hear = async (type: string, event: object = { isTrusted: true }) => {
    if (type === 'load') document.readyState = 'complete';
    listeners.get(type)?.({ type, ...event });
    return pass(0);
  };
  const getIdle = () => {
    for (const then of idle.splice(0)) then();
    return pass(0);
  };
  return { document, hear, pass, getIdle, now };
}

test('when a page had loaded before us, then it has settled', async () => {
  expect(await openPage('complete').pass(0)).toBe(true);
});

test('when nothing came for a second after the load and it is idle, then it settled', async () => {
  const { hear, pass, getIdle } = openPage('loading');
  expect(await pass(3_000)).toBe(false);
  await hear('load');
  expect(FakeObserver.types).toEqual(['resource']);
  expect(await pass(1_000)).toBe(false);
  expect(await getIdle()).toBe(true);
  expect(FakeObserver.alive).toEqual([]);
});

test.each([
  ['meanwhile', 900],
  ['only as it is idle', 1_000],
])('when something comes %s, then the second begins anew', async (_when, came) => {
  const { hear, pass, getIdle } = openPage('loading');
  await hear('load');
  await pass(came);
  FakeObserver.came();
  expect(await getIdle()).toBe(false);
  await pass(900);
  expect(await getIdle()).toBe(false);
  await pass(100);
  expect(await getIdle()).toBe(true);
});

test('when a page never comes to rest, then it counts as settled after 8 seconds', async () => {
  const { hear, pass } = openPage('loading');
  await hear('load');
  for (let second = 0; second < 7; second++) {
    FakeObserver.came();
    expect(await pass(1_000)).toBe(false);
  }
  FakeObserver.came();
  expect(await pass(1_000)).toBe(true);
});

test('when a page never loads, then it counts as settled after eight seconds', async () => {
  const { pass } = openPage('loading');
  expect(await pass(7_999)).toBe(false);
  expect(await pass(1)).toBe(true);
});

test.each(['keydown', 'pointerdown'])('when the person uses a page (%s), then it has settled', async (type) => {
  const { document, hear } = openPage('loading');
  // A script of the page, or before there is anything that could be used.
  expect(await hear(type, { isTrusted: false })).toBe(false);
  expect(await hear(type)).toBe(false);
  document.readyState = 'interactive';
  expect(await hear(type)).toBe(true);
});

test('when somebody wants something of us, then it need not wait', async () => {
  const { pass, now } = openPage('loading');
  now();
  expect(await pass(0)).toBe(true);
  expect(vi.getTimerCount()).toBe(0);
});

test('when our script ends, then nothing of it goes on', async () => {
  const { hear, pass } = openPage('loading');
  await hear('load');
  lifetime.end();
  await pass(0);
  expect([vi.getTimerCount(), FakeObserver.alive.length]).toEqual([0, 0]);
});
