import { expect, it } from 'vitest';
import { oneByOne, type RunOptions, type RunProgress } from '@/lib/archive/bring-in/one-by-one';

function runOptions(signal = new AbortController().signal) {
  const told: RunProgress[] = [];
  const slept: number[] = [];
  const options: RunOptions = {
    onProgress: (progress) => told.push(progress),
    signal,
    now: () => 1_000,
    sleep: async (ms) => void slept.push(ms),
  };
  return { told, slept, options };
}

it('when the app wants a pause, then the run waits and sends the same again', async () => {
  const { told, slept, options } = runOptions();
  const replies = [{ kind: 'made' }, { kind: 'wait', ms: 500 }, { kind: 'made' }] as const;
  const sent: string[] = [];
  const end = await oneByOne(
    ['a', 'b'],
    async (item) => replies[sent.push(item) - 1] ?? { kind: 'stopped', problem: null },
    options,
  );
  expect([sent, slept]).toEqual([['a', 'b', 'b'], [500]]);
  expect(end).toEqual({
    replies: [
      { item: 'a', reply: { kind: 'made' } },
      { item: 'b', reply: { kind: 'made' } },
    ],
    stopped: null,
  });
  expect(told.map(({ done, waitsUntil }) => [done, waitsUntil])).toEqual([
    [0, null],
    [1, null],
    [1, 1_500],
    [2, null],
  ]);
});

it('when the app cannot be asked, then the run stops and keeps what was done', async () => {
  const { options } = runOptions();
  const stopped = { kind: 'stopped', problem: null } as const;
  const end = await oneByOne(['a', 'b', 'c'], async (item) => (item === 'b' ? stopped : { kind: 'made' }), options);
  expect(end).toEqual({ replies: [{ item: 'a', reply: { kind: 'made' } }], stopped });
});

it('when a run is cancelled, also while it waits, then nothing more is sent', async () => {
  const cancel = new AbortController();
  const { options } = runOptions(cancel.signal);
  let sent = 0;
  const end = await oneByOne(
    ['a', 'b'],
    async () => {
      sent += 1;
      return { kind: 'wait', ms: 1 } as const;
    },
    { ...options, sleep: async () => cancel.abort() },
  );
  expect([sent, end]).toEqual([1, { replies: [], stopped: null }]);
});
