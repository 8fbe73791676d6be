/** How often an idle script looks whether its extension is still there, in ms. */
const orphanCheckInterval = 30_000;
/** What a copy of the script that is in every page says to those before it. */
const takingOver = 'tandem:script';

/**
 * How long our script lives in one document. Everything that it registers goes through here and ends together: when a
 * newer copy of the script starts in the same document (injected again, or after an update), or when its extension is
 * gone, which Chromium tells nobody: the old listeners would go on, and every call would throw.
 */
export class Lifetime {
  readonly #controller = new AbortController();
  /** Aborted at the end. */
  readonly signal = this.#controller.signal;
  readonly #isOrphaned: () => boolean;

  /** @param isOrphaned whether the extension is gone */
  constructor(isOrphaned: () => boolean) {
    this.#isOrphaned = isOrphaned;
  }

  /**
   * Takes over from an older copy of the script, and ends when a newer one does or the extension is gone. The copies find
   * each other by a DOM event, which crosses from one version's world to the next; a page that sends it can only make our
   * script leave.
   * @param target where copies hear each other: the document
   * @param own the event of a script that is started by the one in every page, and gives way to that one, too
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

  /** Listens as long as the script lives. */
  listen<Heard extends Event>(
    target: EventTarget,
    type: string,
    handle: (event: Heard) => void,
    options: Pick<AddEventListenerOptions, 'capture' | 'passive' | 'once'> = {},
  ): void {
    const guarded = (event: Event) => this.isOver() || handle(event as Heard);
    target.addEventListener(type, guarded, { ...options, signal: this.signal });
  }

  /** Calls again and again, each `interval` ms. @returns stops it */
  every(interval: number, handle: () => void): () => void {
    return this.#until(setInterval(() => this.isOver() || handle(), interval));
  }

  /** Calls once, in `delay` ms. @returns stops it */
  after(delay: number, handle: () => void): () => void {
    const stop = this.#until(
      setTimeout(() => {
        stop();
        if (!this.isOver()) handle();
      }, delay),
    );
    return stop;
  }

  /** @returns makes it call once, in `delay` ms from the last time that it was told to */
  later(delay: number, handle: () => void): () => void {
    let stop = () => {};
    return () => {
      stop();
      stop = this.after(delay, handle);
    };
  }

  /** Resolves in `delay` ms; never once the script has ended. */
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
