import { type BridgeAsk, type BridgeValues, bridgeVersion, type Snapshot, type ToBridge } from '@/lib/bridge/protocol';
import type { TandemEvents, TandemSlice, TandemState } from '@/lib/bridge/public';
import { ended, Failure, noAnswer, noJson, notReady } from './failure';
import { Listeners } from './listeners';

/** How long an answer may take, in ms: both apps are given 20 s each to be read. */
const patience = 60_000;

interface Open {
  readonly resolve: (value: never) => void;
  readonly reject: (error: Failure) => void;
  readonly timer: ReturnType<typeof setTimeout>;
}

/** By slice, the event that tells of it. */
const eventOf = {
  user: 'user',
  llm: 'settings',
  ui: 'settings',
  workspaces: 'workspaces',
  conversations: 'conversations',
  connection: 'connection',
} as const satisfies Record<TandemSlice, keyof TandemEvents>;

type EventName = keyof TandemEvents;

/**
 * The page's copy of the state, and its way to the background. It says nothing before `start`: a page whose code never reads
 * `window.tandem` pays for nothing.
 */
export class PageClient {
  /** The same object until something changes. */
  state: TandemState | null = null;
  /** Resolves with the first state; rejects if it was refused. */
  readonly ready: Promise<TandemState>;
  readonly #settleReady: { resolve(state: TandemState): void; reject(error: unknown): void };
  readonly #events = new Map<EventName, Listeners<never>>();
  readonly #slices = new Map<TandemSlice, Listeners<TandemState | null>>();
  readonly #open = new Map<number, Open>();
  readonly #waiting: string[] = [];
  readonly #wanted = new Set<TandemSlice>();
  #port: MessagePort | null = null;
  #digests: Snapshot['digests'] = {};
  #who: string | null = null;
  #n = 0;
  #phase: 'idle' | 'started' | 'ended' = 'idle';

  constructor() {
    let settle: PageClient['ready'] extends Promise<infer S>
      ? { resolve(state: S): void; reject(error: unknown): void } | null
      : never = null;
    this.ready = new Promise((resolve, reject) => {
      settle = { resolve, reject };
    });
    this.#settleReady = settle ?? { resolve: () => {}, reject: () => {} };
    // Code that never looks at it is not to be told of a rejection that nobody handles.
    this.ready.catch(() => {});
  }

  /** The way to the background is open. */
  connect(port: MessagePort): void {
    if (this.#phase === 'ended') return port.close();
    this.#port = port;
    port.onmessage = ({ data }) => this.#take(data);
    for (const text of this.#waiting.splice(0)) port.postMessage(text);
  }

  /** Asks for the state, the first time it is called. */
  start(): void {
    if (this.#phase !== 'idle') return;
    this.#phase = 'started';
    void this.refresh();
  }

  /** Asks for what is new; after the page was away, and at the start. */
  async refresh(): Promise<void> {
    if (this.#phase !== 'started') return;
    try {
      this.#takeSnapshot(await this.#ask({ op: 'state', have: this.#digests }));
    } catch (error) {
      this.#settleReady.reject(error);
      this.#fail(error);
    }
  }

  /** The page's code wants to see a slice, if need be with the person's leave. What comes of it is told by events. */
  want(slice: TandemSlice): void {
    this.start();
    if (this.#wanted.has(slice) || (slice !== 'workspaces' && slice !== 'conversations')) return;
    this.#wanted.add(slice);
    void this.#ask({ op: 'want', slices: [slice] }).then(
      (snapshot) => this.#takeSnapshot(snapshot),
      (error) => this.#fail(error),
    );
  }

  async sync(): Promise<TandemState> {
    await this.ready;
    this.#takeSnapshot(await this.#ask({ op: 'sync' }));
    if (!this.state) throw notReady();
    return this.state;
  }

  /** @param patch as the page's code gave it; the background judges it */
  async update(op: 'update-llm' | 'update-ui', patch: object): Promise<void> {
    await this.ready;
    if (this.#who === null) throw this.#phase === 'ended' ? ended() : notReady();
    await this.#ask({ op, who: this.#who, patch });
  }

  async request(method: string, path: string, body: unknown): Promise<BridgeValues['request']> {
    this.start();
    // A refused state is no reason to keep a request back: its own answer says what is wrong.
    await this.ready.catch(() => {});
    return this.#ask({ op: 'request', who: this.#who, method: String(method), path: String(path), body });
  }

  listeners<E extends EventName>(event: E): Listeners<TandemEvents[E]> {
    return listenersIn(this.#events as Map<EventName, Listeners<TandemEvents[E]>>, event);
  }

  sliceListeners(slice: TandemSlice): Listeners<TandemState | null> {
    return listenersIn(this.#slices, slice);
  }

  /** Another copy took over, or the extension is gone: whoever kept this object is told, and it holds nothing any more. */
  end(): void {
    if (this.#phase === 'ended') return;
    this.#phase = 'ended';
    this.#settleReady.reject(ended());
    for (const [n, { reject, timer }] of this.#open) {
      this.#open.delete(n);
      clearTimeout(timer);
      reject(ended());
    }
    this.#port?.close();
    this.#who = null;
    const changed = this.state ? (Object.keys(this.state) as TandemSlice[]) : [];
    this.state = null;
    if (changed.length > 0) this.#tell(changed);
    this.#fail(ended());
    for (const listeners of [...this.#events.values(), ...this.#slices.values()]) listeners.clear();
  }

  #ask<Ask extends BridgeAsk>(ask: Ask): Promise<BridgeValues[Ask['op']]> {
    return new Promise((resolve, reject) => {
      if (this.#phase === 'ended') return reject(ended());
      this.#n += 1;
      const n = this.#n;
      const text = writtenOut({ v: bridgeVersion, n, ask });
      if (text === null) return reject(noJson());
      const timer = setTimeout(() => this.#settle(n, { error: noAnswer() }), patience);
      this.#open.set(n, { resolve, reject, timer });
      if (this.#port) this.#port.postMessage(text);
      else this.#waiting.push(text);
    });
  }

  #take(data: unknown): void {
    if (this.#phase === 'ended' || typeof data !== 'string') return;
    const reply = JSON.parse(data) as ToBridge;
    if ('news' in reply) this.#takeSnapshot(reply.news);
    else if ('value' in reply) this.#settle(reply.n, { value: reply.value });
    else if (reply.error.code === 'ended') this.end();
    else if (reply.n !== null) this.#settle(reply.n, { error: new Failure(reply.error) });
    else this.#fail(new Failure(reply.error));
  }

  #settle(n: number | null, result: { readonly value: unknown } | { readonly error: Failure }): void {
    const open = n === null ? undefined : this.#open.get(n);
    if (!open || n === null) return;
    this.#open.delete(n);
    clearTimeout(open.timer);
    if ('error' in result) open.reject(result.error);
    else open.resolve(result.value as never);
  }

  #takeSnapshot({ who, slices, digests }: Snapshot): void {
    if (this.#phase === 'ended') return;
    this.#who = who;
    const changed = (Object.keys(slices) as TandemSlice[]).filter(
      (slice) => !this.state || this.#digests[slice] !== digests[slice],
    );
    this.#digests = { ...this.#digests, ...digests };
    if (changed.length > 0) {
      for (const slice of changed) Object.freeze(slices[slice]);
      const before = this.state ?? nothing;
      this.state = Object.freeze({ ...before, ...slices });
    }
    if (this.state) this.#settleReady.resolve(this.state);
    if (changed.length > 0) this.#tell(changed);
  }

  #tell(changed: readonly TandemSlice[]): void {
    const { state } = this;
    for (const slice of changed) this.#slices.get(slice)?.tell(state);
    const { llm, ui, ...others } = state ?? nothing;
    const values = { ...others, settings: Object.freeze({ llm, ui }) };
    for (const event of new Set(changed.map((slice) => eventOf[slice]))) {
      this.#events.get(event)?.tell(values[event] as never);
    }
    this.#events.get('change')?.tell(state as never);
  }

  #fail(error: unknown): void {
    this.#events.get('error')?.tell(error as never);
  }
}

const nothing: TandemState = {
  user: null,
  llm: null,
  ui: null,
  workspaces: null,
  conversations: null,
  connection: null,
};

function listenersIn<K, T>(map: Map<K, Listeners<T>>, key: K): Listeners<T> {
  let found = map.get(key);
  if (!found) {
    found = new Listeners();
    map.set(key, found);
  }
  return found;
}

/** Null: it holds itself, or something that JSON has no form for. Getters and proxies are the page's own, and run there. */
function writtenOut(message: object): string | null {
  try {
    return JSON.stringify(message);
  } catch {
    return null;
  }
}
