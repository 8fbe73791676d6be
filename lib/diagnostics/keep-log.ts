import { coalesce, once } from '@/lib/async';
import type { StorageArea } from '@/lib/store';
import type { DiagnosticLog, Entry } from './log';

const name = 'diagnostics';

/**
 * Stores a log in `storage.session`, so that it outlives the worker: everything at once, each time that `nextBatch` resolves
 * after something was noted. A worker that is stopped before forgets what it noted since.
 * @returns Resolves once the log holds what former lives of the worker noted
 */
export function keepLog(log: DiagnosticLog, area: StorageArea, nextBatch: () => Promise<void>): () => Promise<void> {
  let stored = log.entries;
  const restored = once(async () => {
    const former = (await area.get([name]))[name];
    if (Array.isArray(former)) log.restore(former as Entry[]);
  });
  const store = coalesce(async () => {
    await nextBatch();
    if (log.entries === stored) return;
    await restored();
    stored = log.entries;
    await area.set({ [name]: stored });
  });
  // What can't be stored now is stored with the next batch.
  log.onNoted = () => void store.run().catch(() => undefined);
  return restored;
}
