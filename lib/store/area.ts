/** A key-value store like the browsers' `storage.local` and `storage.session`. */
export interface StorageArea {
  /** @param keys The keys to read; null reads all. Missing keys are missing in the answer. */
  get(keys: readonly string[] | null): Promise<Record<string, unknown>>;
  /** All keys; null if the browser can't list them without their values. */
  keys?(): Promise<readonly string[] | null>;
  /** Writes all items, or none. */
  set(items: Readonly<Record<string, unknown>>): Promise<void>;
  remove(keys: readonly string[]): Promise<void>;
}

/** New values by key; undefined: removed. Firefox also names keys whose value stayed the same. */
export type StorageChanges = Readonly<Record<string, unknown>>;

export interface WatchedArea extends StorageArea {
  /** @returns A function that ends the watch */
  watch(listener: (changes: StorageChanges) => void): () => void;
}
