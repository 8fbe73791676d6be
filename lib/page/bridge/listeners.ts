/** Functions of the page's own code that want to hear something. One that throws keeps none of the others from hearing. */
export class Listeners<T> {
  readonly #listeners = new Set<(value: T) => void>();

  /** @returns Ends it; the same function may be added twice. */
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
        // It is theirs: it shows up in the console as any other of their errors.
        reportError(error);
      }
    }
  }
}
