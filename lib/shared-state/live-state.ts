import { once } from '@/lib/async';
import type { SharedState } from '@/lib/model';
import type { RecordKind, WatchedArea } from '@/lib/storage';
import { assemble, emptyState } from './assemble';
import { RecordMirror } from './record-mirror';

/** The shared state as the stored records tell it. */
export interface LiveState {
  /** Reads all records at the first call; later ones give what has been kept up to date since. */
  read(): Promise<SharedState>;
}

/** @param area What it is read from, and what tells of changes */
export function createLiveState(
  area: Pick<WatchedArea, 'get' | 'watch'>,
  onDamaged: (names: readonly string[]) => void,
): LiveState {
  let state = emptyState;
  const mirror: RecordMirror = new RecordMirror(area, {
    onChange: (kinds: ReadonlySet<RecordKind>) => {
      state = assemble(mirror, state, kinds);
    },
    onDamaged,
  });
  const start = once(() =>
    mirror.start().catch((error: unknown) => {
      mirror.stop();
      throw error;
    }),
  );
  return {
    async read() {
      await start();
      return state;
    },
  };
}
