import type { Sqlite3Static } from '@sqlite.org/sqlite-wasm';
import type { IndexFile } from '@/lib/search/message-index';
import { SqliteIndex } from '@/lib/search/sqlite-index';

/** SQLite as its makers build it: `wxt.config.ts` puts it there, next to its WebAssembly. */
const library = '/sqlite3.mjs';
const file = '/messages';
/** How long the worker before us may take to let go of the file, in ms. */
const patience = 5000;

/** A file in the origin's private file system. One worker at a time can open it. */
export async function openIndexFile(): Promise<IndexFile> {
  // Ways to files that we don't use, and that ask for more than an extension has.
  const unused = { opfs: true, 'opfs-vfs': true, 'opfs-wl': true, kvvfs: true };
  Object.assign(globalThis, { sqlite3ApiConfig: { disable: { vfs: unused } } });
  const { default: init } = (await import(/* @vite-ignore */ library)) as {
    default: () => Promise<Sqlite3Static>;
  };
  const sqlite = await init();
  const pool = await patiently(() =>
    sqlite.installOpfsSAHPoolVfs({ name: 'search', directory: '/search', initialCapacity: 4 }),
  );
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

async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (const begun = Date.now(); ; ) {
    try {
      return await work();
    } catch (error) {
      if (Date.now() - begun > patience) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
