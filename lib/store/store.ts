import { KeyedQueue, once } from '@/lib/async';
import type { StorageArea, StorageChanges } from './area';
import {
  asideName,
  decodeRecord,
  encodeRecord,
  isOldForm,
  isSameData,
  normaliseRecord,
  parseAsideName,
  parseRecordName,
  type RecordData,
  type RecordKey,
  type RecordKind,
  revisionName,
  type Unreadable,
} from './records';

/** Reads the stored records, all of the same moment. */
export interface Reader {
  read<K extends RecordKind>(key: RecordKey<K>): RecordData<K> | null;
}

export interface StoredRecords extends Reader {
  /** All records of one kind for an identity at a connection. */
  all<K extends RecordKind>(kind: K, connection: string, identity: string): { key: RecordKey; data: RecordData<K> }[];
}

/** The reads and writes of a commit. Its reads see its own writes. */
export interface Transaction extends Reader {
  /** Writes only if the data differs from what is stored. */
  write<K extends RecordKind>(key: RecordKey<K>, data: RecordData<K>): undefined;
  remove(key: RecordKey): undefined;
  /** Removes all records that the predicate accepts, damaged ones that were set aside, too. */
  removeWhere(predicate: (key: RecordKey) => boolean): undefined;
}

/** The return type makes a function that returns a promise an error: a transaction must not wait. */
export type Work = (transaction: Transaction) => undefined;

export interface StoreEvents {
  /**
   * A record cannot be read and is set aside; the next pull reads its data again. This runs before the record is
   * removed, so a worker that is killed in between finds it again.
   */
  onDamaged(key: RecordKey, why: Unreadable): void | Promise<void>;
  /** A commit could not be stored, usually because the disk is full; null: the last commit was stored. */
  onStorageError(error: unknown | null): void;
  /** A commit was stored: new values by key, undefined for removed ones. */
  onStored?(changes: StorageChanges): void;
}

/** A stored record. It is decoded when it is first read. `on-disk`: it was not loaded so far. */
type Entry =
  | { readonly state: 'on-disk' }
  | { readonly state: 'unread'; readonly raw: unknown }
  | { readonly state: 'read'; readonly data: unknown }
  | Damaged;
type Damaged = { readonly state: 'damaged'; readonly raw: unknown; readonly why: Unreadable };

/**
 * The background's store: `storage.local` with a memory. The background is its only writer, so it reads a record once
 * in its life and serves all reads from memory. Commits go through one queue. Each transaction runs alone and without
 * waiting, and its writes land in one `set`, which stores all of them or none. Readers see a commit when it is on disk.
 * So nothing is sent to an app that a killed worker would forget, and a failed write leaves nothing to roll back.
 */
export class Store {
  readonly #entries = new Map<string, Entry>();
  readonly #reader: StoredRecords = {
    read: (key) => this.#read(key),
    all: (kind, connection, identity) => this.#all(kind, connection, identity),
  };
  #revision = 0;
  readonly #queue = new KeyedQueue<'disk'>();
  /**
   * Loads the stored records at the first call. The reader always shows the current state. Conversations, of which there may
   * be 10,000, stay on the disk: most workers start to answer one question and need none of them.
   */
  readonly reader = once(() => this.#load());
  /** The same with the conversations, for whoever reads or writes any. */
  readonly wholeReader = once(() => this.#loadRest());

  constructor(
    private readonly area: StorageArea,
    private readonly events: StoreEvents,
  ) {}

  async read<K extends RecordKind>(key: RecordKey<K>): Promise<RecordData<K> | null> {
    return (await (isBulk(key.name) ? this.wholeReader() : this.reader())).read(key);
  }

  /**
   * Runs `work` alone and stores its writes under the next revision. Resolves when that is on disk.
   * @returns Whether anything was stored
   */
  commit(work: Work): Promise<boolean> {
    return this.#inTurn(async () => {
      await this.reader();
      return this.#store(this.#run(work));
    });
  }

  /** Resolves when all commits that began until now are stored, or have failed. */
  flushed(): Promise<void> {
    return this.#inTurn(async () => undefined);
  }

  /** Checks records on disk that another reader found damaged, and sets them aside if they are. */
  checkDamaged(names: readonly string[]): Promise<void> {
    return this.#inTurn(async () => {
      await this.reader();
      for (const [name, raw] of Object.entries(await this.area.get(names))) {
        const key = parseRecordName(name);
        const decoded = key && decodeRecord(key.kind, raw);
        if (key && decoded?.ok === false) await this.#setAside(key, this.#asDamaged(name, raw, decoded.why));
      }
    });
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    return this.#queue.run('disk', work);
  }

  async #load(): Promise<StoredRecords> {
    const names = (await this.area.keys?.()) ?? null;
    const stored = await this.area.get(names?.filter((name) => !isBulk(name)) ?? null);
    for (const name of names ?? []) this.#entries.set(name, { state: 'on-disk' });
    this.#takeIn(stored);
    // A damaged counter is rare; the newest record may be one that was left on the disk.
    this.#revision = revisionIn(stored) ?? newestIn(await this.area.get(null));
    return this.#reader;
  }

  async #loadRest(): Promise<StoredRecords> {
    await this.reader();
    const isOnDisk = (name: string) => this.#entries.get(name)?.state === 'on-disk';
    const names = [...this.#entries.keys()].filter(isOnDisk);
    const stored = names.length > 0 ? await this.area.get(names) : {};
    // Meanwhile a commit may have removed some.
    this.#takeIn(Object.fromEntries(Object.entries(stored).filter(([name]) => isOnDisk(name))));
    return this.#reader;
  }

  #takeIn(stored: Readonly<Record<string, unknown>>): void {
    const older: RecordKey[] = [];
    for (const [name, raw] of Object.entries(stored)) {
      this.#entries.set(name, { state: 'unread', raw });
      const key = parseRecordName(name);
      if (key && isOldForm(key.kind, raw)) older.push(key);
    }
    if (older.length > 0) this.#inTurn(() => this.#migrate(older)).catch(() => undefined);
  }

  /** Views do not migrate, so records of an older version of Tandem are written again. An event reports a failure. */
  async #migrate(older: readonly RecordKey[]): Promise<void> {
    const found = older.map((key) => [key.name, { kind: key.kind, data: this.#read(key) }] as const);
    await this.#store({ writes: new Map(found.filter(([, { data }]) => data !== null)), removals: new Set() });
  }

  #read<K extends RecordKind>(key: RecordKey<K>): RecordData<K> | null {
    const entry = this.#entries.get(key.name);
    if (entry?.state === 'read') return entry.data as RecordData<K>;
    if (entry?.state === 'on-disk') throw new TypeError(`${key.kind} was not loaded`);
    if (entry?.state !== 'unread') return null;
    const decoded = decodeRecord(key.kind, entry.raw);
    if (decoded.ok) {
      this.#entries.set(key.name, { state: 'read', data: decoded.data });
      return decoded.data;
    }
    const damaged = this.#asDamaged(key.name, entry.raw, decoded.why);
    this.#inTurn(() => this.#setAside(key, damaged)).catch((error) => this.events.onStorageError(error));
    return null;
  }

  #all<K extends RecordKind>(kind: K, connection: string, identity: string) {
    const found: { key: RecordKey; data: RecordData<K> }[] = [];
    for (const name of this.#entries.keys()) {
      const key = parseRecordName(name);
      if (key?.kind !== kind || key.connection !== connection || key.identity !== identity) continue;
      const data = this.#read(key) as RecordData<K> | null;
      if (data !== null) found.push({ key, data });
    }
    return found;
  }

  #asDamaged(name: string, raw: unknown, why: Unreadable): Damaged {
    const damaged: Damaged = { state: 'damaged', raw, why };
    this.#entries.set(name, damaged);
    return damaged;
  }

  #run(work: Work): Draft {
    const writes = new Map<string, { readonly kind: RecordKind; readonly data: unknown }>();
    const removals = new Set<string>();
    const remove = (name: string) => {
      writes.delete(name);
      if (this.#entries.has(name)) removals.add(name);
    };
    const stored = <K extends RecordKind>(key: RecordKey<K>) => (removals.has(key.name) ? null : this.#read(key));
    const result: unknown = work({
      read: <K extends RecordKind>(key: RecordKey<K>) =>
        writes.has(key.name) ? (writes.get(key.name)?.data as RecordData<K>) : stored(key),
      write: (key, given) => {
        const before = stored(key);
        const data = before === given ? before : normaliseRecord(key.kind, given);
        removals.delete(key.name);
        if (before !== null && isSameData(before, data)) writes.delete(key.name);
        else writes.set(key.name, { kind: key.kind, data });
      },
      remove: ({ name }) => {
        remove(name);
      },
      removeWhere: (predicate) => {
        for (const name of [...this.#entries.keys(), ...writes.keys()]) {
          const key = parseRecordName(name) ?? parseAsideName(name);
          if (key && predicate(key)) remove(name);
        }
      },
    });
    if (result !== undefined) throw new TypeError('a transaction does not wait');
    return { writes, removals };
  }

  async #store({ writes, removals }: Draft): Promise<boolean> {
    if (writes.size === 0 && removals.size === 0) return false;
    const stored: Record<string, unknown> = {};
    try {
      // Removals come first: they need no space, and removed data is gone even if the disk is full.
      if (removals.size > 0) {
        await this.#remove(removals);
        for (const name of removals) stored[name] = undefined;
      }
      if (writes.size > 0) {
        const revision = this.#revision + 1;
        const items: Record<string, unknown> = { [revisionName]: revision };
        for (const [name, { kind, data }] of writes) items[name] = encodeRecord(kind, revision, data);
        await this.area.set(items);
        this.#revision = revision;
        for (const [name, { data }] of writes) this.#entries.set(name, { state: 'read', data });
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

  /** In the queue. A commit may have removed the record since it was read; then nothing of it is kept. */
  async #setAside(key: RecordKey, damaged: Damaged): Promise<void> {
    if (!this.#entries.has(key.name)) return;
    const name = asideName(key.name);
    await this.area.set({ [name]: damaged.raw });
    this.#entries.set(name, { state: 'unread', raw: null });
    await this.events.onDamaged(key, damaged.why);
    // A commit may have written a new record.
    if (this.#entries.get(key.name) !== damaged) return;
    await this.#remove([key.name]);
    this.events.onStored?.({ [key.name]: undefined });
  }

  async #remove(names: Iterable<string>): Promise<void> {
    await this.area.remove([...names]);
    for (const name of names) this.#entries.delete(name);
  }
}

/** The pending writes of a transaction. */
interface Draft {
  readonly writes: ReadonlyMap<string, { readonly kind: RecordKind; readonly data: unknown }>;
  readonly removals: ReadonlySet<string>;
}

/** The stored counter; null: it is damaged. */
function revisionIn(stored: Readonly<Record<string, unknown>>): number | null {
  const revision = stored[revisionName] ?? 0;
  return Number.isSafeInteger(revision) ? (revision as number) : null;
}

/** A damaged counter continues after the newest record, since views ignore records that are older than theirs. */
function newestIn(stored: Readonly<Record<string, unknown>>): number {
  let newest = 0;
  for (const [name, value] of Object.entries(stored)) {
    const key = parseRecordName(name);
    const decoded = key ? decodeRecord(key.kind, value) : null;
    if (decoded?.ok) newest = Math.max(newest, decoded.rev);
  }
  return newest;
}

/** What is loaded only for whoever needs it. */
const isBulk = (name: string): boolean => parseRecordName(name)?.kind === 'conversations';
