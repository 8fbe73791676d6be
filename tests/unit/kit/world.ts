import 'fake-indexeddb/auto';
import { createHttp } from '@/lib/apps/ky-http';
import { recogniseConnection } from '@/lib/apps/recognise';
import { adapterFor } from '@/lib/apps/registry';
import { settingsPlaces } from '@/lib/apps/settings-places';
import { type BackgroundPorts, Engine, type PageToken } from '@/lib/background';
import { DiagnosticLog } from '@/lib/diagnostics';
import type { OtherStore } from '@/lib/errors';
import { type AppId, type AppStatus, appIds, type Connection, initialStatus, type SharedState } from '@/lib/model';
import { openArchive } from '@/lib/platform/archive-db';
import { assemble, emptyState } from '@/lib/shared-state/assemble';
import { RecordMirror } from '@/lib/shared-state/record-mirror';
import { recordKinds, records } from '@/lib/store';
import { browserFetch, type StandIn } from '../../apps/kit';
import { MemoryArea } from './memory-area';
import { PageDouble } from './page-double';

/** Tokens of one second are the same. */
export const nextSecond = () => new Promise((resolve) => setTimeout(resolve, 1_010 - (Date.now() % 1_000)));

/**
 * A browser around the engine as far as it needs one: storage, a cookie jar, a clock that can be moved, open pages.
 * The apps are the stand-in servers, over real HTTP.
 */
export class World {
  readonly local = new MemoryArea();
  readonly archiveName = `world-${crypto.randomUUID()}`;
  readonly archive = openArchive(this.archiveName);
  readonly session = new MemoryArea();
  readonly cookies = new Map<string, string>();
  /** What AnythingLLM's open page holds. */
  page: PageToken = { open: false };
  /** Tokens handed to stranded pages, by tab. */
  readonly rescued: { readonly tabId: number; readonly token: string }[] = [];
  /** Tabs that were loaded anew, in this order. */
  readonly reloaded: number[] = [];
  readonly #pages = new Map<AppId, PageDouble[]>();
  #nextTab = 1;
  readonly #going = new Set<Promise<void>>();
  /** Each request of ours. */
  readonly traffic: {
    readonly request: Pick<Request, 'method' | 'url' | 'headers'>;
    readonly status: number;
  }[] = [];
  /** How often pages have told what they hold. */
  reports = 0;
  granted = true;
  /** Where the apps are open, if not in ordinary tabs. */
  elsewhere: OtherStore | null = null;
  /** What else happens at the moment at which the engine asks an app's open pages. */
  meanwhile: () => Promise<unknown> = async () => undefined;
  /** Added to the real time, in ms. */
  clockShift = 0;
  engine: Engine;

  /** @param given Ports that stand in for the usual ones */
  constructor(private readonly given: (usual: BackgroundPorts) => Partial<BackgroundPorts> = () => ({})) {
    this.engine = new Engine(this.#ports());
  }

  /** The worker was killed: what only lived in it is gone. */
  killWorker(): void {
    this.engine = new Engine(this.#ports());
  }

  /** The browser was closed and opened: `storage.session` is empty, the cookies stay. */
  restartBrowser(): void {
    this.session.items.clear();
    this.page = { open: false };
    this.killWorker();
  }

  now(): number {
    return Date.now() + this.clockShift;
  }

  /** Connects an app as the connect page does, and reads it once. */
  async connect(app: AppId, standIn: StandIn): Promise<Connection> {
    const connection = await this.add(app, standIn.url);
    await this.engine.syncOne(connection);
    return connection;
  }

  /** The first half of that: nothing is read so far. */
  async add(app: AppId, url: string): Promise<Connection> {
    const { origin, pathname: basePath } = new URL(url);
    const { chosen, facts } = await recogniseConnection(app, { origin, basePath }, {}, { fetch: this.#fetch });
    return this.engine.connect(chosen, facts);
  }

  /** Opens a page of an app that holds these settings, and has it report. @param first `silent`: it has told nothing yet */
  async openPage(
    app: AppId,
    held: PageDouble['held'] = {},
    first: 'reports' | 'silent' = 'reports',
  ): Promise<PageDouble> {
    const connection = (await this.engine.connections()).find((one) => one.app === app);
    if (!connection) throw new Error(`${app} is not connected`);
    const url = connection.origin + connection.basePath;
    const tabId = this.#nextTab++;
    const page = new PageDouble(app, tabId, held, (report) => {
      this.reports += 1;
      return this.engine.pageReported(url, report, tabId);
    });
    this.#pages.set(app, [...(this.#pages.get(app) ?? []), page]);
    if (first === 'reports') await page.report();
    return page;
  }

  closePage(app: AppId, page: PageDouble): void {
    this.#pages.set(
      app,
      (this.#pages.get(app) ?? []).filter((one) => one !== page),
    );
  }

  closePages(app: AppId): void {
    this.#pages.delete(app);
  }

  status(connection: Connection): Promise<AppStatus> {
    return this.engine.store.read(records.status(connection.id)).then((status) => status ?? initialStatus);
  }

  /** What a view would show. */
  async shown(): Promise<SharedState> {
    const mirror = new RecordMirror(this.local, { onChange: () => undefined, onDamaged: () => undefined });
    await mirror.start();
    mirror.stop();
    return assemble(mirror, emptyState, new Set(recordKinds));
  }

  /** Somebody looks into Tandem, this many ms later; resolves once that has come to rest. */
  look(later = 0): Promise<void> {
    this.clockShift += later;
    return this.quiet(this.engine.heartbeat('input'));
  }

  /** Resolves once no app is being asked, and no page does what it was told. @param doing what is done before that */
  async quiet(doing?: Promise<unknown>): Promise<void> {
    await doing;
    for (let round = 0; round < 500; round++) {
      const going = [...this.#going];
      await Promise.all(going);
      for (const one of going) this.#going.delete(one);
      const { busy, settingsBusy } = await this.engine.viewStatus();
      if (appIds.every((app) => !busy[app] && !settingsBusy[app]) && this.#going.size === 0) return;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error('an app is still being asked after 5 s');
  }

  setCookies(cookies: readonly { readonly name: string; readonly value: string }[]): void {
    for (const { name, value } of cookies) this.cookies.set(name, value);
  }

  readonly #fetch: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    const headers = new Headers(request.headers);
    if (request.credentials !== 'omit' && this.cookies.size > 0) {
      headers.set('cookie', [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    }
    const body = request.method === 'GET' ? undefined : await request.text();
    const { method, signal } = request;
    const response = await browserFetch(request.url, { method, headers, signal, ...(body ? { body } : {}) });
    this.traffic.push({ request: { method, url: request.url, headers }, status: response.status });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const at = pair.indexOf('=');
      this.cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return response;
  };

  #ports(): BackgroundPorts {
    const usual: BackgroundPorts = {
      local: this.local,
      session: this.session,
      log: new DiagnosticLog(() => this.now()),
      now: () => this.now(),
      random: () => 0.5,
      sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
      adapterFor: ({ app, contract }) => adapterFor(app, contract),
      http: (connection, credentials) =>
        createHttp({
          address: connection,
          app: connection.app,
          credentials,
          cookies: 'include',
          share: 'round',
          classify: adapterFor(connection.app, connection.contract).classify,
          fetch: this.#fetch,
        }),
      recognise: (app, address) => recogniseConnection(app, address, undefined, { fetch: this.#fetch }),
      pages: {
        readToken: async () => this.page,
        // As in a browser, nobody waits for what the pages make of it.
        askReports: async ({ app }, but) => {
          await this.meanwhile();
          for (const page of this.#pages.get(app) ?? []) if (page.tabId !== but) this.#going.add(page.report());
        },
        rescue: async (tabId, token) => void this.rescued.push({ tabId, token }),
        elsewhere: async () => this.elsewhere,
        reload: async (tabId) => void this.reloaded.push(tabId),
        openTabs: async ({ app }) => (this.#pages.get(app) ?? []).map(({ tabId }) => tabId),
      },
      settings: settingsPlaces,
      archive: this.archive,
      isGranted: async () => this.granted,
    };
    return { ...usual, ...this.given(usual) };
  }
}
