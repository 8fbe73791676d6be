import { coalesce, once } from '@/lib/async';
import type { StorageArea } from '@/lib/store';
import type { DiagnosticLog, Entry } from './log';

const name = 'diagnostics';

/**
 * Stores a log in `storage.session`, so that it outlives the worker: everything at once, each time `nextBatch` resolves
 * after a new entry. A worker that stops earlier loses the entries since then.
 * @returns Resolves when the log has the entries of earlier lives of the worker
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
  // If the log cannot be stored now, the next batch stores it.
  log.onNoted = () => void store.run().catch(() => undefined);
  return restored;
}
