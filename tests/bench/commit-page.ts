/** Runs in a page of the extension, on the browser's real storage. */
import { records, type StorageArea, Store, toShards } from '@/lib/store';
import { inTurns, timed } from './kit';
import { manyConversations } from './sample';

declare const chrome: {
  readonly storage: {
    readonly local: {
      get(keys: readonly string[] | null): Promise<Record<string, unknown>>;
      set(items: object): Promise<void>;
      remove(keys: readonly string[]): Promise<void>;
    };
  };
};

const area: StorageArea = {
  get: (keys) => chrome.storage.local.get(keys),
  set: (items) => chrome.storage.local.set(items),
  remove: (keys) => chrome.storage.local.remove(keys),
};

/** Medians in ms; `ours` as the background stores a list of which one item has changed. */
export async function commitMedians(): Promise<{ ours: number; baseline: number }> {
  const store = new Store(area, { onDamaged: () => undefined, onStorageError: () => undefined });
  const conversations = manyConversations(10_000);
  const storeAll = () =>
    store.commit((transaction) => {
      for (const [shard, items] of toShards(conversations).entries())
        transaction.write(records.conversations('bench', 'bench', shard), items);
    });
  let change = 0;
  const changeOne = () => {
    const first = conversations[change % conversations.length];
    if (first) conversations[change % conversations.length] = { ...first, title: `Renamed ${change}` };
    change += 97;
  };
  await storeAll();
  const medians = await inTurns(
    15,
    () => {
      changeOne();
      return timed(storeAll);
    },
    () => {
      changeOne();
      return timed(() => chrome.storage.local.set({ 'bench:whole': JSON.stringify(conversations) }));
    },
  );
  await chrome.storage.local.remove(
    Object.keys(await chrome.storage.local.get(null)).filter((name) => name.includes('bench')),
  );
  return medians;
}
