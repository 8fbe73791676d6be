import { expect, it } from 'vitest';
import { defaultPreferences } from '@/lib/model';
import { createLiveState } from '@/lib/shared-state';
import { records, type StorageChanges, Store } from '@/lib/store';
import { MemoryArea } from '../kit/memory-area';
import { workspace } from '../kit/samples';

/** The state of a background that tells itself of its own commits. */
function background() {
  const area = new MemoryArea();
  const listeners = new Set<(changes: StorageChanges) => void>();
  const told: StorageChanges[] = [];
  const store = new Store(area, {
    onDamaged: () => undefined,
    onStorageError: () => undefined,
    onStored: (changes) => {
      told.push(changes);
      for (const listener of listeners) listener(changes);
    },
  });
  const live = createLiveState(store, (listener) => listeners.add(listener));
  const prefer = (pollSeconds: number) =>
    store.commit((transaction) => transaction.write(records.preferences, { ...defaultPreferences, pollSeconds }));
  return { area, store, live, prefer, told };
}

it('when commits are made, then the live state follows', async () => {
  const { live, prefer } = background();
  await prefer(60);
  expect((await live.read()).preferences.pollSeconds).toBe(60);
  await prefer(90);
  expect((await live.read()).preferences.pollSeconds).toBe(90);
});

it('when a commit is stored, even in part, then it tells what it stored and removed', async () => {
  const { area, store, told } = background();
  const key = records.workspaces('c', 'i');
  await store.commit((transaction) => transaction.write(key, [workspace('a')]));
  expect(Object.keys(told[0] ?? {})).toContain(key.name);
  await store.commit(() => undefined);
  expect(told).toHaveLength(1);
  area.failure = new Error('the disk is full');
  const half = store.commit((transaction) => {
    transaction.remove(key);
    transaction.write(records.preferences, defaultPreferences);
  });
  await expect(half).rejects.toThrow('full');
  expect(told[1]).toEqual({ [key.name]: undefined });
});
