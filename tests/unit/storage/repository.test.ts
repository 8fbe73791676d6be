import { beforeEach, describe, expect, it } from 'vitest';
import { defaultPreferences, initialStatus } from '@/lib/model';
import { asideName, decodeRecord, Repository, records, revisionName } from '@/lib/storage';
import { MemoryArea } from '../kit/memory-area';

let area: MemoryArea;
let damaged: string[];
let errors: unknown[];
let repository: Repository;

beforeEach(() => {
  area = new MemoryArea();
  damaged = [];
  errors = [];
  repository = new Repository(area, {
    onDamaged: (key) => void damaged.push(key.name),
    onStorageError: (error) => void errors.push(error),
  });
});

const status = records.status('c1');

describe('Repository', () => {
  it('stores a commit in one write, stamped with the next revision', async () => {
    await repository.commit(async (transaction) => {
      await transaction.write(status, initialStatus);
      await transaction.write(records.preferences, defaultPreferences);
    });
    await repository.commit((transaction) => transaction.write(status, { ...initialStatus, session: 'signed-in' }));
    expect(area.writes).toBe(2);
    expect(area.items.get(revisionName)).toBe(2);
    expect(decodeRecord('status', area.items.get(status.name))).toMatchObject({ ok: true, rev: 2 });
    expect(decodeRecord('preferences', area.items.get(records.preferences.name))).toMatchObject({ ok: true, rev: 1 });
  });

  it('writes nothing when nothing changed', async () => {
    await repository.commit((transaction) => transaction.write(status, initialStatus));
    const stored = await repository.commit((transaction) => transaction.write(status, { ...initialStatus }));
    expect(stored).toBe(false);
    expect(area.writes).toBe(1);
  });

  it('does not take another order of fields for a change', async () => {
    const ui = records.ui('c1', 'ann');
    await repository.commit((transaction) => transaction.write(ui, { theme: 'dark', language: 'de', textSize: null }));
    await repository.commit((transaction) => transaction.write(ui, { textSize: null, language: 'de', theme: 'dark' }));
    expect(area.writes).toBe(1);
  });

  it('runs commits one after the other, so that none loses what another wrote', async () => {
    const add = (id: string) =>
      repository.commit(async (transaction) => {
        const before = (await transaction.read(records.preferences)) ?? defaultPreferences;
        await Promise.resolve();
        await transaction.write(records.preferences, {
          ...before,
          launcherHiddenAt: [...before.launcherHiddenAt, id],
        });
      });
    await Promise.all(['a', 'b', 'c', 'd'].map(add));
    expect((await repository.read(records.preferences))?.launcherHiddenAt).toEqual(['a', 'b', 'c', 'd']);
  });

  it('goes on after a commit that threw, which stored nothing', async () => {
    await expect(
      repository.commit(async (transaction) => {
        await transaction.write(status, initialStatus);
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    expect(area.items.size).toBe(0);
    await repository.commit((transaction) => transaction.write(status, initialStatus));
    expect(await repository.read(status)).toEqual(initialStatus);
  });

  it('lets a commit read what it wrote and removed itself', async () => {
    await repository.commit((transaction) => transaction.write(status, initialStatus));
    await repository.commit(async (transaction) => {
      await transaction.write(status, { ...initialStatus, session: 'expired' });
      expect((await transaction.read(status))?.session).toBe('expired');
      transaction.remove(status);
      expect(await transaction.read(status)).toBeNull();
    });
    expect(area.items.has(status.name)).toBe(false);
  });

  it('removes by connection and identity and leaves the rest', async () => {
    const ui = { theme: 'dark', language: null, textSize: null };
    await repository.commit(async (transaction) => {
      await transaction.write(records.ui('c1', 'ann'), ui);
      await transaction.write(records.ui('c1', 'bob'), ui);
      await transaction.write(records.ui('c2', 'ann'), ui);
    });
    await repository.commit((transaction) =>
      transaction.removeWhere((key) => key.connection === 'c1' && key.identity === 'ann'),
    );
    expect(await repository.read(records.ui('c1', 'ann'))).toBeNull();
    expect(await repository.read(records.ui('c1', 'bob'))).toEqual(ui);
    expect(await repository.read(records.ui('c2', 'ann'))).toEqual(ui);
  });

  it.each([
    ['not a string', 42],
    ['cut off', '{"v":1,"rev":3,"da'],
    ['of an unknown version', JSON.stringify({ v: 99, rev: 1, data: initialStatus })],
    ['of another shape', JSON.stringify({ v: 1, rev: 1, data: { session: 'dancing' } })],
  ])('sets a record aside that is %s, and says so', async (_what, value) => {
    area.items.set(status.name, value);
    expect(await repository.read(status)).toBeNull();
    expect(damaged).toEqual([status.name]);
    expect(area.items.has(status.name)).toBe(false);
    expect(area.items.get(asideName(status.name))).toEqual(value);
  });

  it('goes on after the newest record when the counter itself is damaged', async () => {
    for (const session of ['signed-in', 'expired', 'asleep'] as const) {
      await repository.commit((transaction) => transaction.write(status, { ...initialStatus, session }));
    }
    area.items.set(revisionName, { garbage: true });
    await repository.commit((transaction) => transaction.write(records.preferences, defaultPreferences));
    expect(area.items.get(revisionName)).toBe(4);
    expect(decodeRecord('preferences', area.items.get(records.preferences.name))).toMatchObject({ ok: true, rev: 4 });
  });

  it('tells when the browser cannot store, and when it can again', async () => {
    area.failure = new Error('QUOTA_BYTES exceeded');
    const write = () => repository.commit((transaction) => transaction.write(status, initialStatus));
    await expect(write()).rejects.toThrow('QUOTA_BYTES');
    area.failure = null;
    await write();
    expect(errors).toEqual([expect.objectContaining({ message: 'QUOTA_BYTES exceeded' }), null]);
  });
});
