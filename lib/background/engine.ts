import type { ServerFacts } from '@/lib/apps/adapter';
import { KeyedQueue, singleFlight } from '@/lib/async';
import { type DiagnosticLog, failureOf } from '@/lib/diagnostics';
import { InFrontError, SignedOutError, StorageFullError, type TandemError, toProblem } from '@/lib/errors';
import type { PageReplies, ViewStatus } from '@/lib/messaging/protocol';
import {
  type AppId,
  type Connection,
  connectionFor,
  defaultPreferences,
  initialStatus,
  isInFront,
  type Preferences,
  type Problem,
  type Slice,
} from '@/lib/model';
import { isOfTwoPeople, records, type StorageChanges, Store } from '@/lib/store';
import { SettingsSync } from '../settings';
import { AppRunner, type RunnerParts } from '../sync/app-runner';
import { hideIdentity } from '../sync/identity';
import { LoadGate } from '../sync/load-gate';
import type { EnginePorts } from '../sync/ports';
import { fullPlan, type PullPlan, pollPlan } from '../sync/pull';
import { isApi, isPlatformMe, threadsChangedIn } from '../sync/request-kinds';
import { isLooking, isPollDue } from '../sync/schedule';
import { type RefreshPolicy, SessionManager } from '../sync/session-manager';
import { SessionMemory } from '../sync/session-memory';
import { readThreads } from '../sync/threads';
import { RightsStore } from './bridge/rights-store';
import { damagedRecord, isAboutRecord, isOverdue } from './damage';
import { noteCommit, reportsIn } from './notes';
import { type PageReport, PageWatch } from './page-watch';

/** How often code in the apps' pages may have both apps read, in ms. */
const pagesSyncSpan = 10_000;

/** How often what a page's requests show may lead to a reading, in ms. */
const followUpSpan = 5_000;

/** What the requests of an app's pages told since it was last looked into. */
interface PageNews {
  readonly slices: Set<Slice>;
  fully: boolean;
  /** Addresses that were answered well, by what they tell. */
  answered: { readonly api: boolean; readonly platformMe: boolean } | null;
  /** Workspaces whose threads changed, by slug. */
  readonly threads: Set<string>;
}

/** The part of a connection that the person chose; the rest is Tandem's. */
export type NewConnection = Omit<Connection, 'id' | 'connectedAt'>;

/**
 * The heart of the background: what happens in the browser comes in here, and pulls, sessions and the stored state
 * follow. It keeps nothing that a killed worker would lose: what matters is in storage, the rest can be asked again.
 */
export class Engine {
  readonly memory: SessionMemory;
  readonly store: Store;
  readonly pages: PageWatch;
  readonly settings: SettingsSync;
  readonly rights: RightsStore;
  readonly log: DiagnosticLog;
  /** What happens by itself waits here while a page loads. */
  readonly gate: LoadGate;
  readonly #sessions: SessionManager;
  readonly #access: Parameters<typeof readThreads>[0];
  readonly #runners = new Map<string, AppRunner>();
  /** By tab. */
  readonly #reports = new KeyedQueue<number>();
  readonly #onStored = new Set<(changes: StorageChanges) => void>();
  /** By connection: when what its pages showed was last followed up (ms since the epoch). */
  readonly #followedUpAt = new Map<string, number>();
  /** By connection. */
  readonly #pageNews = new Map<string, PageNews>();
  #storageProblem: Problem | null = null;

  constructor(private readonly ports: EnginePorts) {
    this.log = ports.log;
    this.memory = new SessionMemory(ports.session);
    this.store = new Store(ports.local, {
      onDamaged: async (key, why) => {
        this.#storageProblem = damagedRecord(key, why, this.#isoNow());
        ports.log.note('record-unreadable', { kind: key.kind, why });
        if (key.connection) await this.memory.forget(key.connection, 'etags', 'swept', 'threadsReadAt', 'verified');
      },
      onStorageError: (error) => {
        if (error) ports.log.add('storage-errors', { count: 1 });
        if (error) this.#storageProblem = toProblem(new StorageFullError({ cause: error }), this.#isoNow());
        else if (this.#storageProblem && !isAboutRecord(this.#storageProblem)) this.#storageProblem = null;
      },
      onStored: (changes) => {
        noteCommit(ports.log, changes);
        for (const listener of this.#onStored) listener(changes);
      },
    });
    this.#sessions = new SessionManager(ports, this.memory);
    this.rights = new RightsStore(this.store, ports.now);
    this.gate = new LoadGate(ports);
    this.pages = new PageWatch(ports, this.store, this.memory, (url) => this.connectionAt(url));
    this.#access = {
      ports,
      store: this.store,
      memory: this.memory,
      sessions: this.#sessions,
      policy: (connection: Connection) => this.#policy(connection),
    };
    this.settings = new SettingsSync({
      ...this.#access,
      onFailure: (app, error) => void this.#settingsFailed(app, error),
    });
  }

  /** Calls after each commit, with what it stored. @returns Ends it */
  onStored(listener: (changes: StorageChanges) => void): () => void {
    this.#onStored.add(listener);
    return () => this.#onStored.delete(listener);
  }

  async connections(): Promise<readonly Connection[]> {
    return (await this.store.read(records.connections)) ?? [];
  }

  async connectionAt(url: string): Promise<Connection | undefined> {
    return connectionFor(await this.connections(), url);
  }

  async preferences(): Promise<Preferences> {
    return (await this.store.read(records.preferences)) ?? defaultPreferences;
  }

  /** @param change Makes the next preferences of the present ones. */
  async updatePreferences(
    change: (present: Preferences) => Preferences,
  ): Promise<{ readonly before: Preferences; readonly after: Preferences }> {
    let [before, after] = [defaultPreferences, defaultPreferences];
    await this.store.commit((transaction) => {
      before = transaction.read(records.preferences) ?? defaultPreferences;
      after = change(before);
      transaction.write(records.preferences, after);
    });
    return { before, after };
  }

  /** Stores a connection (in place of another one to the same app) and starts its first pull. */
  async connect(chosen: NewConnection, facts: ServerFacts): Promise<Connection> {
    const connection: Connection = { ...chosen, id: crypto.randomUUID(), connectedAt: this.#isoNow() };
    await this.disconnect(chosen.app);
    await this.memory.set(connection.id, 'facts', { facts, etag: null });
    this.ports.log.note('connected', { app: connection.app, contract: connection.contract });
    await this.store.commit((transaction) => {
      const others = transaction.read(records.connections) ?? [];
      // A damaged list of connections leaves copies behind that belong to none.
      transaction.removeWhere((key) => key.connection !== null && !others.some(({ id }) => id === key.connection));
      transaction.write(records.connections, [...others, connection]);
      transaction.write(records.status(connection.id), initialStatus);
    });
    return connection;
  }

  /** Forgets an app: its connection and everything that was read from it. @returns What was forgotten. */
  async disconnect(app: AppId): Promise<Connection | null> {
    const connected = await this.connections();
    const connection = connected.find((one) => one.app === app);
    if (!connection) return null;
    this.ports.log.note('disconnected', { app });
    this.#runners.get(connection.id)?.stop();
    this.#runners.delete(connection.id);
    this.settings.stop(app);
    await this.store.commit((transaction) => {
      const all = transaction.read(records.connections) ?? [];
      transaction.removeWhere((key) => key.connection === connection.id || isOfTwoPeople(key));
      transaction.remove(records.pair);
      transaction.write(
        records.connections,
        all.filter((one) => one.id !== connection.id),
      );
    });
    await this.memory.forgetConnection(connection.id, 'all');
    // Its pages are answered that it is not connected, the other app's that nothing is in step: both let go.
    for (const one of connected) await this.ports.pages.askReports(one);
    return connection;
  }

  /** Somebody looks at a view or at a page of an app: asks what is due. */
  async heartbeat(hasInput: 'input' | 'no-input'): Promise<void> {
    const now = this.ports.now();
    const before = await this.memory.attention();
    const inputAt = hasInput === 'input' || before.inputAt === null ? now : before.inputAt;
    await this.memory.setAttention({ lookedAt: now, inputAt });
    await this.#pollDue();
  }

  /** The alarm rang: nobody need be looking. */
  async idle(): Promise<void> {
    const attention = await this.memory.attention();
    if (attention.inputAt === null) await this.memory.setAttention({ ...attention, inputAt: this.ports.now() });
    await this.#pollDue();
  }

  /** Pulls everything of all apps, whatever the schedule says. Resolves when all were asked. */
  async sync(): Promise<void> {
    await Promise.all(
      (await this.connections()).map((one) => this.#runner(one).pull(fullPlan('while-looked-at', 'person'))),
    );
  }

  /**
   * As {@link sync}, for code in a page: no more often than every 10 s, and as patient as a poll with a server that asks for
   * peace. Refreshes no session while nobody looks.
   */
  readonly syncForPages = singleFlight(() => this.#pullForPages());

  async #pullForPages(): Promise<void> {
    await Promise.all(
      (await this.connections()).map(async (connection) => {
        const checkedAt = (await this.memory.get(connection.id, 'poll'))?.checkedAt ?? 0;
        if (this.ports.now() - checkedAt < pagesSyncSpan) return;
        await this.#runner(connection).pull(fullPlan(await this.#policy(connection), 'poll'));
      }),
    );
  }

  /** Pulls one app in full. */
  async syncOne(connection: Connection): Promise<void> {
    await this.#runner(connection).pull(fullPlan('while-looked-at', 'person'));
  }

  async viewStatus(): Promise<ViewStatus> {
    const checkedAt: Record<AppId, number | null> = { anythingllm: null, librechat: null };
    const busy: Record<AppId, boolean> = { anythingllm: false, librechat: false };
    const settingsBusy: Record<AppId, boolean> = { anythingllm: false, librechat: false };
    for (const connection of await this.connections()) {
      await this.pages.forgetReload(connection);
      checkedAt[connection.app] = (await this.memory.get(connection.id, 'poll'))?.readAt ?? null;
      busy[connection.app] = this.#runners.get(connection.id)?.busy ?? false;
      settingsBusy[connection.app] = this.settings.isBusy(connection.app);
    }
    if (this.#storageProblem && isOverdue(this.#storageProblem, this.ports.now())) this.#storageProblem = null;
    return { checkedAt, busy, settingsBusy, storageProblem: this.#storageProblem };
  }

  async readThreads(workspaceSlugs: readonly string[]): Promise<void> {
    const connection = (await this.connections()).find((one) => one.app === 'anythingllm');
    if (connection) await this.#readThreads(connection, workspaceSlugs);
  }

  /** Records that a view could not parse: sets them aside and reads the apps anew. */
  async damaged(names: readonly string[]): Promise<void> {
    await this.store.checkDamaged(names);
    await this.sync();
  }

  /** An app was opened where its sign-in is another: who waits for a sign-in is told. */
  async openedElsewhere(url: string): Promise<void> {
    const connection = await this.connectionAt(url);
    if (!connection) return;
    const status = await this.store.read(records.status(connection.id));
    if (status?.session === 'signed-in' || status?.session === 'not-needed') return;
    await this.#runner(connection).pull(fullPlan(await this.#policy(connection), 'news'));
  }

  /** A page of an app sent a request with this bearer. */
  async bearerSeen(url: string, raw: string): Promise<void> {
    const connection = await this.connectionAt(url);
    if (!connection) return;
    const learned = await this.#sessions.learn(connection, raw);
    if (!learned) return;
    const status = await this.store.read(records.status(connection.id));
    const isKnown =
      status?.session === 'signed-in' && learned.identity !== null && learned.identity === status.identity;
    if (learned.identity !== null && status?.identity && learned.identity !== status.identity) {
      await this.#leave(connection, 'unseen');
    }
    if (!isKnown) void this.#runner(connection).pull(fullPlan(await this.#policy(connection), 'news'));
  }

  /** A page of an app finished a request of its own. */
  async pageRequested(request: {
    readonly method: string;
    readonly url: string;
    readonly status: number;
  }): Promise<void> {
    const connection = await this.connectionAt(request.url);
    if (!connection) return;
    const trigger = this.ports.adapterFor(connection).trigger(connection, request);
    if (trigger?.kind === 'signed-out') {
      // A bearer that still waits was sent before it.
      await this.gate.open();
      return this.#leave(connection, 'signed-out');
    }
    const answered = request.status < 300;
    if (!trigger && !answered) return;
    const news = this.#pageNews.get(connection.id) ?? {
      slices: new Set<Slice>(),
      fully: false,
      answered: null,
      threads: new Set<string>(),
    };
    this.#pageNews.set(connection.id, news);
    if (answered)
      news.answered = {
        api: news.answered?.api || isApi(connection, request.url),
        platformMe: news.answered?.platformMe || isPlatformMe(connection, request.url),
      };
    for (const slice of trigger?.slices ?? []) news.slices.add(slice);
    news.fully ||= trigger?.fully ?? false;
    const slug = trigger && threadsChangedIn(connection, request.url);
    if (slug) news.threads.add(slug);
    let taken = Promise.resolve();
    // A server that is slow to tell threads keeps nothing waiting that came after it.
    await this.gate.run(`requests ${connection.id}`, async () => {
      taken = this.#takePageNews(connection);
    });
    await taken;
  }

  async #takePageNews(connection: Connection): Promise<void> {
    const news = this.#pageNews.get(connection.id);
    this.#pageNews.delete(connection.id);
    if (!news) return;
    const { answered, slices, fully, threads } = news;
    if (answered?.platformMe && (await this.#speaksOtherwise(connection))) return;
    if (answered && (await this.#mayAnswerNow(connection, answered))) {
      void this.#runner(connection).pull(fullPlan(await this.#policy(connection), 'news'));
      return;
    }
    if (slices.size === 0) return;
    const plan: PullPlan = { slices, fully, refresh: await this.#policy(connection), urgency: 'news' };
    void this.#runner(connection).pull(plan);
    for (const slug of threads) await this.#rereadThreads(connection, slug);
  }

  /** A page is answered where stock apps have nothing: the app is behind a platform's gateway, and the person signed in. */
  async #speaksOtherwise(connection: Connection): Promise<boolean> {
    if (connection.contract !== 'stock' || !this.#isTime(connection)) return false;
    return this.#speakAnew(connection);
  }

  /**
   * Whether the answer to one of the app's own pages shows that we may be answered, too: the person passed what stands in
   * front, or signed in where only cookies tell that.
   */
  async #mayAnswerNow(connection: Connection, { api }: { readonly api: boolean }): Promise<boolean> {
    const status = await this.store.read(records.status(connection.id));
    if (isInFront(status?.problem ?? null)) return api && this.#isTime(connection);
    const facts = (await this.memory.get(connection.id, 'facts'))?.facts;
    return facts?.signIn === 'cookies' && status?.session !== 'signed-in';
  }

  /** Pages ask much and often: what one of them shows is followed up every 5 s at most. */
  #isTime({ id }: Connection): boolean {
    const now = this.ports.now();
    if (now - (this.#followedUpAt.get(id) ?? 0) < followUpSpan) return false;
    this.#followedUpAt.set(id, now);
    return true;
  }

  /**
   * Asks again how the app speaks, because its answers do not fit. If otherwise than was stored, the connection follows, and
   * is read anew. @returns Whether it does
   */
  async #speakAnew(connection: Connection): Promise<boolean> {
    const { id, app, contract } = connection;
    const { stopped } = this.#runner(connection);
    const found = await this.ports.recognise(app, connection, stopped).catch(() => null);
    if (!found || found.chosen.contract === contract || stopped.aborted) return false;
    this.#runners.get(id)?.stop();
    this.#runners.delete(id);
    const next: Connection = { ...connection, ...found.chosen };
    await this.#leave(connection, 'unseen');
    await this.memory.forgetConnection(id, 'person');
    // First: a worker that is stopped on the way must not read the facts of one contract by the other.
    await this.memory.forget(id, 'facts', 'poll', 'reading', 'placesRead');
    await this.store.commit((transaction) => {
      const all = transaction.read(records.connections) ?? [];
      transaction.write(
        records.connections,
        all.map((one) => (one.id === id ? next : one)),
      );
    });
    await this.memory.set(id, 'facts', { facts: found.facts, etag: null });
    await this.#runner(next).pull(fullPlan(await this.#policy(next), 'news'));
    return true;
  }

  #readThreads(connection: Connection, workspaceSlugs: readonly string[]): Promise<void> {
    return readThreads(this.#access, connection, workspaceSlugs, this.#runner(connection).stopped);
  }

  /** Only where they were read before: threads are read on opening a workspace and on searching. */
  async #rereadThreads(connection: Connection, workspaceSlug: string): Promise<void> {
    const { [workspaceSlug]: readAt, ...others } = (await this.memory.get(connection.id, 'threadsReadAt')) ?? {};
    if (readAt === undefined) return;
    await this.memory.set(connection.id, 'threadsReadAt', others);
    await this.#readThreads(connection, [workspaceSlug]);
  }

  /** A page reported what it holds. @returns What it needs, and is to hold. */
  pageReported(url: string, report: PageReport, tabId: number): Promise<PageReplies['page-report']> {
    // In the order in which they came: an older report must not be taken for the person's later choice.
    return this.#reports.run(tabId, () => this.#pageReported(url, report, tabId));
  }

  async #pageReported(url: string, report: PageReport, tabId: number): Promise<PageReplies['page-report']> {
    const connection = await this.connectionAt(url);
    if (!connection) return null;
    this.ports.log.add('page-reports', reportsIn(connection.app, report));
    const facts = (await this.memory.get(connection.id, 'facts'))?.facts;
    if (report.session === 'present') {
      // A document keeps its token, and who signs in anew loads another one.
      const isFirst = this.pages.isFirstReport(tabId);
      const isKnown = (await this.#sessions.inHand(connection, facts ?? null)).kind === 'bearer';
      if (isFirst || !isKnown) await this.#readPageToken(connection);
    }
    if (report.session === 'absent' && facts?.signIn === 'bearer') await this.#pageIsSignedOut(connection);
    const desired = await this.pages.inTurn(connection, async () => {
      const storing = await this.pages.noteSettings(connection, report, tabId);
      return this.settings.pageReported(connection, report, { tabId, storing });
    });
    return { rescue: await this.pages.rescueToken(connection, report.path, tabId), desired };
  }

  /** The app did not answer when its settings were read or written: that is told at once, not at the next look. */
  async #settingsFailed(app: AppId, error: TandemError): Promise<void> {
    this.ports.log.note('settings-failed', { app, ...failureOf(error) });
    const connection = (await this.connections()).find((one) => one.app === app);
    if (!connection) return;
    const runner = this.#runner(connection);
    if (error instanceof SignedOutError) await runner.pull(fullPlan(await this.#policy(connection), 'news'));
    else if (error.transient || error instanceof InFrontError) await runner.failed(error);
  }

  /** The person granted or took away a host. */
  async grantsChanged(): Promise<void> {
    for (const connection of await this.connections()) {
      const status = await this.store.read(records.status(connection.id));
      const granted = await this.ports.isGranted(connection);
      if (status && status.granted !== granted)
        void this.#runner(connection).pull(fullPlan(await this.#policy(connection), 'person'));
    }
  }

  /** The network is back: what failed is tried again at once. */
  async online(): Promise<void> {
    for (const connection of await this.connections()) {
      const poll = await this.memory.get(connection.id, 'poll');
      if (poll && poll.failures > 0)
        await this.memory.set(connection.id, 'poll', { ...poll, retryAt: poll.askedToWaitUntil });
    }
    await this.#pollDue();
  }

  /** LibreChat's session is refreshed by us only while somebody looks, or a change of the person's waits for it. */
  async #policy(connection: Connection): Promise<RefreshPolicy> {
    if (isLooking(await this.memory.attention(), this.ports.now())) return 'while-looked-at';
    return (await this.settings.isWaitingFor(connection.app)) ? 'while-looked-at' : 'never';
  }

  async #pollDue(): Promise<void> {
    const now = this.ports.now();
    const attention = await this.memory.attention();
    const preferences = await this.preferences();
    for (const connection of await this.connections()) {
      const refresh = await this.#policy(connection);
      const poll = (await this.memory.get(connection.id, 'poll')) ?? { checkedAt: null, failures: 0, retryAt: null };
      const clock = { ...attention, ...poll };
      const runner = this.#runner(connection);
      if (!runner.busy && isPollDue(clock, now, preferences, this.ports.random())) void runner.pull(pollPlan(refresh));
    }
  }

  async #readPageToken(connection: Connection): Promise<void> {
    const page = await this.ports.pages.readToken(connection);
    if (page.open && page.token !== null) await this.bearerSeen(connection.origin + connection.basePath, page.token);
  }

  async #pageIsSignedOut(connection: Connection): Promise<void> {
    const status = await this.store.read(records.status(connection.id));
    if (!status || status.session === 'signed-out') return;
    await this.gate.open();
    // The report may be older than a sign-in since: what counts is what the page holds now.
    const page = await this.ports.pages.readToken(connection);
    if (page.open && page.token === null) await this.#leave(connection, 'signed-out');
  }

  /** Nobody, or somebody else, is signed in now: the former person's token and data go at once. */
  async #leave(connection: Connection, session: 'signed-out' | 'unseen'): Promise<void> {
    this.ports.log.note('session-left', { app: connection.app, session });
    this.memory.noteDeparture(connection.id);
    if (session === 'signed-out') await this.memory.forgetConnection(connection.id, 'person');
    const key = records.status(connection.id);
    await this.store
      .commit((transaction) => {
        const status = transaction.read(key) ?? initialStatus;
        hideIdentity(transaction, connection.id, null);
        transaction.write(key, { ...status, session, identity: null, problem: null, bearer: null });
      })
      .catch(() => {
        // Removing came first and needs no room; that the rest was not written is told by the store's own event.
      });
  }

  #runner(connection: Connection): AppRunner {
    let runner = this.#runners.get(connection.id);
    if (!runner) {
      const parts = {
        ports: this.ports,
        store: this.store,
        memory: this.memory,
        sessions: this.#sessions,
        gate: this.gate,
        version: () => this.settings.version(connection.app),
        onRead: (...read: Parameters<RunnerParts['onRead']>) => void this.settings.appRead(connection, ...read),
        onMisfit: () => this.#speakAnew(connection),
      };
      runner = new AppRunner(parts, connection);
      this.#runners.set(connection.id, runner);
    }
    return runner;
  }

  #isoNow(): string {
    return new Date(this.ports.now()).toISOString();
  }
}
