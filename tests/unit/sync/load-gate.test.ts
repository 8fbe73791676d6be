import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DiagnosticLog } from '@/lib/diagnostics';
import { longestGated } from '@/lib/model/load-limits';
import { LoadGate } from '@/lib/sync/load-gate';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const sleep = (ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve, reject) => {
    setTimeout(resolve, ms);
    signal.addEventListener('abort', () => reject(signal.reason));
  });
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

function open() {
  const gate = new LoadGate({ sleep, now: Date.now, log: new DiagnosticLog(Date.now) });
  const done: string[] = [];
  const run = (what: string, key = what) =>
    void gate.run(key, async () => {
      done.push(what);
    });
  return { gate, done, run };
}

test('when a page waits for an answer, then it has not settled though it is quiet', async () => {
  const { gate, done, run } = open();
  gate.started(1);
  run('a');
  gate.requestStarted({ tabId: 1, requestId: 'x' });
  gate.requestStarted({ tabId: 1, requestId: 'y' });
  let isTold = false;
  void gate.pageSettled(1).then(() => {
    isTold = true;
  });
  gate.requestEnded({ tabId: 1, requestId: 'x' });
  await pass(3_000);
  gate.requestEnded({ tabId: 1, requestId: 'y' });
  // It shows what it got.
  await pass(499);
  expect([done, isTold]).toEqual([[], false]);
  await pass(1);
  expect([done, isTold]).toEqual([['a'], true]);
});

test('when a page waits for an answer that does not come, then work waits ten seconds', async () => {
  const { gate, done, run } = open();
  gate.started(1);
  gate.requestStarted({ tabId: 1, requestId: 'x' });
  run('a');
  void gate.pageSettled(1);
  await pass(longestGated);
  expect(done).toEqual(['a']);
});

test('when a tab loads another page, then the former one’s requests do not count', async () => {
  const { gate, done, run } = open();
  gate.started(1);
  gate.requestStarted({ tabId: 1, requestId: 'x' });
  const former = gate.pageSettled(1);
  gate.started(1);
  await former;
  run('a');
  expect(done).toEqual([]);
  await gate.pageSettled(1);
  expect(done).toEqual(['a']);
});

test('when the same is wanted several times meanwhile, then it is done once', async () => {
  const { gate, done, run } = open();
  gate.started(1);
  run('a', 'key');
  run('b', 'key');
  await gate.pageSettled(1);
  expect(done).toEqual(['b']);
});

test('when one thing fails, then the rest is done all the same', async () => {
  const { gate, done, run } = open();
  gate.started(1);
  void gate.run('bad', () => Promise.reject(new Error('no')));
  run('a');
  await gate.pageSettled(1);
  expect(done).toEqual(['a']);
});

test('when the gate opens, then what was noted comes before what waited', async () => {
  const { gate, done, run } = open();
  gate.started(1);
  void gate.whenOpen().then(() => done.push('reading'));
  run('bearer');
  await gate.pageSettled(1);
  await pass(0);
  expect(done).toEqual(['bearer', 'reading']);
});

type Step =
  | { readonly kind: 'started' | 'settled'; readonly tab: number }
  | { readonly kind: 'work' | 'open' }
  | { readonly kind: 'pass'; readonly ms: number };
const tab = fc.integer({ min: 1, max: 3 });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constantFrom('started' as const, 'settled' as const), tab }),
  fc.record({ kind: fc.constantFrom('work' as const, 'work' as const, 'open' as const) }),
  fc.record({ kind: fc.constant('pass' as const), ms: fc.integer({ min: 1, max: 7_000 }) }),
);

test('when anything loads and settles, then nothing runs meanwhile, all within 10 s', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const { gate } = open();
      let now = 0;
      const asked: number[] = [];
      const done: number[] = [];
      const loading = new Set<number>();
      let closedAt = 0;
      for (const one of steps) {
        if (one.kind === 'started' && loading.size === 0) closedAt = now;
        if (one.kind === 'started') loading.add(one.tab);
        if (one.kind === 'started') gate.started(one.tab);
        if (one.kind === 'settled') loading.delete(one.tab);
        if (one.kind === 'settled') await gate.pageSettled(one.tab);
        if (one.kind === 'open') loading.clear();
        if (one.kind === 'open') await gate.open();
        if (one.kind === 'work') {
          const at = asked.push(now) - 1;
          void gate.run(`${at}`, async () => {
            done.push(at);
          });
          expect(done.includes(at)).toBe(loading.size === 0);
        }
        if (one.kind === 'pass') {
          now += one.ms;
          await pass(one.ms);
          // From the first document on, even if that one has settled since.
          if (now - closedAt >= longestGated) loading.clear();
        }
        expect(gate.isOpen).toBe(loading.size === 0);
        if (gate.isOpen) expect(done).toHaveLength(asked.length);
        expect(asked.filter((at, index) => !done.includes(index) && now - at >= longestGated)).toEqual([]);
      }
      await pass(longestGated);
      expect(done).toEqual(asked.map((_, at) => at));
    }),
    { numRuns: 100 },
  );
});
