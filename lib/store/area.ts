/** A key-value store as the browsers' `storage.local` and `storage.session` are. */
export interface StorageArea {
  /** @param keys Which to read; null reads all. Missing keys are missing in the answer. */
  get(keys: readonly string[] | null): Promise<Record<string, unknown>>;
  /** All keys; null where the browser can't list them without what they hold. */
  keys?(): Promise<readonly string[] | null>;
  /** All of it is written, or nothing is. */
  set(items: Readonly<Record<string, unknown>>): Promise<void>;
  remove(keys: readonly string[]): Promise<void>;
}

/** New values by key; undefined: removed. Firefox also names keys whose value stayed the same. */
export type StorageChanges = Readonly<Record<string, unknown>>;

export interface WatchedArea extends StorageArea {
  /** @returns A function that ends the watch. */
  watch(listener: (changes: StorageChanges) => void): () => void;
}
