/** Runs in a page of the extension, on the browser's real storage. */
import { createStore } from 'tinybase';
import { createCustomPersister } from 'tinybase/persisters';
import type { Conversation } from '@/lib/model';
import { changedShards, records, type StorageArea, Store, toShards } from '@/lib/store';
import { median, timed } from './kit';
import { manyConversations } from './sample';

declare const chrome: { readonly storage: { readonly local: StorageArea } };

/** How one way to store them takes a changed conversation. */
export interface Cost {
  readonly bytes: number;
  readonly ms: number;
}
export type Ways = Readonly<Record<'tandem' | 'rewrite' | 'tinybase', Cost>>;

const rounds = 11;

/** Storing one changed conversation of so many, three ways, in turns. */
export async function commitCosts(amount: number): Promise<Ways> {
  const { local } = chrome.storage;
  let bytes = 0;
  const area: StorageArea = {
    get: (keys) => local.get(keys),
    remove: (keys) => local.remove(keys),
    set: (items) => {
      bytes += Object.values(items).reduce<number>((sum, value) => sum + String(value).length, 0);
      return local.set(items);
    },
  };
  const all = new Map(manyConversations(amount).map((one) => [one.id, one]));
  await local.set({ 'bench:kept': 'nothing' });

  const store = new Store(area, { onDamaged: () => undefined, onStorageError: () => undefined });
  const keyOf = (shard: number) => records.conversations('bench', 'bench', shard);
  await store.commit((transaction) => {
    for (const [number, shard] of toShards(all.values()).entries()) transaction.write(keyOf(number), shard);
  });

  const tables = createStore().setTable(
    'conversations',
    Object.fromEntries([...all].map(([id, one]) => [id, { ...one }])),
  );
  // As TinyBase's own persisters of the browser's storage do it.
  const persister = createCustomPersister(
    tables,
    async () => undefined,
    (getContent) => area.set({ 'bench:tinybase': JSON.stringify(getContent()) }),
    () => undefined,
    () => undefined,
  );

  const ways = {
    tandem: (changed: Conversation) =>
      store.commit((transaction) => {
        for (const [number, shard] of changedShards([changed], (at) => transaction.read(keyOf(at)) ?? []))
          transaction.write(keyOf(number), shard);
      }),
    rewrite: (changed: Conversation) => {
      all.set(changed.id, changed);
      return area.set({ 'bench:whole': JSON.stringify([...all.values()]) });
    },
    tinybase: (changed: Conversation) => {
      tables.setRow('conversations', changed.id, { ...changed });
      return persister.save();
    },
  };
  const costs = { tandem: [], rewrite: [], tinybase: [] } as Record<keyof Ways, Cost[]>;
  const ids = [...all.keys()];
  for (let round = 0; round < rounds; round++) {
    const one = all.get(ids[(round * 97) % amount] ?? '');
    if (!one) throw new Error('no conversations');
    for (const way of ['tandem', 'rewrite', 'tinybase'] as const) {
      bytes = 0;
      const ms = await timed(() => ways[way]({ ...one, title: `Renamed ${round}` }));
      costs[way].push({ bytes, ms });
    }
  }
  await local.remove(Object.keys(await local.get(null)).filter((name) => name.includes('bench')));
  const typical = (way: keyof Ways): Cost => ({
    bytes: median(costs[way].map((each) => each.bytes)),
    ms: median(costs[way].map(({ ms }) => ms)),
  });
  return { tandem: typical('tandem'), rewrite: typical('rewrite'), tinybase: typical('tinybase') };
}
