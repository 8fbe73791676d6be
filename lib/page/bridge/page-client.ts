import {
  type BridgeAsk,
  type BridgeValues,
  bridgeVersion,
  type LocalErrorCode,
  type Snapshot,
  type ToBridge,
} from '@/lib/bridge/bridge-protocol';
import { nothingToSee } from '@/lib/bridge/page-state';
import type { TandemEvents, TandemSlice, TandemState } from '@/lib/bridge/public';
import { listOwners } from '@/lib/model/slices';
import { BridgeFailure, failed } from './bridge-failure';
import { Listeners } from './listeners';

/** In ms: the longest wait for an answer. Reading both apps may take 20 s each. */
const patience = 60_000;

type Result = { readonly value: unknown } | { readonly error: BridgeFailure };

/** Refusals from this status on (429, 503) are temporary: the request is sent again when there is news. */
const passing = 429;

/** The event of a slice. */
const eventOf = (slice: TandemSlice) => (slice === 'llm' || slice === 'ui' ? 'settings' : slice);

type EventName = keyof TandemEvents;

const sliceNames = Object.keys(nothingToSee) as TandemSlice[];
const listenersFor = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, new Listeners()]));

/**
 * The page's copy of the state, and its connection to the background. It sends nothing before `start`: a page whose
 * code never reads `window.tandem` pays nothing.
 */
export class PageClient {
  readonly #first = Promise.withResolvers<TandemState>();
  readonly events = listenersFor(['change', 'settings', 'error', ...sliceNames]) as {
    readonly [E in EventName]: Listeners<TandemEvents[E]>;
  };
  /** Listeners for the changes of one slice. */
  readonly slices = listenersFor(sliceNames) as Readonly<Record<TandemSlice, Listeners<TandemState | null>>>;
  /** Requests that wait for an answer, by the number of their message. */
  readonly #open = new Map<number, (result: Result) => void>();
  readonly #unsent: string[] = [];
  /**
   * Slices that the page's code wants and that may belong to the other app; `again`: refused for a temporary reason.
   */
  readonly #wanted = new Map<TandemSlice, 'asked' | 'again'>();
  #port: MessagePort | null = null;
  #held: TandemState | null = null;
  readonly #digests: Snapshot['digests'] = {};
  /** By slice, and for `who`: the number of the snapshot that it came with. */
  readonly #given: Partial<Record<TandemSlice | 'who', number>> = {};
  #who: string | null = null;
  #n = 0;
  #phase: 'idle' | 'started' | 'ended' = 'idle';

  /** @param openPort Opens the connection to the background */
  constructor(private readonly openPort: (use: (port: MessagePort) => void) => void) {
    // Code that never uses this promise must not see an unhandled rejection.
    this.#first.promise.catch(() => {});
  }

  /** The same object until something changes; null if there is no state for this page. */
  get state(): TandemState | null {
    return this.#held?.connection ? this.#held : null;
  }

  /** Resolves with the current state when there is one; rejects with the reason if there is none. */
  get ready(): Promise<TandemState> {
    if (this.#phase === 'ended') return refused('ended');
    if (!this.#held) return this.#first.promise;
    return this.state ? Promise.resolve(this.state) : refused('off');
  }

  #connect(port: MessagePort): void {
    this.#port = port;
    port.onmessage = ({ data }) => this.#take(data);
    for (const text of this.#unsent.splice(0)) port.postMessage(text);
  }

  /** Opens the connection to the background and asks for the state, at the first call. */
  start(): void {
    if (this.#phase !== 'idle') return;
    this.#phase = 'started';
    this.openPort((port) => this.#connect(port));
    void this.refresh();
  }

  /** Asks for news, at the start and after the page was away. */
  async refresh(): Promise<void> {
    if (this.#phase === 'started') await this.#load().catch((error) => this.#fail(error));
  }

  async #load(): Promise<void> {
    try {
      this.#takeSnapshot(await this.#ask({ op: 'state', have: this.#digests }));
    } catch (error) {
      this.#first.reject(error);
      throw error;
    }
  }

  /** The page's code wants a slice, which may need the user's permission. Events bring the result. */
  want(slice: TandemSlice): void {
    if (this.#wanted.has(slice) || !(slice in listOwners)) return;
    this.#wanted.set(slice, 'asked');
    void this.#ask({ op: 'want', slices: [slice], have: this.#digests }).then(
      (snapshot) => this.#takeSnapshot(snapshot),
      (error: BridgeFailure) => {
        if (error.status >= passing) this.#wanted.set(slice, 'again');
        this.#fail(error);
      },
    );
  }

  async sync(): Promise<TandemState> {
    this.#takeSnapshot(await this.#ask({ op: 'sync', have: this.#digests }));
    return this.ready;
  }

  /** @param patch The value from the page's code; the background validates it */
  async update(op: 'update-llm' | 'update-ui', patch: object): Promise<void> {
    await this.#knowWho();
    if (this.#who === null) throw failed('not-ready');
    await this.#ask({ op, who: this.#who, patch });
  }

  async request(method: string, path: string, body: unknown): Promise<BridgeValues['request']> {
    const plain = { method: String(method), path: String(path) };
    // A refused state must not stop a request: the request's own answer has the reason.
    await this.#knowWho().catch(() => {});
    return this.#ask({ op: 'request', who: this.#who, ...plain, body });
  }

  /**
   * A change names the identity that it is meant for. The first answer may have been lost, or nobody was signed in
   * then.
   */
  async #knowWho(): Promise<void> {
    await this.#first.promise.catch(() => {});
    if (this.#who === null) await this.#load();
  }

  /** Another copy took over, or the extension is gone. Users of this object get an error, and it drops its state. */
  end(): void {
    if (this.#phase === 'ended') return;
    this.#phase = 'ended';
    this.#first.reject(failed('ended'));
    for (const n of [...this.#open.keys()]) this.#close(n, { error: failed('ended') });
    this.#port?.close();
    this.#who = null;
    const { state } = this;
    this.#held = null;
    if (state) this.#tell(Object.keys(state) as TandemSlice[]);
    this.#fail(failed('ended'));
  }

  #ask<Ask extends BridgeAsk>(ask: Ask): Promise<BridgeValues[Ask['op']]> {
    return new Promise((resolve, reject) => {
      if (this.#phase === 'ended') return reject(failed('ended'));
      this.#n += 1;
      const n = this.#n;
      let text: string;
      try {
        // Getters and proxies are the page's own, and run here, where they can do no more than the page's code.
        text = JSON.stringify({ v: bridgeVersion, n, ask });
      } catch {
        return reject(failed('invalid'));
      }
      const timer = setTimeout(() => this.#close(n, { error: failed('no-answer') }), patience);
      this.#open.set(n, (result) => {
        clearTimeout(timer);
        if ('value' in result) resolve(result.value as never);
        else reject(result.error);
      });
      if (this.#port) this.#port.postMessage(text);
      else this.#unsent.push(text);
    });
  }

  #take(data: string): void {
    const reply = JSON.parse(data) as ToBridge;
    if ('news' in reply) this.#takeSnapshot(reply.news);
    else if ('value' in reply) this.#close(reply.n, reply);
    else if ('refused' in reply && reply.refused === 'ended') this.end();
    else this.#close(reply.n, { error: 'error' in reply ? new BridgeFailure(reply.error) : failed(reply.refused) });
  }

  #close(n: number | null, result: Result): void {
    const open = this.#open.get(n ?? 0);
    this.#open.delete(n ?? 0);
    if (open) open(result);
    else if ('error' in result) this.#fail(result.error);
    // A late answer is not used, but the background counts its slices as known here.
    else if ('slices' in Object(result.value)) this.#takeSnapshot(result.value as Snapshot);
  }

  #takeSnapshot({ at, who, slices, digests }: Snapshot): void {
    if (this.#phase === 'ended') return;
    const isFresh = (part: TandemSlice | 'who') => {
      if (at < (this.#given[part] ?? 0)) return false;
      this.#given[part] = at;
      return true;
    };
    const before = this.#who;
    if (isFresh('who')) this.#who = who;
    const changed: TandemSlice[] = [];
    const taken: Record<string, unknown> = {};
    for (const slice of Object.keys(slices) as TandemSlice[]) {
      if (!isFresh(slice) || (this.#held && this.#digests[slice] === digests[slice])) continue;
      this.#digests[slice] = digests[slice] as string;
      taken[slice] = slices[slice];
      changed.push(slice);
    }
    freeze(taken);
    if (changed.length > 0) this.#held = Object.freeze({ ...(this.#held ?? nothingToSee), ...taken });
    if (this.state) this.#first.resolve(this.state);
    else if (this.#held) this.#first.reject(failed('off'));
    if (changed.length > 0) this.#tell(changed);
    if (changed.includes('connection') && !this.state) this.#fail(failed('off'));
    this.#wantAgain(before, changed.length > 0);
  }

  /** Another user must be asked again, and a temporary refusal is worth another try. */
  #wantAgain(before: string | null, isNews: boolean): void {
    const isOther = this.#who !== before;
    for (const [slice, how] of [...this.#wanted]) {
      if (this.#who === null || !(isOther || (isNews && how === 'again'))) continue;
      this.#wanted.delete(slice);
      this.want(slice);
    }
  }

  #tell(changed: readonly TandemSlice[]): void {
    const { state } = this;
    const { llm, ui, ...others } = state ?? nothingToSee;
    const values = { ...others, settings: Object.freeze({ llm, ui }) };
    for (const slice of changed) this.slices[slice].tell(state);
    for (const event of new Set(changed.map(eventOf))) {
      (this.events[event] as Listeners<unknown>).tell(values[event]);
    }
    this.events.change.tell(state);
  }

  #fail(error: BridgeFailure): void {
    this.events.error.tell(error);
  }
}

/** A rejection that counts as handled: to read `ready` is not a mistake. */
function refused(code: LocalErrorCode): Promise<never> {
  const promise = Promise.reject<never>(failed(code));
  promise.catch(() => {});
  return promise;
}

/** Deep: all components of a page get the same objects. */
function freeze(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  for (const part of Object.values(value)) freeze(part);
  Object.freeze(value);
}
