import type { Sqlite3Static } from '@sqlite.org/sqlite-wasm';
import type { IndexFile } from '@/lib/search/message-index';
import { type FromSearchWorker, searchChannel, type ToSearchWorker } from '@/lib/search/search-channel';
import { SearchService } from '@/lib/search/search-service';
import { SqliteIndex } from '@/lib/search/sqlite-index';
import { openArchive } from './archive-db';

/** SQLite as its makers build it: `wxt.config.ts` puts it there, next to its WebAssembly. */
const library = '/sqlite3.mjs';
const file = '/messages';
/** How long the worker before us may take to let go of the file, in ms. */
const patience = 5000;

/** A file in the origin's private file system. One worker at a time can open it. */
async function openFile(): Promise<IndexFile> {
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

/** Answers searches inside chats, and follows the archive. */
export function startSearchWorker(): void {
  const channel = new BroadcastChannel(searchChannel);
  const say = (message: FromSearchWorker) => channel.postMessage(message);
  const started = openFile().then((opened) => new SearchService(opened, openArchive()));

  const follow = async () => (await started).catchUp(() => say({ type: 'working' }));
  // A failure reaches whoever searches next.
  const followQuietly = () => void follow().catch(() => undefined);

  channel.onmessage = async ({ data }: MessageEvent<ToSearchWorker>) => {
    if (data.type === 'changed') return followQuietly();
    const { id, asked } = data;
    try {
      const found = await (await started).search(asked.text, asked.limit, asked.owners);
      say({ type: 'answer', id, found });
      if (found.index === 'behind') followQuietly();
    } catch (error) {
      say({ type: 'answer', id, error: error instanceof Error ? error.message : 'failed' });
    }
  };
  say({ type: 'started' });
  followQuietly();
}
