import type { ServerFacts } from '@/lib/apps/adapter';
import { ArchiveJob, type ArchiveOwner, type ArchiveStore, BringIn, ContinueChats } from '@/lib/archive';
import { KeyedQueue, singleFlight } from '@/lib/async';
import { type DiagnosticLog, failureOf } from '@/lib/diagnostics';
import { InFrontError, SignedOutError, type TandemError } from '@/lib/errors';
import type { PageReplies, PageReport, ViewStatus } from '@/lib/messaging/protocol';
import {
  type AppId,
  type ArchiveProgress,
  appOf,
  type ChatItem,
  type Connection,
  chatKey,
  type Preferences,
  type Transcript,
} from '@/lib/model';
import { isAwaited, OtherPeopleError, SettingsStore, SettingsSync } from '@/lib/settings';
import { readSignedIn } from '@/lib/settings/signed-in';
import { parseRecordName, peopleOf, records, type StorageChanges, type Store } from '@/lib/store';
import type { Side } from '@/lib/sync/access';
import { LoadGate } from '@/lib/sync/load-gate';
import type { EnginePorts } from '@/lib/sync/ports';
import { fullPlan } from '@/lib/sync/pull';
import { SessionManager } from '@/lib/sync/session-manager';
import { SessionMemory } from '@/lib/sync/session-memory';
import { readThreads } from '@/lib/sync/threads';
import { AppReadings } from './app-readings';
import { AppSessions } from './app-sessions';
import { BackgroundStore } from './background-store';
import { RightsStore } from './bridge/rights-store';
import { Connections } from './connections';
import { reportsIn } from './diagnostic-counts';
import { OpenPages } from './open-pages';
import { type FinishedRequest, RequestFindings } from './request-findings';

/** The engine's interface to the world, with the copy of the transcripts. */
export interface BackgroundPorts extends EnginePorts {
  readonly archive: ArchiveStore;
}

/** The part of a connection that the user chose; the rest is Tandem's. */
export type NewConnection = Omit<Connection, 'id' | 'connectedAt'>;

/**
 * The heart of the background: each event in the browser has one method here. Their order: connections; the schedule; what
 * the apps' pages show; what the apps answered. Each event leads to commits in the store, and to readings (`AppReadings`)
 * or writes (`SettingsSync`), whose ends are events again.
 * The engine keeps nothing that a killed worker would lose: what matters is in storage, the rest can be asked again.
 */
export class Engine {
  readonly memory: SessionMemory;
  readonly store: Store;
  readonly pages: OpenPages;
  /** The loop of the settings that are kept in step. */
  readonly settings: SettingsSync;
  readonly rights: RightsStore;
  readonly archive: ArchiveJob;
  readonly continued: ContinueChats;
  readonly bringIn: BringIn;
  readonly log: DiagnosticLog;
  /** What happens by itself waits here while a page loads. */
  readonly gate: LoadGate;
  readonly #stored: BackgroundStore;
  readonly #connections: Connections;
  readonly #sessions: AppSessions;
  readonly #readings: AppReadings;
  readonly #news: RequestFindings;
  readonly #access: Parameters<typeof readThreads>[0];
  /** By tab. */
  readonly #reports = new KeyedQueue<number>();

  constructor(private readonly ports: BackgroundPorts) {
    this.log = ports.log;
    this.memory = new SessionMemory(ports.session);
    this.#stored = new BackgroundStore(ports, this.memory);
    const store = this.#stored.store;
    this.store = store;
    this.gate = new LoadGate(ports);
    this.rights = new RightsStore(store, ports.now);
    this.#connections = new Connections(store);
    this.#news = new RequestFindings(ports);
    this.pages = new OpenPages(ports, store, this.memory, (url) => this.connectionAt(url));
    const sessions = new SessionManager(ports, this.memory);
    const parts = { ports, store, memory: this.memory, sessions, gate: this.gate };
    this.#sessions = new AppSessions(parts);
    const settings = new SettingsStore(store, ports.now, ports.log);
    this.#readings = new AppReadings({
      ...parts,
      connections: this.#connections,
      isAwaited: async ({ app }) => isAwaited(app, await settings.read()),
      of: (connection) => ({
        version: () => this.settings.version(connection.app),
        onRead: (...read) => {
          void this.settings.appRead(connection, ...read);
          this.#resumeArchive(connection);
        },
        onMisfit: () => this.#speakAnew(connection),
      }),
    });
    this.#access = { ...parts, policy: (connection: Connection) => this.#readings.policy(connection) };
    this.settings = new SettingsSync({
      ...this.#access,
      settings,
      onFailure: (app, error) => void this.#settingsFailed(app, error),
    });
    this.archive = new ArchiveJob({
      ...parts,
      archive: ports.archive,
      preferences: () => this.preferences(),
      connections: () => this.connections(),
      stopped: (connection) => this.#readings.stopped(connection),
      readThreads: (connection, slug) => this.#readThreads(connection, [slug]),
      readList: (connection) =>
        this.#readings.readChanged(connection, { slices: new Set(['conversations']), fully: true }),
      failed: (connection, error) => this.#readings.failed(connection, error),
    });
    this.continued = new ContinueChats({
      ...this.#access,
      archive: ports.archive,
      stopped: (connection) => this.#readings.stopped(connection),
      threadsChanged: (connection, slug) => this.#rereadThreads(connection, slug),
    });
    this.bringIn = new BringIn({
      ...this.#access,
      connections: () => this.connections(),
      stopped: (connection) => this.#readings.stopped(connection),
      failed: (connection, error) => this.#readings.failed(connection, error),
    });
    this.onStored((changes) => {
      if (decidesArchive(changes)) void this.archive.deleteUnwanted().catch(this.#archiveFailed);
    });
  }

  readonly #archiveFailed = (error: unknown) => this.log.note('archive-failed', failureOf(error));

  /** An archive that can't be written says so in its log; the next poll tries again. */
  #resumeArchive(connection: Connection): void {
    void this.archive.resume(connection).catch(this.#archiveFailed);
  }

  /** Calls after each commit, with what it stored. @returns Ends it */
  onStored(listener: (changes: StorageChanges) => void): () => void {
    return this.#stored.onStored(listener);
  }

  // Connections and preferences

  connections(): Promise<readonly Connection[]> {
    return this.#connections.all();
  }

  connectionAt(url: string): Promise<Connection | undefined> {
    return this.#connections.at(url);
  }

  preferences(): Promise<Preferences> {
    return this.#connections.preferences();
  }

  /** @param change Makes the next preferences of the present ones. */
  updatePreferences(
    change: (present: Preferences) => Preferences,
  ): Promise<{ readonly before: Preferences; readonly after: Preferences }> {
    return this.#connections.updatePreferences(change);
  }

  /** Whether Tandem keeps a copy of an app's chats. `off` deletes it. */
  async setArchive(app: AppId, choice: 'on' | 'paused' | 'off'): Promise<void> {
    await this.updatePreferences(({ archive, ...others }) => {
      const { [app]: _former, ...rest } = archive ?? {};
      return { ...others, archive: choice === 'off' ? rest : { ...rest, [app]: choice } };
    });
    const connection = await this.#connections.of(app);
    if (connection && choice === 'on') this.#resumeArchive(connection);
  }

  /** The present identities whose chats are archived. */
  async archiveOwners(): Promise<readonly ArchiveOwner[]> {
    const { archive = {} } = await this.preferences();
    const archived = (await this.connections()).filter(({ app }) => archive[app]);
    const owners = await Promise.all(archived.map((connection) => this.archive.owner(connection)));
    return owners.filter((owner) => owner !== null);
  }

  /** All that was said in an archived chat of the present identity; null: it is not archived. */
  async archivedTranscript(chat: ChatItem): Promise<Transcript | null> {
    const connection = await this.#connections.of(appOf(chat));
    const owner = connection && (await this.archive.owner(connection));
    return owner ? this.ports.archive.transcript(owner, chatKey(chat)) : null;
  }

  /** The two identities, if they are still the ones that a view showed. */
  async sidesOf(people: string): Promise<Readonly<Record<AppId, Side>>> {
    const signedIn = readSignedIn(await this.store.wholeReader());
    if (!signedIn || peopleOf(signedIn.identities) !== people) throw new OtherPeopleError();
    return signedIn.sides;
  }

  /** Stores a connection (in place of another one to the same app). */
  async connect(chosen: NewConnection, facts: ServerFacts): Promise<Connection> {
    const connectedAt = new Date(this.ports.now()).toISOString();
    const connection: Connection = { ...chosen, id: crypto.randomUUID(), connectedAt };
    await this.disconnect(chosen.app);
    await this.memory.set(connection.id, 'facts', { facts, etag: null });
    this.log.note('connected', { app: connection.app, contract: connection.contract });
    await this.#connections.add(connection);
    return connection;
  }

  /** Forgets an app: its connection and everything that was read from it. @returns What was forgotten. */
  async disconnect(app: AppId): Promise<Connection | null> {
    const connected = await this.#connections.all();
    const connection = connected.find((one) => one.app === app);
    if (!connection) return null;
    this.log.note('disconnected', { app });
    this.#readings.stop(connection);
    this.settings.stop(app);
    await this.#connections.remove(connection);
    await this.memory.forgetConnection(connection.id, 'all');
    // Its pages are answered that it is not connected, the other app's that nothing is in step: both let go.
    for (const one of connected) await this.ports.pages.askReports(one);
    return connection;
  }

  /** The user granted or took away a host. */
  async grantsChanged(): Promise<void> {
    for (const connection of await this.#connections.all()) {
      const status = await this.store.read(records.status(connection.id));
      const granted = await this.ports.isGranted(connection);
      if (status && status.granted !== granted) await this.#readings.readFor(connection, 'user');
    }
  }

  // The schedule, and what views ask for

  /** Somebody looks at a view or at a page of an app: asks what is due. */
  heartbeat(hasInput: 'input' | 'no-input'): Promise<void> {
    return this.#readings.heartbeat(hasInput);
  }

  /** The alarm rang: nobody need be looking. */
  idle(): Promise<void> {
    return this.#readings.idle();
  }

  /** The network is back: what failed is tried again at once. */
  online(): Promise<void> {
    return this.#readings.online();
  }

  /** Pulls everything of all apps, whatever the schedule says. Resolves when all were asked. */
  sync(): Promise<void> {
    return this.#readings.readAll();
  }

  /**
   * As {@link sync}, for code in a page: at most every 10 s, and as patient as a poll with a server that limits requests.
   * Refreshes no session while nobody looks.
   */
  readonly syncForPages = singleFlight(() => this.#readings.readAllForPages());

  /** Pulls one app in full. */
  syncOne(connection: Connection): Promise<void> {
    return this.#readings.readNow(connection);
  }

  /** Records that a view could not parse: sets them aside and reads the apps anew. */
  async damaged(names: readonly string[]): Promise<void> {
    await this.store.checkDamaged(names);
    await this.sync();
  }

  async readThreads(workspaceSlugs: readonly string[]): Promise<void> {
    const connection = await this.#connections.of('anythingllm');
    if (connection) await this.#readThreads(connection, workspaceSlugs);
  }

  #readThreads(connection: Connection, workspaceSlugs: readonly string[]): Promise<void> {
    return readThreads(this.#access, connection, workspaceSlugs, this.#readings.stopped(connection));
  }

  async viewStatus(): Promise<ViewStatus> {
    const checkedAt: Record<AppId, number | null> = { anythingllm: null, librechat: null };
    const busy: Record<AppId, boolean> = { anythingllm: false, librechat: false };
    const settingsBusy: Record<AppId, boolean> = { anythingllm: false, librechat: false };
    const archive: Record<AppId, ArchiveProgress | null> = { anythingllm: null, librechat: null };
    for (const connection of await this.#connections.all()) {
      await this.pages.forgetReload(connection);
      checkedAt[connection.app] = (await this.memory.get(connection.id, 'poll'))?.readAt ?? null;
      busy[connection.app] = this.#readings.isBusy(connection);
      settingsBusy[connection.app] = this.settings.isBusy(connection.app);
      archive[connection.app] = await this.archive.progress(connection);
    }
    return { checkedAt, busy, settingsBusy, archive, storageProblem: this.#stored.problem() };
  }

  // What the apps' pages show

  /** An app was opened where its sign-in is another: who waits for a sign-in is told. */
  async openedElsewhere(url: string): Promise<void> {
    const connection = await this.connectionAt(url);
    if (!connection || (await this.#sessions.openedElsewhere(connection)) === 'nothing') return;
    await this.#readings.readFor(connection);
  }

  /** A page of an app sent a request with this bearer. */
  async bearerSeen(url: string, raw: string): Promise<void> {
    const connection = await this.connectionAt(url);
    if (!connection || (await this.#sessions.bearerSeen(connection, raw)) === 'nothing') return;
    await this.#readings.readFor(connection);
  }

  /** A page of an app finished a request of its own. */
  async pageRequested(request: FinishedRequest): Promise<void> {
    const connection = await this.connectionAt(request.url);
    if (!connection) return;
    const meaning = this.#news.note(connection, request);
    if (meaning === 'signed-out') {
      // A bearer that still waits was sent before it.
      await this.gate.open();
      await this.#sessions.leave(connection, 'signed-out');
    } else if (meaning === 'news') {
      let taken = Promise.resolve();
      // A server that is slow to tell threads keeps nothing waiting that came after it.
      await this.gate.run(`requests ${connection.id}`, async () => {
        taken = this.#followUp(connection);
      });
      await taken;
    }
  }

  async #followUp(connection: Connection): Promise<void> {
    const news = this.#news.take(connection);
    if (!news) return;
    const { answered, slices, fully, threads, chats } = news;
    if (chats.size > 0) void this.#archiveChanged(connection, [...chats.values()]);
    const isTime = () => this.#news.isTime(connection);
    // A page is answered where stock apps have nothing: the app is behind a platform's gateway, and the user signed in.
    const isOfPlatform = answered?.platformMe && connection.contract === 'stock';
    if (isOfPlatform && isTime() && (await this.#speakAnew(connection))) return;
    if (answered && (await this.#sessions.mayAnswerNow(connection, answered, isTime))) {
      await this.#readings.readFor(connection);
    } else if (slices.size > 0) {
      await this.#readings.readChanged(connection, { slices, fully });
      for (const slug of threads) await this.#rereadThreads(connection, slug);
    }
  }

  async #archiveChanged(connection: Connection, chats: readonly ChatItem[]): Promise<void> {
    await this.archive.changed(connection, chats).catch(this.#archiveFailed);
    this.#resumeArchive(connection);
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
    // In the order in which they came: an older report must not be taken for the user's later choice.
    return this.#reports.run(tabId, () => this.#pageReported(url, report, tabId));
  }

  async #pageReported(url: string, report: PageReport, tabId: number): Promise<PageReplies['page-report']> {
    const connection = await this.connectionAt(url);
    if (!connection) return null;
    this.log.add('page-reports', reportsIn(connection.app, report));
    const isFirst = report.session === 'present' && this.pages.isFirstReport(tabId);
    const verdict = await this.#sessions.reported(connection, report, isFirst ? 'first-report' : 'later-report');
    if (verdict === 'read') await this.#readings.readFor(connection);
    const desired = await this.pages.inTurn(connection, async () => {
      const storing = await this.pages.noteSettings(connection, report, tabId);
      return this.settings.pageReported(connection, report, { tabId, storing });
    });
    return { rescue: await this.pages.rescueToken(connection, report.path, tabId), desired };
  }

  // What the apps answered

  /** The app did not answer when its settings were read or written: that is told at once, not at the next look. */
  async #settingsFailed(app: AppId, error: TandemError): Promise<void> {
    this.log.note('settings-failed', { app, ...failureOf(error) });
    const connection = await this.#connections.of(app);
    if (!connection) return;
    if (error instanceof SignedOutError) await this.#readings.readFor(connection);
    else if (error.transient || error instanceof InFrontError) await this.#readings.failed(connection, error);
  }

  /**
   * Asks again how the app speaks, because its answers do not fit. If otherwise than was stored, the connection follows, and
   * is read anew. @returns Whether it does
   */
  async #speakAnew(connection: Connection): Promise<boolean> {
    const stopped = this.#readings.stopped(connection);
    const found = await this.ports.recognise(connection.app, connection, stopped).catch(() => null);
    if (!found || found.chosen.contract === connection.contract || stopped.aborted) return false;
    this.#readings.stop(connection);
    const next: Connection = { ...connection, ...found.chosen };
    await this.#sessions.speaksAnew(connection, found, () => this.#connections.replace(next));
    await this.#readings.pull(next, fullPlan(await this.#readings.policy(next), 'news'));
    return true;
  }
}

/** The records that decide whose chats are kept. */
const deciding: ReadonlySet<string> = new Set(['connections', 'preferences', 'status']);
const decidesArchive = (changes: StorageChanges) =>
  Object.keys(changes).some((name) => deciding.has(parseRecordName(name)?.kind ?? ''));
