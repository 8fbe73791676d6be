/** Has the work of each key done one after the other; what fails keeps nothing after it from being done. */
export class KeyedQueue<Key> {
  readonly #ends = new Map<Key, Promise<void>>();

  /** Resolves or rejects as the work does, once it was its turn. */
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
