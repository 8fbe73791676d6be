import { StorageFullError, toProblem } from '@/lib/errors';
import type { Problem } from '@/lib/model';
import { type StorageChanges, Store } from '@/lib/store';
import type { EnginePorts } from '@/lib/sync/ports';
import type { SessionMemory } from '@/lib/sync/session-memory';
import { damagedRecord, isAboutRecord, isOverdue } from './damage';
import { noteCommit } from './diagnostic-counts';

/** The store, with what is wrong with it, and whoever wants to know of its commits. */
export class BackgroundStore {
  readonly store: Store;
  readonly #listeners = new Set<(changes: StorageChanges) => void>();
  #problem: Problem | null = null;

  constructor(
    private readonly ports: Pick<EnginePorts, 'local' | 'log' | 'now'>,
    memory: SessionMemory,
  ) {
    const { log } = ports;
    this.store = new Store(ports.local, {
      onDamaged: async (key, why) => {
        this.#problem = damagedRecord(key, why, this.#isoNow());
        log.note('record-unreadable', { kind: key.kind, why });
        if (key.connection) await memory.forget(key.connection, 'etags', 'swept', 'threadsReadAt', 'verified');
      },
      onStorageError: (error) => {
        if (error) log.add('storage-errors', { count: 1 });
        if (error) this.#problem = toProblem(new StorageFullError({ cause: error }), this.#isoNow());
        else if (this.#problem && !isAboutRecord(this.#problem)) this.#problem = null;
      },
      onStored: (changes) => {
        noteCommit(log, changes);
        for (const listener of this.#listeners) listener(changes);
      },
    });
  }

  /** Calls after each commit, with what it stored. @returns Ends it */
  onStored(listener: (changes: StorageChanges) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** What views tell of it. */
  problem(): Problem | null {
    if (this.#problem && isOverdue(this.#problem, this.ports.now())) this.#problem = null;
    return this.#problem;
  }

  #isoNow(): string {
    return new Date(this.ports.now()).toISOString();
  }
}
