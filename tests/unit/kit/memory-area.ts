import type { StorageChanges, WatchedArea } from '@/lib/store';

/** An in-memory area that behaves as the browsers' do: copies in and out, tells watchers, and can be made to fail. */
export class MemoryArea implements WatchedArea {
  readonly items = new Map<string, unknown>();
  readonly #listeners = new Set<(changes: StorageChanges) => void>();
  reads = 0;
  writes = 0;
  removals = 0;
  /** Thrown by the next `set`, as a full disk does. */
  failure: Error | null = null;
  /** Resolves when the answer to a `get` or `set` arrives; what it set is stored, and told to others, before that. */
  answered: (what: 'get' | 'set') => Promise<void> = async () => undefined;

  async get(keys: readonly string[] | null): Promise<Record<string, unknown>> {
    this.reads++;
    const wanted = keys ?? [...this.items.keys()];
    const found = wanted.filter((key) => this.items.has(key));
    const copy = Object.fromEntries(found.map((key) => [key, structuredClone(this.items.get(key))]));
    await this.answered('get');
    return copy;
  }

  async keys(): Promise<readonly string[] | null> {
    return [...this.items.keys()];
  }

  async set(items: Readonly<Record<string, unknown>>): Promise<void> {
    if (this.failure) throw this.failure;
    this.writes++;
    for (const [key, value] of Object.entries(items)) this.items.set(key, structuredClone(value));
    this.#tell(items);
    await this.answered('set');
  }

  async remove(keys: readonly string[]): Promise<void> {
    this.removals++;
    const gone = keys.filter((key) => this.items.delete(key));
    if (gone.length > 0) this.#tell(Object.fromEntries(gone.map((key) => [key, undefined])));
  }

  watch(listener: (changes: StorageChanges) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #tell(changes: StorageChanges): void {
    for (const listener of this.#listeners) listener(changes);
  }
}
