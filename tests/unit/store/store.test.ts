import { beforeEach, describe, expect, it, vi } from 'vitest';
import { defaultPreferences, initialStatus } from '@/lib/model';
import { asideName, decodeRecord, type RecordKey, records, revisionName, Store } from '@/lib/store';
import { MemoryArea } from '../kit/memory-area';
import { workspace } from '../kit/samples';

let area: MemoryArea;
let damaged: string[];
let errors: unknown[];
let store: Store;

beforeEach(() => {
  area = new MemoryArea();
  damaged = [];
  errors = [];
  startAnew();
});

/** What only the worker's memory held is gone. */
function startAnew(): void {
  store = new Store(area, {
    onDamaged: (key, why) => void damaged.push(why === 'damaged' ? key.name : `${why} ${key.name}`),
    onStorageError: (error) => void errors.push(error),
  });
}

const status = records.status('c1');
const ui = records.ui('c1', 'ann');
const spaces = records.workspaces('c1', 'ann');

it('when a commit is stored, then in one write with the next revision', async () => {
  await store.commit((transaction) => {
    transaction.write(status, initialStatus);
    transaction.write(records.preferences, defaultPreferences);
  });
  await store.commit((transaction) => transaction.write(status, { ...initialStatus, session: 'signed-in' }));
  expect(area.writes).toBe(2);
  expect(area.items.get(revisionName)).toBe(2);
  expect(decodeRecord('status', area.items.get(status.name))).toMatchObject({ ok: true, rev: 2 });
  expect(decodeRecord('preferences', area.items.get(records.preferences.name))).toMatchObject({ ok: true, rev: 1 });
});

const light = { theme: 'light', language: 'de', textSize: null };

it.each([
  ['nothing changed', status, initialStatus, { ...initialStatus }],
  ['only the order of fields differs', ui, light, { textSize: null, language: 'de', theme: 'light' }],
  ['a list is made anew with equal items', spaces, [workspace('a')], [workspace('a')]],
] as [string, RecordKey<'status' | 'ui' | 'workspaces'>, never, never][])(
  'when %s, then nothing is written',
  async (_what, key, before, after) => {
    await store.commit((transaction) => transaction.write(key, before));
    expect(await store.commit((transaction) => transaction.write(key, after))).toBe(false);
    expect(area.writes).toBe(1);
  },
);

describe.each(['lists its keys', 'lists no keys'] as const)('when the browser %s', (keys) => {
  const shard = records.conversations('c1', 'ann', 7);

  beforeEach(async () => {
    await store.commit((transaction) => {
      transaction.write(status, initialStatus);
      transaction.write(shard, []);
    });
    if (keys === 'lists no keys') vi.spyOn(area, 'keys').mockResolvedValue(null);
    startAnew();
  });

  it('when conversations are read, then they are there', async () => {
    await store.commit((transaction) => transaction.write(status, { ...initialStatus, session: 'expired' }));
    expect((await store.wholeReader()).read(shard)).toEqual([]);
    startAnew();
    expect(await store.read(shard)).toEqual([]);
  });

  it('when they were removed while they were loaded, then they are gone', async () => {
    const loaded = store.wholeReader();
    await store.commit((transaction) => transaction.removeWhere(({ kind }) => kind === 'conversations'));
    expect((await loaded).read(shard)).toBeNull();
    expect(await store.read(status)).toEqual(initialStatus);
  });
});

it('when a worker starts, then conversations stay on the disk until they are wanted', async () => {
  const shard = records.conversations('c1', 'ann', 7);
  await store.commit((transaction) => transaction.write(shard, []));
  startAnew();
  const got = vi.spyOn(area, 'get');
  const reader = await store.reader();
  expect(got).toHaveBeenCalledExactlyOnceWith([revisionName]);
  expect(() => reader.read(shard)).toThrow('conversations was not loaded');
  await store.wholeReader();
  expect(got).toHaveBeenLastCalledWith([shard.name]);
});

it('when a transaction returns a promise, then it throws and nothing is stored', async () => {
  // The type forbids it; what is not checked by the compiler throws.
  const waiting = (async () => undefined) as unknown as () => undefined;
  await expect(store.commit(waiting)).rejects.toThrow('does not wait');
  expect(area.items.size).toBe(0);
});

it('when records are read again and again, then the disk is read once', async () => {
  await store.commit((transaction) => transaction.write(status, initialStatus));
  for (let time = 0; time < 5; time++) expect(await store.read(status)).toEqual(initialStatus);
  expect(area.reads).toBe(1);
});

it('when the first reading of the disk fails, then the next one is tried anew', async () => {
  const { get } = area;
  area.get = () => Promise.reject(new Error('the disk'));
  await expect(store.read(status)).rejects.toThrow('the disk');
  area.get = get;
  expect(await store.read(status)).toBeNull();
});

it('when a commit is not on disk yet, then readers see what was there before', async () => {
  await store.commit((transaction) => transaction.write(status, initialStatus));
  let arrive = () => {};
  area.answered = () => new Promise((resolve) => (arrive = resolve));
  const commit = store.commit((transaction) => transaction.write(status, { ...initialStatus, session: 'expired' }));
  await expect.poll(() => area.writes).toBe(2);
  expect((await store.read(status))?.session).toBe(initialStatus.session);
  arrive();
  await commit;
  expect((await store.read(status))?.session).toBe('expired');
});

it('when a write fails, then the memory claims nothing that is not on disk', async () => {
  await store.commit((transaction) => transaction.write(status, initialStatus));
  area.failure = new Error('the disk is full');
  const failed = store.commit((transaction) => {
    transaction.remove(status);
    transaction.write(records.preferences, defaultPreferences);
  });
  await expect(failed).rejects.toThrow('full');
  expect(await store.read(records.preferences)).toBeNull();
  // What was removed needed no room.
  expect(await store.read(status)).toBeNull();
  expect(area.items.has(status.name)).toBe(false);
});

it('when a list gets one more item, then the others are not parsed again', async () => {
  await store.commit((transaction) => transaction.write(spaces, [workspace('a'), workspace('b')]));
  startAnew();
  const before = (await store.read(spaces)) ?? [];
  await store.commit((transaction) => transaction.write(spaces, [workspace('new'), ...before]));
  const after = (await store.read(spaces)) ?? [];
  expect(after.slice(1).every((one, at) => one === before[at])).toBe(true);
  // What lies on disk is what a view would read.
  const decoded = decodeRecord('workspaces', area.items.get(spaces.name));
  expect(decoded.ok && decoded.data).toEqual([workspace('new'), workspace('a'), workspace('b')]);
});

it('when commits come together, then none loses what another wrote', async () => {
  const add = (id: string) =>
    store.commit((transaction) => {
      const before = transaction.read(records.preferences) ?? defaultPreferences;
      transaction.write(records.preferences, {
        ...before,
        launcherHiddenAt: [...before.launcherHiddenAt, id],
      });
    });
  await Promise.all(['a', 'b', 'c', 'd'].map(add));
  expect((await store.read(records.preferences))?.launcherHiddenAt).toEqual(['a', 'b', 'c', 'd']);
});

it('when a commit threw, then it stored nothing and the next one goes on', async () => {
  await expect(
    store.commit((transaction) => {
      transaction.write(status, initialStatus);
      throw new Error('no');
    }),
  ).rejects.toThrow('no');
  expect(area.items.size).toBe(0);
  await store.commit((transaction) => transaction.write(status, initialStatus));
  expect(await store.read(status)).toEqual(initialStatus);
});

it('when a commit reads, then it sees what it wrote and removed itself', async () => {
  await store.commit((transaction) => transaction.write(status, initialStatus));
  await store.commit((transaction) => {
    transaction.write(status, { ...initialStatus, session: 'expired' });
    expect(transaction.read(status)?.session).toBe('expired');
    transaction.remove(status);
    expect(transaction.read(status)).toBeNull();
  });
  expect(area.items.has(status.name)).toBe(false);
});

it('when an identity’s records are removed, then the rest stays', async () => {
  const [bobs, elsewhere] = [records.ui('c1', 'bob'), records.ui('c2', 'ann')];
  await store.commit((transaction) => {
    for (const key of [ui, bobs, elsewhere]) transaction.write(key, light);
  });
  await store.commit((transaction) =>
    transaction.removeWhere((key) => key.connection === 'c1' && key.identity === 'ann'),
  );
  expect([await store.read(ui), await store.read(bobs), await store.read(elsewhere)]).toEqual([null, light, light]);
});

it.each([
  ['not a string', 42, ''],
  ['cut off', '{"v":1,"rev":3,"da', ''],
  ['of no version', JSON.stringify({ v: 0, rev: 1, data: initialStatus }), ''],
  ['of another shape', JSON.stringify({ v: 1, rev: 1, data: { session: 'dancing' } }), ''],
  ['of a newer version', JSON.stringify({ v: 99, rev: 7, data: { something: 'else' } }), 'newer '],
])('when a record is %s, then it is set aside and that is told', async (_what, value, why) => {
  area.items.set(status.name, value);
  expect(await store.read(status)).toBeNull();
  await store.flushed();
  expect(damaged).toEqual([why + status.name]);
  expect(area.items.has(status.name)).toBe(false);
  expect(area.items.get(asideName(status.name))).toEqual(value);
});

it('when a record is repaired while it is set aside, then the new one stays', async () => {
  area.items.set(status.name, 'damaged');
  let repair: Promise<boolean> | undefined;
  area.answered = async () => {
    if (!area.items.has(asideName(status.name)) || repair) return;
    repair = store.commit((transaction) => transaction.write(status, { ...initialStatus, session: 'asleep' }));
    // As long as a commit takes that nothing keeps waiting.
    await new Promise((resolve) => setTimeout(resolve, 20));
  };
  await store.read(status);
  await store.flushed();
  await repair;
  expect((await store.read(status))?.session).toBe('asleep');
  expect(area.items.has(status.name)).toBe(true);
});

it('when a transaction overwrites a damaged record, then the old one is kept aside', async () => {
  area.items.set(records.preferences.name, 'damaged');
  await store.commit((transaction) => {
    const before = transaction.read(records.preferences) ?? defaultPreferences;
    transaction.write(records.preferences, { ...before, pollSeconds: 60 });
  });
  await store.flushed();
  expect(area.items.get(asideName(records.preferences.name))).toBe('damaged');
  expect((await store.read(records.preferences))?.pollSeconds).toBe(60);
  expect(damaged).toEqual([records.preferences.name]);
});

it('when a transaction removes a damaged record, then nothing of it is kept aside', async () => {
  area.items.set(ui.name, 'private and damaged');
  await store.commit((transaction) => {
    expect(transaction.read(ui)).toBeNull();
    transaction.removeWhere(({ identity }) => identity === 'ann');
  });
  await store.flushed();
  expect([...area.items.values()]).toEqual([]);
});

it('when a reader reports a record, then the disk is looked at, not the memory', async () => {
  await store.commit((transaction) => transaction.write(status, initialStatus));
  area.items.set(status.name, 'damaged behind our back');
  await store.checkDamaged([status.name, records.preferences.name, 'of somebody else']);
  expect(await store.read(status)).toBeNull();
  expect(area.items.get(asideName(status.name))).toBe('damaged behind our back');
  expect(damaged).toEqual([status.name]);
});

it('when the counter is damaged, then conversations on the disk count, too', async () => {
  await store.commit((transaction) => transaction.write(status, initialStatus));
  await store.commit((transaction) => transaction.write(records.conversations('c1', 'ann', 7), []));
  area.items.set(revisionName, { garbage: true });
  startAnew();
  await store.commit((transaction) => transaction.write(records.preferences, defaultPreferences));
  expect(area.items.get(revisionName)).toBe(3);
});

it('when the browser cannot store, then that is told, and when it can again', async () => {
  area.failure = new Error('QUOTA_BYTES exceeded');
  const write = () => store.commit((transaction) => transaction.write(status, initialStatus));
  await expect(write()).rejects.toThrow('QUOTA_BYTES');
  area.failure = null;
  await write();
  expect(errors).toEqual([expect.objectContaining({ message: 'QUOTA_BYTES exceeded' }), null]);
});
