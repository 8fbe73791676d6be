import init, { type Database } from '@sqlite.org/sqlite-wasm';
import { expect, it } from 'vitest';
import type { ArchiveChange, ArchiveOwner } from '@/lib/archive/archive-store';
import { DamagedIndexError, type IndexFile } from '@/lib/search/message-index';
import { SearchService } from '@/lib/search/search-service';
import { SqliteIndex } from '@/lib/search/sqlite-index';

const sqlite = await init();
const owner: ArchiveOwner = { connection: 'a', identity: 'dana' };

/** SQLite's file as bytes, as it lies on a disk between two lives. */
function fileOf(bytes: Uint8Array | null = null) {
  let db: Database | null = null;
  const counts = { removed: 0 };
  const file: IndexFile = {
    open() {
      db = new sqlite.oo1.DB(':memory:');
      if (bytes) {
        const { FREEONCLOSE, RESIZEABLE } = {
          FREEONCLOSE: sqlite.capi.SQLITE_DESERIALIZE_FREEONCLOSE,
          RESIZEABLE: sqlite.capi.SQLITE_DESERIALIZE_RESIZEABLE,
        };
        const at = sqlite.wasm.allocFromTypedArray(bytes);
        const [pointer, size] = [db.pointer as number, bytes.length];
        sqlite.capi.sqlite3_deserialize(pointer, 'main', at, size, size, FREEONCLOSE | RESIZEABLE);
      }
      return new SqliteIndex(db);
    },
    remove() {
      bytes = null;
      counts.removed += 1;
    },
  };
  const stored = () => {
    if (!db) throw new Error('never opened');
    return sqlite.capi.sqlite3_js_db_export(db);
  };
  return { file, counts, stored };
}

const change = (seq: number, text: string | null, key = String(seq)): ArchiveChange => ({
  seq,
  owner,
  key,
  transcript:
    text === null
      ? null
      : {
          chat: { kind: 'conversation', id: key },
          title: key,
          workspace: null,
          endpoint: null,
          model: null,
          createdAt: null,
          updatedAt: null,
          archived: false,
          messages: [
            {
              id: 'm',
              parent: null,
              author: 'user',
              name: null,
              model: null,
              at: null,
              text,
              attachments: [],
              sources: [],
              rest: {},
            },
          ],
          rest: {},
        },
});

const archiveOf = (changes: readonly ArchiveChange[]) => ({
  changesAfter: async (seq: number, limit: number) => changes.filter((one) => one.seq > seq).slice(0, limit),
});
const many = (amount: number, text: string) =>
  Array.from({ length: amount }, (_, at) => change(at + 1, `${text} ${at}`));

it('when the archive is far ahead, then a search says so until the index caught up', async () => {
  const service = new SearchService(fileOf().file, archiveOf(many(90, 'plan')));
  const first = await service.search('plan', 100, [owner]);
  expect(first.index).toBe('behind');
  expect(first.hits.length).toBeLessThan(90);
  await service.catchUp();
  const then = await service.search('plan', 100, [owner]);
  expect([then.index, then.hits.length]).toEqual(['complete', 90]);
});

it('when a chat left the archive just now, then a search does not find it', async () => {
  const changes = [change(1, 'plan', 'a')];
  const service = new SearchService(fileOf().file, archiveOf(changes));
  expect((await service.search('plan', 10, [owner])).hits).toHaveLength(1);
  changes.splice(0, 1, change(2, null, 'a'));
  expect((await service.search('plan', 10, [owner])).hits).toEqual([]);
});

it('when searches and catching up overlap, then every change is taken over once', async () => {
  const service = new SearchService(fileOf().file, archiveOf(many(90, 'plan')));
  await Promise.all([service.catchUp(), service.search('plan', 1, [owner]), service.catchUp()]);
  expect((await service.search('plan', 100, [owner])).hits).toHaveLength(90);
});

it('when the stored index is whole, then the next life goes on with it', async () => {
  const first = fileOf();
  await new SearchService(first.file, archiveOf(many(3, 'plan'))).catchUp();
  const next = fileOf(first.stored());
  const service = new SearchService(next.file, archiveOf([change(3, 'plan 2'), change(4, 'plane')]));
  expect((await service.search('plan', 10, [owner])).hits).toHaveLength(4);
  expect(next.counts.removed).toBe(0);
});

it.each([
  ['no database', () => new Uint8Array(8192).fill(7)],
  ['damaged inside', (stored: Uint8Array) => stored.map((byte, at) => (at > 4096 ? byte ^ 0x5a : byte))],
])('when the stored index is %s, then it is built anew', async (_, damage) => {
  const first = fileOf();
  await new SearchService(first.file, archiveOf(many(30, 'plan'))).catchUp();
  const next = fileOf(damage(first.stored()));
  const service = new SearchService(next.file, archiveOf(many(30, 'plan')));
  await service.search('plan', 10, [owner]);
  await service.catchUp();
  expect((await service.search('plan', 100, [owner])).hits).toHaveLength(30);
  expect(next.counts.removed).toBeGreaterThan(0);
});

it('when another version wrote the index, then it is built anew', async () => {
  const db = new sqlite.oo1.DB(':memory:');
  db.exec('CREATE TABLE other (x); PRAGMA user_version = 999');
  expect(() => new SqliteIndex(db)).toThrow(DamagedIndexError);
});

it('when the archive was made anew, then the index is, too', async () => {
  const first = fileOf();
  await new SearchService(first.file, archiveOf(many(9, 'old'))).catchUp();
  const next = fileOf(first.stored());
  const service = new SearchService(next.file, archiveOf(many(2, 'plan')));
  expect((await service.search('plan', 10, [owner])).hits).toHaveLength(2);
  expect((await service.search('old', 10, [owner])).hits).toEqual([]);
});

it('when a new index is damaged at once, then it is not begun for ever', async () => {
  const damage = new DamagedIndexError();
  const { file, counts } = fileOf();
  const service = new SearchService({ ...file, open: () => failingIndex(damage) }, archiveOf(many(2, 'plan')));
  await expect(service.catchUp()).rejects.toBe(damage);
  expect(counts.removed).toBe(1);
});

it('when the disk is full, then the index is kept and the failure told', async () => {
  const { file, counts } = fileOf();
  const full = new Error('full');
  const service = new SearchService({ ...file, open: () => failingIndex(full) }, archiveOf(many(2, 'plan')));
  await expect(service.search('plan', 10, [owner])).rejects.toBe(full);
  expect(counts.removed).toBe(0);
});

function failingIndex(error: Error): never {
  throw error;
}
