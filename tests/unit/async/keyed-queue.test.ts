import fc from 'fast-check';
import { expect, test } from 'vitest';
import { KeyedQueue } from '@/lib/async';
import '../page/with-resolvers';

const works = fc.array(
  fc.record({ key: fc.constantFrom('a', 'b', 'c'), turns: fc.nat(5), end: fc.constantFrom('well', 'badly') }),
  { maxLength: 20 },
);

async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await Promise.resolve();
}

test('when work is queued by key, then each key’s is done in order, whatever fails', async () => {
  await fc.assert(
    fc.asyncProperty(works, async (given) => {
      const queue = new KeyedQueue<string>();
      const under = new Map<string, number>();
      const begun: number[] = [];
      const ends = await Promise.allSettled(
        given.map(({ key, turns: count, end }, at) =>
          queue.run(key, async () => {
            expect(under.has(key)).toBe(false);
            under.set(key, at);
            begun.push(at);
            await turns(count);
            under.delete(key);
            if (end === 'badly') throw new Error('failed');
            return at;
          }),
        ),
      );
      for (const key of ['a', 'b', 'c']) {
        const asked = given.flatMap((work, at) => (work.key === key ? [at] : []));
        expect(begun.filter((at) => given[at]?.key === key)).toEqual(asked);
      }
      expect(ends.map((end) => (end.status === 'fulfilled' ? end.value : 'failed'))).toEqual(
        given.map(({ end }, at) => (end === 'well' ? at : 'failed')),
      );
    }),
  );
});

test('when work of one key hangs, then another’s is done, and only it is busy', async () => {
  const queue = new KeyedQueue<string>();
  const hanging = Promise.withResolvers<void>();
  const first = queue.run('a', () => hanging.promise);
  expect(await queue.run('b', async () => 'done')).toBe('done');
  await turns(3);
  expect([queue.isBusy('a'), queue.isBusy('b')]).toEqual([true, false]);
  hanging.resolve();
  await first;
  await turns(3);
  expect(queue.isBusy('a')).toBe(false);
});
