/** In ms: how often an idle script checks whether its extension still exists. */
const orphanCheckInterval = 30_000;
/** The event with which a new copy of the script ends older copies. */
const takingOver = 'tandem:script';

/**
 * The lifetime of our script in one document. Everything that the script registers goes through here and ends together.
 * It ends when a newer copy starts in the same document (injected again, or after an update). It also ends when its
 * extension is gone, which Chromium reports to nobody: old listeners would go on, and every call would throw.
 */
export class Lifetime {
  readonly #controller = new AbortController();
  /** Aborted at the end. */
  readonly signal = this.#controller.signal;
  readonly #isOrphaned: () => boolean;

  /** @param isOrphaned Whether the extension is gone */
  constructor(isOrphaned: () => boolean) {
    this.#isOrphaned = isOrphaned;
  }

  /**
   * Takes over from an older copy of the script, and ends when a newer copy takes over or the extension is gone. The
   * copies find each other by a DOM event, which crosses from one version's world to the next. A page that fires it can
   * only end our script.
   * @param target The event target that all copies share: the document
   * @param own The event of a script that the script in every page starts, and that ends with that one, too
   */
  takeOver(target: EventTarget, own = takingOver): void {
    target.dispatchEvent(new Event(own));
    for (const type of new Set([own, takingOver])) {
      target.addEventListener(type, () => this.end(), { signal: this.signal });
    }
    this.every(orphanCheckInterval, () => {});
  }

  /** A part of this lifetime that can end earlier. */
  child(): Lifetime {
    const child = new Lifetime(this.#isOrphaned);
    if (this.isOver()) child.end();
    this.signal.addEventListener('abort', () => child.end(), { signal: child.signal });
    return child;
  }

  /** Whether it has ended; ends it if the extension is gone. */
  isOver(): boolean {
    if (!this.signal.aborted && this.#isOrphaned()) this.end();
    return this.signal.aborted;
  }

  end(): void {
    this.#controller.abort();
  }

  /** Listens until the script ends. */
  listen<Heard extends Event>(
    target: EventTarget,
    type: string,
    handle: (event: Heard) => void,
    options: Pick<AddEventListenerOptions, 'capture' | 'passive' | 'once'> = {},
  ): void {
    const guarded = (event: Event) => this.isOver() || handle(event as Heard);
    target.addEventListener(type, guarded, { ...options, signal: this.signal });
  }

  /** Calls `handle` every `interval` ms. @returns Stops it */
  every(interval: number, handle: () => void): () => void {
    return this.#until(setInterval(() => this.isOver() || handle(), interval));
  }

  /** Calls `handle` once, in `delay` ms. @returns Stops it */
  after(delay: number, handle: () => void): () => void {
    const stop = this.#until(
      setTimeout(() => {
        stop();
        if (!this.isOver()) handle();
      }, delay),
    );
    return stop;
  }

  /** @returns A function that calls `handle` once, `delay` ms after its own last call */
  later(delay: number, handle: () => void): () => void {
    let stop = () => {};
    return () => {
      stop();
      stop = this.after(delay, handle);
    };
  }

  /** Resolves in `delay` ms; never after the script has ended. */
  pause(delay: number): Promise<void> {
    return new Promise((resolve) => this.after(delay, resolve));
  }

  /** A timer of either kind: browsers keep both in one list. */
  #until(timer: ReturnType<typeof setTimeout>): () => void {
    const stop = () => {
      clearTimeout(timer);
      this.signal.removeEventListener('abort', stop);
    };
    this.signal.addEventListener('abort', stop);
    return stop;
  }
}
