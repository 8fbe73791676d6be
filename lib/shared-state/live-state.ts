import type { SharedState } from '@/lib/model';
import { parseRecordName, type RecordKind, recordKinds, type StorageChanges, type Store } from '@/lib/store';
import { assemble, emptyState } from './assemble';

/** The shared state from the background's own store. */
export interface LiveState {
  /** Assembles the changes since the last call. */
  read(): Promise<SharedState>;
}

/** @param onStored Calls its listener after each commit */
export function createLiveState(
  store: Pick<Store, 'wholeReader'>,
  onStored: (listener: (changes: StorageChanges) => void) => void,
): LiveState {
  let state = emptyState;
  const changed = new Set<RecordKind>(recordKinds);
  onStored((changes) => {
    for (const name of Object.keys(changes)) {
      const key = parseRecordName(name);
      if (key) changed.add(key.kind);
    }
  });
  return {
    async read() {
      const reader = await store.wholeReader();
      if (changed.size > 0) state = assemble(reader, state, changed);
      changed.clear();
      return state;
    },
  };
}
