/** Listeners of the page's own code. A listener that throws does not stop the others. */
export class Listeners<T> {
  readonly #listeners = new Set<(value: T) => void>();

  /** @returns Ends the subscription; the same function may be added twice */
  add(listener: (value: T) => void): () => void {
    const own = (value: T) => listener(value);
    this.#listeners.add(own);
    return () => void this.#listeners.delete(own);
  }

  tell(value: T): void {
    for (const listener of this.#listeners) {
      try {
        listener(value);
      } catch (error) {
        // The error is the page's: it appears in the console like any other of its errors.
        reportError(error);
      }
    }
  }
}
