import type { EnginePorts } from './ports';

/** After this long a page counts as loaded, in ms: one without our script never says so. Less than an idle worker lives. */
export const longestLoading = 10_000;

/** A page that waited for an answer needs this long to show it, in ms. */
const showTime = 500;

type Work = () => Promise<void>;

/** A document that loads. */
interface Loading {
  /** Ids of its requests that are under way: a page itself cannot tell that it waits for an answer. */
  readonly requests: Set<string>;
  /** Its script says that nothing happens there. */
  isQuiet: boolean;
  readonly over: Promise<void>;
  readonly end: () => void;
}

function loading(): Loading {
  let end = () => {};
  const over = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { requests: new Set(), isQuiet: false, over, end };
}

/**
 * Keeps what Tandem does by itself away from the load of an app's page, which it would slow (the machine has few cores,
 * and the server may be the same one). Closed while a document of an app loads; open again once all of them have settled,
 * or the person turns to Tandem. What waits lives in memory: a worker that is killed meanwhile reads the apps later anyway.
 */
export class LoadGate {
  /** By tab. */
  readonly #loading = new Map<number, Loading>();
  /** By key, in the order in which they came. */
  readonly #waiting = new Map<string, Work>();
  /** Ends the wait of the present closing; null: it is open. */
  #timer: AbortController | null = null;
  /** ms since the epoch. */
  #closedAt = 0;
  /** Resolves when what waited last is done. */
  #done: Promise<void> = Promise.resolve();
  #reportDone: (done: Promise<void>) => void = () => {};

  constructor(private readonly ports: Pick<EnginePorts, 'sleep' | 'now' | 'log'>) {}

  get isOpen(): boolean {
    return this.#timer === null;
  }

  /** A document of an app started to load in a tab. */
  started(tabId: number): void {
    this.#loading.get(tabId)?.end();
    this.#loading.set(tabId, loading());
    if (this.#timer) return;
    const timer = new AbortController();
    this.#timer = timer;
    this.#closedAt = this.ports.now();
    this.#done = new Promise((resolve) => {
      this.#reportDone = resolve;
    });
    const openAtLast = () => (this.#timer === timer ? this.open() : undefined);
    // From the first one on, so that pages which load again and again keep nothing away for ever.
    this.ports.sleep(longestLoading, timer.signal).then(openAtLast, () => undefined);
  }

  requestStarted({ tabId, requestId }: { readonly tabId: number; readonly requestId: string }): void {
    this.#loading.get(tabId)?.requests.add(requestId);
  }

  requestEnded({ tabId, requestId }: { readonly tabId: number; readonly requestId: string }): void {
    const one = this.#loading.get(tabId);
    if (!one?.requests.delete(requestId) || !one.isQuiet || one.requests.size > 0) return;
    const end = () => (one.requests.size === 0 ? this.#end(tabId, one) : undefined);
    this.ports.sleep(showTime, new AbortController().signal).then(end, () => undefined);
  }

  /** The document in a tab is quiet. Resolves once it has settled and, if no other loads, what waited is done. */
  async settled(tabId: number): Promise<void> {
    const one = this.#loading.get(tabId);
    if (one) one.isQuiet = true;
    if (one?.requests.size === 0) this.#end(tabId, one);
    await one?.over;
    if (this.isOpen) await this.#done;
  }

  #end(tabId: number, one: Loading): void {
    if (this.#loading.get(tabId) !== one) return;
    this.#loading.delete(tabId);
    one.end();
    if (this.#loading.size === 0) void this.open();
  }

  /** Whatever loads: the person wants something of Tandem. Resolves when what waited is done. */
  open(): Promise<void> {
    if (this.#timer) {
      this.#timer.abort();
      this.#timer = null;
      this.ports.log.note('gate-opened', { ms: this.ports.now() - this.#closedAt });
      for (const one of this.#loading.values()) one.end();
      this.#loading.clear();
      const waiting = [...this.#waiting.values()];
      this.#waiting.clear();
      this.#reportDone(inTurn(waiting));
    }
    return this.#done;
  }

  /** Resolves once it is open and what waited before is done. */
  whenOpen(): Promise<void> {
    return this.#done;
  }

  /**
   * Does something as soon as it is open: at once, if it is. Resolves when it is done; a failure is told where it waited
   * for nothing.
   * @param key of several that wait under one key, only the last is done
   */
  run(key: string, work: Work): Promise<void> {
    if (this.isOpen) return work();
    this.#waiting.set(key, work);
    return this.#done;
  }
}

/** One after the other; one that fails keeps nothing after it from being done. */
async function inTurn(works: readonly Work[]): Promise<void> {
  for (const work of works) await Promise.allSettled([work()]);
}
