/** Does the work of each key one after the other; a failure does not stop the work after it. */
export class KeyedQueue<Key> {
  readonly #ends = new Map<Key, Promise<void>>();

  /** Resolves or rejects with the work. */
  run<T>(key: Key, work: () => Promise<T>): Promise<T> {
    const done = (this.#ends.get(key) ?? Promise.resolve()).then(work);
    const end = done
      .then(() => undefined)
      .catch(() => undefined)
      .then(() => {
        if (this.#ends.get(key) === end) this.#ends.delete(key);
      });
    this.#ends.set(key, end);
    return done;
  }

  isBusy(key: Key): boolean {
    return this.#ends.has(key);
  }
}
