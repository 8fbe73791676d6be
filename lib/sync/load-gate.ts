import { longestGated } from '@/lib/model/load-limits';
import type { EnginePorts } from './ports';

/** The time, in ms, that a page needs to show an answer. */
const showTime = 500;

type Work = () => Promise<void>;

/** A document that is loading. */
interface Loading {
  /** Ids of its requests under way: a page cannot know by itself that it waits for an answer. */
  readonly requests: Set<string>;
  /** Its script has reported that the page is quiet. */
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
 * Holds back Tandem's own work while a page of an app loads, since that work would slow the load. (The machine has few
 * cores, and the server may run on it.) Closed while a document of an app loads. Open again when all of them have
 * settled, or when the user turns to Tandem. The held work lives in memory: after a kill the worker reads the apps
 * later anyway.
 */
export class LoadGate {
  /** By tab. */
  readonly #loading = new Map<number, Loading>();
  /** By key, in the order of arrival. */
  readonly #held = new Map<string, Work>();
  /** Ends the wait of the current closing; null: it is open. */
  #timer: AbortController | null = null;
  /** ms since the epoch. */
  #closedAt = 0;
  /** Resolves when the last held work is done. */
  #done: Promise<void> = Promise.resolve();
  #reportDone: (done: Promise<void>) => void = () => {};

  constructor(private readonly ports: Pick<EnginePorts, 'sleep' | 'now' | 'log'>) {}

  get isOpen(): boolean {
    return this.#timer === null;
  }

  /** A document of an app started to load in this tab. */
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
    // The limit counts from the first document, so that pages which reload again and again cannot close the gate for
    // ever.
    this.ports.sleep(longestGated, timer.signal).then(openAtLast, () => undefined);
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

  /**
   * The document in this tab is quiet. Resolves when it has settled and, if no other document loads, the held work
   * is done.
   */
  async pageSettled(tabId: number): Promise<void> {
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

  /** Opens at once, since the user turned to Tandem. Resolves when the held work is done. */
  open(): Promise<void> {
    if (this.#timer) {
      this.#timer.abort();
      this.#timer = null;
      this.ports.log.note('gate-opened', { ms: this.ports.now() - this.#closedAt });
      for (const one of this.#loading.values()) one.end();
      this.#loading.clear();
      const works = [...this.#held.values()];
      this.#held.clear();
      this.#reportDone(inTurn(works));
    }
    return this.#done;
  }

  /** Resolves when it is open and the work that waited before is done. */
  whenOpen(): Promise<void> {
    return this.#done;
  }

  /**
   * Does work when the gate is open, at once if it is. Resolves when the work is done; rejects only if it did not have
   * to wait.
   * @param key of several works with one key, only the last is done
   */
  run(key: string, work: Work): Promise<void> {
    if (this.isOpen) return work();
    this.#held.set(key, work);
    return this.#done;
  }
}

/** One after the other; a failure does not stop those after it. */
async function inTurn(works: readonly Work[]): Promise<void> {
  for (const work of works) await Promise.allSettled([work()]);
}
