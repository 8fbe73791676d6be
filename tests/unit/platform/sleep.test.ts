import { expect, it, vi } from 'vitest';
import { sleep } from '@/lib/platform/sleep';

it('when a sleep is over, then nothing of it is left at the signal', async () => {
  const { signal } = new AbortController();
  const added = vi.spyOn(signal, 'addEventListener');
  const removed = vi.spyOn(signal, 'removeEventListener');
  await sleep(1, signal);
  expect(removed.mock.calls.map(([, listener]) => listener)).toEqual(added.mock.calls.map(([, listener]) => listener));
  expect(added).toHaveBeenCalledOnce();
});

it('when the signal is aborted before or during a sleep, then it rejects', async () => {
  const controller = new AbortController();
  const asleep = sleep(60_000, controller.signal);
  controller.abort(new Error('stopped'));
  await expect(asleep).rejects.toThrow('stopped');
  await expect(sleep(1, controller.signal)).rejects.toThrow('stopped');
});
