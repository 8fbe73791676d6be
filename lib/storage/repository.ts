import type { StorageArea, StorageChanges } from './area';
import {
  asideName,
  decodeRecord,
  encodeRecord,
  normaliseRecord,
  parseAsideName,
  parseRecordName,
  type RecordData,
  type RecordKey,
  type RecordKind,
  revisionName,
} from './records';

/** What a commit may do. Reads see the commit's own writes. */
export interface Transaction {
  read<K extends RecordKind>(key: RecordKey<K>): Promise<RecordData<K> | null>;
  /** Writes only if the data differs from what is stored. */
  write<K extends RecordKind>(key: RecordKey<K>, data: RecordData<K>): Promise<void>;
  remove(key: RecordKey): void;
  /** Removes all records that the predicate accepts, damaged ones that were set aside included. */
  removeWhere(predicate: (key: RecordKey) => boolean): Promise<void>;
}

export interface RepositoryEvents {
  /** A record did not parse and was set aside; what it held is rebuilt by the next pull. */
  onDamaged(key: RecordKey): void | Promise<void>;
  /** A commit could not be stored (a full disk, usually); null: the last one could. */
  onStorageError(error: unknown | null): void;
  /** A commit was stored: new values by key, undefined for what was removed. */
  onStored?(changes: StorageChanges): void;
}

/**
 * The background's hand on `storage.local`. Storage has no compare-and-set, so all commits go through one queue: each
 * runs alone, and lands in one `set` that is stored whole or not at all. A commit that changes nothing writes nothing.
 */
export class Repository {
  #tail: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly area: StorageArea,
    private readonly events: RepositoryEvents,
  ) {}

  async read<K extends RecordKind>(key: RecordKey<K>): Promise<RecordData<K> | null> {
    return this.#decode(key, (await this.area.get([key.name]))[key.name]);
  }

  /** Reads several records of one kind in one go, in the order asked; missing ones are null. */
  async readAll<K extends RecordKind>(keys: readonly RecordKey<K>[]): Promise<(RecordData<K> | null)[]> {
    const stored = await this.area.get(keys.map((key) => key.name));
    return Promise.all(keys.map((key) => this.#decode(key, stored[key.name])));
  }

  /** Runs `work` alone and stores what it wrote, stamped with the next revision. @returns Whether anything was stored. */
  commit(work: (transaction: Transaction) => Promise<void>): Promise<boolean> {
    const run = this.#tail.then(() => this.#run(work));
    this.#tail = run.catch(() => undefined);
    return run;
  }

  /** Resolves once all commits that were begun by now are stored, or have failed. */
  async settled(): Promise<void> {
    await this.#tail;
  }

  /** Sets records aside that a reader found damaged, if they are. */
  async checkDamaged(names: readonly string[]): Promise<void> {
    for (const name of names) {
      const key = parseRecordName(name);
      if (key) await this.read(key);
    }
  }

  async #run(work: (transaction: Transaction) => Promise<void>): Promise<boolean> {
    const writes = new Map<string, { key: RecordKey; data: unknown }>();
    const removals = new Set<string>();
    await work({
      read: async (key) => {
        if (removals.has(key.name)) return null;
        const written = writes.get(key.name);
        return written ? (written.data as never) : this.read(key);
      },
      write: async (key, given) => {
        const data = normaliseRecord(key.kind, given);
        const before = removals.has(key.name) ? null : await this.read(key);
        removals.delete(key.name);
        if (before !== null && JSON.stringify(before) === JSON.stringify(data)) writes.delete(key.name);
        else writes.set(key.name, { key, data });
      },
      remove: (key) => {
        writes.delete(key.name);
        removals.add(key.name);
      },
      removeWhere: async (predicate) => {
        for (const name of Object.keys(await this.area.get(null))) {
          const key = parseRecordName(name) ?? parseAsideName(name);
          if (key && predicate(key)) {
            writes.delete(name);
            removals.add(name);
          }
        }
      },
    });
    return this.#store(writes, removals);
  }

  async #store(writes: ReadonlyMap<string, { data: unknown }>, removals: ReadonlySet<string>): Promise<boolean> {
    if (writes.size === 0 && removals.size === 0) return false;
    const stored: Record<string, unknown> = {};
    try {
      // Removing comes first: it needs no room, and what must go is gone even if the disk is full.
      if (removals.size > 0) {
        await this.area.remove([...removals]);
        for (const name of removals) stored[name] = undefined;
      }
      if (writes.size > 0) {
        const rev = await this.#nextRevision();
        const items: Record<string, unknown> = { [revisionName]: rev };
        for (const [name, { data }] of writes) items[name] = encodeRecord(rev, data);
        await this.area.set(items);
        Object.assign(stored, items);
      }
    } catch (error) {
      this.events.onStorageError(error);
      throw error;
    } finally {
      this.events.onStored?.(stored);
    }
    this.events.onStorageError(null);
    return true;
  }

  /** A damaged counter goes on after the newest record, since views pass over what is older than they know. */
  async #nextRevision(): Promise<number> {
    const stored = (await this.area.get([revisionName]))[revisionName] ?? 0;
    if (Number.isSafeInteger(stored)) return (stored as number) + 1;
    let newest = 0;
    for (const [name, value] of Object.entries(await this.area.get(null))) {
      const key = parseRecordName(name);
      const decoded = key ? decodeRecord(key.kind, value) : null;
      if (decoded?.ok) newest = Math.max(newest, decoded.rev);
    }
    return newest + 1;
  }

  async #decode<K extends RecordKind>(key: RecordKey<K>, value: unknown): Promise<RecordData<K> | null> {
    if (value === undefined) return null;
    const decoded = decodeRecord(key.kind, value);
    if (decoded.ok) return decoded.data;
    await this.area.set({ [asideName(key.name)]: value });
    await this.area.remove([key.name]);
    await this.events.onDamaged(key);
    return null;
  }
}
