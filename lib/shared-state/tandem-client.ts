import type {
  Tandem,
  TandemErrorCode,
  TandemEvents,
  TandemFailure,
  TandemLlmPatch,
  TandemResponse,
  TandemState,
  TandemUiPatch,
} from '@/lib/bridge/public';

/** The status of a client. `state` null: there is none yet; `error` has the reason if it is known. */
export interface TandemStatus {
  readonly state: TandemState | null;
  /** True until the first state, or until the reason why there is none. */
  readonly loading: boolean;
  readonly error: TandemFailure | null;
}

/** Tandem for an app's own code. It exists from the start, with or without Tandem installed. */
export interface TandemClient {
  /** The same object until something changes. */
  getStatus(): TandemStatus;
  /** Called at each change of the status. @returns Ends the subscription */
  subscribe(listener: () => void): () => void;
  /** @returns Ends the subscription */
  on<E extends keyof TandemEvents>(event: E, listener: (value: TandemEvents[E]) => void): () => void;
  syncState(): Promise<TandemState>;
  updateLLMSettings(patch: TandemLlmPatch): Promise<void>;
  updateUISettings(patch: TandemUiPatch): Promise<void>;
  getWorkspace: Tandem['getWorkspace'];
  getConversation: Tandem['getConversation'];
  /** Never rejects; 503 if Tandem is not installed. */
  request(method: string, path: string, body?: unknown): Promise<TandemResponse>;
  /** Ends all subscriptions. Call it when the client is not needed any more. */
  close(): void;
}

export interface TandemClientOptions {
  /** The window that holds `tandem`. */
  readonly page?: EventTarget & { readonly tandem?: Tandem | undefined };
  /** In ms: Tandem counts as not installed after this time. It is still found if it starts later. */
  readonly patience?: number;
}

const sentence = 'Tandem is not installed, or may not run in this page.';

function notInstalled(): TandemFailure {
  const code: TandemErrorCode = 'not-installed';
  return Object.assign(new Error(sentence), { code, status: 503, issues: [] });
}

/** An element with the id "tandem" has that name in `window`, too. */
const isTandem = (found: Partial<Tandem> | undefined): found is Tandem =>
  found?.version === 1 && typeof found.on === 'function';

/** On a server no Tandem ever appears. */
const ownPage = (): NonNullable<TandemClientOptions['page']> =>
  typeof window === 'undefined' ? new EventTarget() : window;

/** Makes a client of `window.tandem`. It finds a Tandem that starts later, and the new object after an update. */
export function createTandemClient({ page = ownPage(), patience = 2_000 }: TandemClientOptions = {}): TandemClient {
  const listeners = new Set<() => void>();
  const wanted = new Set<{ attach(tandem: Tandem): void; stop(): void }>();
  const own = new AbortController();
  let status: TandemStatus = { state: null, loading: true, error: null };
  let tandem: Tandem | undefined;
  let stops: (() => void)[] = [];

  const show = (next: TandemStatus) => {
    if (next.state === status.state && next.loading === status.loading && next.error === status.error) return;
    status = next;
    for (const listener of [...listeners]) listener();
  };
  const adopt = () => {
    const found = page.tandem;
    if (!isTandem(found) || found === tandem) return;
    for (const stop of stops) stop();
    tandem = found;
    const isPresent = () => tandem === found && !own.signal.aborted;
    const take = () => isPresent() && show({ state: found.getState(), loading: false, error: null });
    const fail = (error: TandemFailure) => isPresent() && show({ state: found.getState(), loading: false, error });
    stops = [found.on('change', take), found.on('error', fail)];
    for (const one of wanted) one.attach(found);
    found.ready.then(take, fail);
  };
  const use = async <T>(what: (present: Tandem) => Promise<T>): Promise<T> => {
    if (!tandem) throw notInstalled();
    const value = await what(tandem);
    // A former error does not matter any more.
    if (status.state) show({ ...status, error: null });
    return value;
  };

  page.addEventListener('tandem:ready', adopt, { signal: own.signal });
  const timer = setTimeout(() => !tandem && show({ state: null, loading: false, error: notInstalled() }), patience);
  adopt();

  return {
    getStatus: () => status,
    subscribe(listener) {
      const mine = () => listener();
      listeners.add(mine);
      return () => void listeners.delete(mine);
    },
    on(event, listener) {
      const one = {
        stop: () => {},
        attach(present: Tandem) {
          one.stop();
          one.stop = present.on(event, listener);
        },
      };
      wanted.add(one);
      if (tandem) one.attach(tandem);
      return () => {
        wanted.delete(one);
        one.stop();
      };
    },
    syncState: () => use((present) => present.syncState()),
    updateLLMSettings: (patch) => use((present) => present.updateLLMSettings(patch)),
    updateUISettings: (patch) => use((present) => present.updateUISettings(patch)),
    getWorkspace: (idOrSlug) => tandem?.getWorkspace(idOrSlug),
    getConversation: (id) => tandem?.getConversation(id),
    async request(method, path, body) {
      if (tandem) return tandem.request(method, path, body);
      const { code, message, status: answer, issues } = notInstalled();
      return { status: answer, body: { error: { code, message, issues } } };
    },
    close() {
      own.abort();
      clearTimeout(timer);
      for (const stop of stops) stop();
      for (const one of wanted) one.stop();
      listeners.clear();
      wanted.clear();
    },
  };
}
