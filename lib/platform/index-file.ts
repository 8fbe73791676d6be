import type { Sqlite3Static } from '@sqlite.org/sqlite-wasm';
import type { IndexFile } from '@/lib/search/message-index';
import { SqliteIndex } from '@/lib/search/sqlite-index';

/** SQLite as its makers build it: `wxt.config.ts` puts it there, next to its WebAssembly. */
const library = '/sqlite3.mjs';
const file = '/messages';

/** A file in the origin's private file system. One worker at a time can open it. */
export async function openIndexFile(): Promise<IndexFile> {
  // Ways to files that we don't use, and that ask for more than an extension has.
  const unused = { opfs: true, 'opfs-vfs': true, 'opfs-wl': true, kvvfs: true };
  Object.assign(globalThis, { sqlite3ApiConfig: { disable: { vfs: unused } } });
  const { default: init } = (await import(/* @vite-ignore */ library)) as {
    default: () => Promise<Sqlite3Static>;
  };
  const sqlite = await init();
  await alone();
  // Room for the database and its journal. SQLite would answer a second try with its first failure; its types lack that.
  const options = { name: 'search', directory: '/search', initialCapacity: 3, forceReinitIfPreviouslyFailed: true };
  const pool = await sqlite.installOpfsSAHPoolVfs(options);
  return {
    open() {
      const db = new pool.OpfsSAHPoolDb(file);
      try {
        return new SqliteIndex(db);
      } catch (error) {
        db.close();
        throw error;
      }
    },
    remove: () => void pool.unlink(file),
  };
}

let isAlone: Promise<void> | null = null;

/** Waits until the worker before us has ended, and keeps the next one waiting. */
function alone(): Promise<void> {
  isAlone ??= new Promise((granted, failed) => {
    navigator.locks
      .request('search', () => {
        granted();
        return new Promise<never>(() => undefined);
      })
      .catch(failed);
  });
  return isAlone;
}
