/** Functions of the page's own code that want to hear something. One that throws keeps none of the others from hearing. */
export class Listeners<T> {
  readonly #listeners = new Map<object, (value: T) => void>();

  /** @returns Ends it; the same function may be added twice. */
  add(listener: (value: T) => void): () => void {
    const key = {};
    this.#listeners.set(key, listener);
    return () => void this.#listeners.delete(key);
  }

  tell(value: T): void {
    for (const [key, listener] of [...this.#listeners]) {
      if (!this.#listeners.has(key)) continue;
      try {
        listener(value);
      } catch (error) {
        // It is theirs: it shows up in the console as any other of their errors.
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }

  clear(): void {
    this.#listeners.clear();
  }
}
