import {
  type BridgeAsk,
  type BridgeValues,
  bridgeVersion,
  nothingToSee,
  type Snapshot,
  type ToBridge,
} from '@/lib/bridge/protocol';
import type { TandemEvents, TandemSlice, TandemState } from '@/lib/bridge/public';
import { Failure, failed } from './failure';
import { Listeners } from './listeners';

/** How long an answer may take, in ms: both apps are given 20 s each to be read. */
const patience = 60_000;

interface Open {
  readonly resolve: (value: never) => void;
  readonly reject: (error: Failure) => void;
  readonly timer: ReturnType<typeof setTimeout>;
}

/** The event that tells of a slice. */
const eventOf = (slice: TandemSlice) => (slice === 'llm' || slice === 'ui' ? 'settings' : slice);

type EventName = keyof TandemEvents;

/**
 * The page's copy of the state, and its way to the background. It says nothing before `start`: a page whose code never reads
 * `window.tandem` pays for nothing.
 */
export class PageClient {
  /** The same object until something changes. */
  state: TandemState | null = null;
  readonly #first = Promise.withResolvers<TandemState>();
  /** Resolves with the first state; rejects if it was refused. */
  readonly ready = this.#first.promise;
  readonly events: { readonly [E in EventName]: Listeners<TandemEvents[E]> } = {
    change: new Listeners(),
    user: new Listeners(),
    settings: new Listeners(),
    workspaces: new Listeners(),
    conversations: new Listeners(),
    connection: new Listeners(),
    error: new Listeners(),
  };
  /** Who wants to hear of changes of one slice alone. */
  readonly slices: Readonly<Record<TandemSlice, Listeners<TandemState | null>>> = {
    user: new Listeners(),
    llm: new Listeners(),
    ui: new Listeners(),
    workspaces: new Listeners(),
    conversations: new Listeners(),
    connection: new Listeners(),
  };
  readonly #open = new Map<number, Open>();
  readonly #waiting: string[] = [];
  readonly #wanted = new Set<TandemSlice>();
  #port: MessagePort | null = null;
  #digests: Snapshot['digests'] = {};
  #who: string | null = null;
  #n = 0;
  #phase: 'idle' | 'started' | 'ended' = 'idle';

  constructor() {
    // Code that never looks at it is not to be told of a rejection that nobody handles.
    this.ready.catch(() => {});
  }

  /** The way to the background is open. */
  connect(port: MessagePort): void {
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

  /** The page's code wants to see a slice, if need be with the person's leave. What comes of it is told by events. */
  want(slice: TandemSlice): void {
    if (this.#wanted.has(slice) || (slice !== 'workspaces' && slice !== 'conversations')) return;
    this.#wanted.add(slice);
    void this.#ask({ op: 'want', slices: [slice] }).then(
      (snapshot) => this.#takeSnapshot(snapshot),
      (error) => this.#fail(error),
    );
  }

  async sync(): Promise<TandemState> {
    this.#takeSnapshot(await this.#ask({ op: 'sync' }));
    return this.state ?? nothingToSee;
  }

  /** @param patch as the page's code gave it; the background judges it */
  async update(op: 'update-llm' | 'update-ui', patch: object): Promise<void> {
    await this.ready.catch(() => {});
    // The first answer may have been lost, or nobody was signed in then.
    if (this.#who === null) await this.#load();
    if (this.#who === null) throw failed('not-ready');
    await this.#ask({ op, who: this.#who, patch });
  }

  async request(method: string, path: string, body: unknown): Promise<BridgeValues['request']> {
    // A refused state is no reason to keep a request back: its own answer says what is wrong.
    await this.ready.catch(() => {});
    return this.#ask({ op: 'request', who: this.#who, method: String(method), path: String(path), body });
  }

  /** Another copy took over, or the extension is gone: whoever kept this object is told, and it holds nothing any more. */
  end(): void {
    if (this.#phase === 'ended') return;
    this.#phase = 'ended';
    this.#first.reject(failed('ended'));
    for (const n of [...this.#open.keys()]) this.#settle(n, { error: failed('ended') });
    this.#port?.close();
    this.#who = null;
    const { state } = this;
    this.state = null;
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
        // Getters and proxies are the page's own, and run here, where they can do nothing that its code could not.
        text = JSON.stringify({ v: bridgeVersion, n, ask });
      } catch {
        return reject(failed('invalid'));
      }
      const timer = setTimeout(() => this.#settle(n, { error: failed('no-answer') }), patience);
      this.#open.set(n, { resolve, reject, timer });
      if (this.#port) this.#port.postMessage(text);
      else this.#waiting.push(text);
    });
  }

  #take(data: string): void {
    const reply = JSON.parse(data) as ToBridge;
    if ('news' in reply) this.#takeSnapshot(reply.news);
    else if ('value' in reply) this.#settle(reply.n, reply);
    else if ('refused' in reply && reply.refused === 'ended') this.end();
    else this.#settle(reply.n, { error: 'error' in reply ? new Failure(reply.error) : failed(reply.refused) });
  }

  #settle(n: number | null, result: { readonly value: unknown } | { readonly error: Failure }): void {
    const open = this.#open.get(n ?? 0);
    this.#open.delete(n ?? 0);
    clearTimeout(open?.timer);
    if ('value' in result) {
      // One that comes too late is no answer any more, but the background takes what it tells for known here.
      if (!open && 'slices' in Object(result.value)) this.#takeSnapshot(result.value as Snapshot);
      open?.resolve(result.value as never);
    } else if (open) open.reject(result.error);
    else this.#fail(result.error);
  }

  #takeSnapshot({ who, slices, digests }: Snapshot): void {
    if (this.#phase === 'ended') return;
    this.#who = who;
    const changed = (Object.keys(slices) as TandemSlice[]).filter(
      (slice) => !this.state || this.#digests[slice] !== digests[slice],
    );
    this.#digests = { ...this.#digests, ...digests };
    if (changed.length > 0) {
      freeze(slices);
      this.state = Object.freeze({ ...(this.state ?? nothingToSee), ...slices });
    }
    if (this.state) this.#first.resolve(this.state);
    if (changed.length > 0) this.#tell(changed);
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

  #fail(error: unknown): void {
    if (error instanceof Failure) this.events.error.tell(error);
  }
}

/** In depth: what one component of a page is given is given to all of them. */
function freeze(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  for (const part of Object.values(value)) freeze(part);
  Object.freeze(value);
}
