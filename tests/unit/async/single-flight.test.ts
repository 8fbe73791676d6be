import { expect, test } from 'vitest';
import { once, singleFlight } from '@/lib/async';
import '../page/with-resolvers';

/** Work whose runs end when they are told to. */
function held() {
  const runs: PromiseWithResolvers<number>[] = [];
  const work = (_key?: string) => {
    const run = Promise.withResolvers<number>();
    runs.push(run);
    return run.promise;
  };
  return { runs, work };
}

test('when several ask at once, then they share one run, and the next one begins anew', async () => {
  const { runs, work } = held();
  const ask = singleFlight(work);
  const asked = [ask(), ask()];
  expect(runs).toHaveLength(1);
  runs[0]?.resolve(1);
  expect(await Promise.all(asked)).toEqual([1, 1]);
  const later = ask();
  runs[1]?.resolve(2);
  expect(await later).toBe(2);
});

test('when a shared run fails, then all who asked hear, and the next begins anew', async () => {
  const { runs, work } = held();
  const ask = singleFlight(work);
  const asked = [ask(), ask()];
  runs[0]?.reject(new Error('failed'));
  expect((await Promise.allSettled(asked)).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  const later = ask();
  runs[1]?.resolve(2);
  expect(await later).toBe(2);
});

test('when runs have different keys, then they do not wait for each other', async () => {
  const { runs, work } = held();
  const ask = singleFlight(work, (key) => key);
  const asked = [ask('a'), ask('b'), ask('a')];
  expect(runs).toHaveLength(2);
  runs[1]?.resolve(2);
  expect(await asked[1]).toBe(2);
  runs[0]?.resolve(1);
  expect(await Promise.all([asked[0], asked[2]])).toEqual([1, 1]);
});

test('when something was done once, then its result is kept', async () => {
  const { runs, work } = held();
  const ask = once(work);
  const first = ask();
  runs[0]?.resolve(1);
  expect([await first, await ask()]).toEqual([1, 1]);
  expect(runs).toHaveLength(1);
});

test('when what is done once fails, then the next call tries anew', async () => {
  const { runs, work } = held();
  const ask = once(work);
  const first = ask();
  runs[0]?.reject(new Error('failed'));
  await expect(first).rejects.toThrow('failed');
  const later = ask();
  runs[1]?.resolve(2);
  expect([await later, await ask()]).toEqual([2, 2]);
});
