import type { WatchedArea } from '@/lib/store';
import {
  parseRecordName,
  type RecordData,
  type RecordKey,
  type RecordKind,
  type StoredRecords,
  trustRecord,
} from '@/lib/store';

interface Entry {
  readonly key: RecordKey;
  readonly rev: number;
  readonly data: unknown;
}

export interface MirrorEvents {
  /** Records of these kinds changed. */
  onChange(kinds: ReadonlySet<RecordKind>): void;
  /** These records cannot be shown. */
  onDamaged(names: readonly string[]): void;
}

/**
 * A live copy of all stored records. It watches first and reads then, so that no change is lost, and keeps the newer
 * revision.
 */
export class RecordMirror implements StoredRecords {
  readonly #entries = new Map<string, Entry>();
  #stopWatching: (() => void) | null = null;

  constructor(
    private readonly area: Pick<WatchedArea, 'get' | 'watch'>,
    private readonly events: MirrorEvents,
  ) {}

  async start(): Promise<void> {
    this.#stopWatching = this.area.watch((changes) => this.#take(changes));
    this.#take(await this.area.get(null));
  }

  stop(): void {
    this.#stopWatching?.();
    this.#stopWatching = null;
  }

  read<K extends RecordKind>(key: RecordKey<K>): RecordData<K> | null {
    return (this.#entries.get(key.name)?.data as RecordData<K> | undefined) ?? null;
  }

  all<K extends RecordKind>(kind: K, connection: string, identity: string): { key: RecordKey; data: RecordData<K> }[] {
    const found: { key: RecordKey; data: RecordData<K> }[] = [];
    for (const { key, data } of this.#entries.values()) {
      if (key.kind === kind && key.connection === connection && key.identity === identity) {
        found.push({ key, data: data as RecordData<K> });
      }
    }
    return found;
  }

  #take(values: Readonly<Record<string, unknown>>): void {
    const kinds = new Set<RecordKind>();
    const damaged: string[] = [];
    for (const [name, value] of Object.entries(values)) {
      const key = parseRecordName(name);
      if (!key) continue;
      const before = this.#entries.get(name);
      if (value === undefined) {
        if (this.#entries.delete(name)) kinds.add(key.kind);
        continue;
      }
      const record = trustRecord(key.kind, value);
      if (!record) damaged.push(name);
      else if (!before || record.rev > before.rev) {
        this.#entries.set(name, { key, ...record });
        kinds.add(key.kind);
      }
    }
    if (kinds.size > 0) this.events.onChange(kinds);
    if (damaged.length > 0) this.events.onDamaged(damaged);
  }
}
