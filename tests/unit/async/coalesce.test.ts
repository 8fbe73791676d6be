import fc from 'fast-check';
import { expect, test } from 'vitest';
import { coalesce } from '@/lib/async';
import '../page/with-resolvers';

/** Work whose runs end when they are told to. */
function held() {
  const runs: PromiseWithResolvers<void>[] = [];
  let under = 0;
  const work = async () => {
    expect(++under).toBe(1);
    const run = Promise.withResolvers<void>();
    runs.push(run);
    await run.promise.finally(() => {
      under -= 1;
    });
  };
  return { runs, coalesced: coalesce(work), isUnder: () => under > 0 };
}

const settle = () => new Promise((resolve) => setTimeout(resolve));

test('when work is asked for while it is done, then one more run follows for all', async () => {
  const { runs, coalesced } = held();
  const first = coalesced.run();
  const [second, third] = [coalesced.run(), coalesced.run()];
  expect(runs).toHaveLength(1);
  runs[0]?.resolve();
  await first;
  await settle();
  expect(runs).toHaveLength(2);
  runs[1]?.resolve();
  await Promise.all([second, third]);
  await settle();
  expect([runs.length, coalesced.isRunning()]).toEqual([2, false]);
});

test('when a run fails, then those who asked before hear of it, and the next is made', async () => {
  const { runs, coalesced } = held();
  const first = coalesced.run();
  const second = coalesced.run();
  runs[0]?.reject(new Error('failed'));
  await expect(first).rejects.toThrow('failed');
  await settle();
  runs[1]?.resolve();
  await second;
});

test('when asks and ends come in any order, then each ask gets a later run', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom('ask', 'end', 'settle'), { maxLength: 30 }), async (steps) => {
      const { runs, coalesced, isUnder } = held();
      const answered: { readonly from: number; by: number }[] = [];
      for (const step of steps) {
        if (step === 'end') runs.at(-1)?.resolve();
        else if (step === 'settle') await settle();
        else {
          const ask = { from: runs.length, by: -1 };
          answered.push(ask);
          void coalesced.run().then(() => {
            ask.by = runs.length;
          });
        }
      }
      while (coalesced.isRunning() || isUnder()) {
        runs.at(-1)?.resolve();
        await settle();
      }
      for (const { from, by } of answered) expect(by).toBeGreaterThan(from);
      expect(runs.length).toBeLessThanOrEqual(answered.length);
    }),
    { numRuns: 50 },
  );
});
