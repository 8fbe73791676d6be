import { type BackgroundPorts, Engine } from '@/lib/background';
import { DiagnosticLog } from '@/lib/diagnostics';
import type { DesiredSettings, PageRegister } from '@/lib/messaging/protocol';
import { type AppId, appIds, type Connection, type Contract, initialStatus } from '@/lib/model';
import { NotTakenInError, OtherPeopleError } from '@/lib/settings';
import { encodeRecord, type RecordKey, records } from '@/lib/store';
import { noArchive } from '../../../unit/kit/no-archive';
import { adapterOf, meanings } from './adapters';
import { Life } from './life';
import { Origin } from './pages';
import { type Applied, simulatedPlaces } from './places';
import { Random } from './random';
import { type Held, type Person, Server, SimHttp } from './server';
import { Store } from './store';
import { Ticks } from './ticks';

export interface WorldOptions {
  readonly seed: number;
  readonly contracts: Readonly<Record<AppId, Contract>>;
  readonly anythingllm: 'open' | 'accounts';
  /** Answers come in an order that the seed decides; else each comes at once, and messages in the order in which they were sent. */
  readonly order: 'any' | 'asked';
  /** Which moment of the first life is its last; null: it is not killed. */
  readonly killAt: number | null;
}

interface Observer {
  readonly onBegun: (write: Omit<Applied, 'former'>) => void;
  readonly onApplied: (write: Applied, sinceTouched: number) => void;
  /** A page of an app is told what to hold. */
  readonly onDesired: (app: AppId, desired: DesiredSettings) => void;
}

/**
 * Two simulated apps, a browser with their pages, and the real engine among them: no HTTP, no clock but its own, and
 * everything that takes time waits until it is let.
 */
export class SimWorld {
  readonly random: Random;
  readonly ticks: Ticks;
  readonly local = new Store();
  readonly session = new Store();
  readonly servers: Readonly<Record<AppId, Server>>;
  readonly origins: Readonly<Record<AppId, Origin>>;
  readonly connections: Readonly<Record<AppId, Connection>>;
  /** What must not happen at all: errors that nobody expects. */
  readonly troubles: unknown[] = [];
  #now = 1_800_000_000_000;
  #timers: { readonly at: number; readonly work: () => void }[] = [];
  #tabs = 0;
  life: Life;
  engine: Engine;
  /** Hears what goes on, for whoever looks into one history. */
  trace: (line: string) => void = () => undefined;

  constructor(
    readonly options: WorldOptions,
    private readonly observer: Observer,
  ) {
    this.random = new Random(options.seed);
    this.ticks = new Ticks((count) => (options.order === 'any' ? this.random.int(count) : 0));
    const { contracts } = options;
    this.servers = {
      anythingllm: new Server('anythingllm', contracts.anythingllm, options.anythingllm),
      librechat: new Server('librechat', contracts.librechat, 'accounts'),
    };
    const parts = {
      now: () => this.#now,
      later: (ms: number, work: () => void) => this.#timers.push({ at: this.#now + ms, work }),
      travelled: (label: string) => this.#travelled(label),
      tell: this.#tell,
      nextTabId: () => {
        this.#tabs += 1;
        return this.#tabs;
      },
    };
    this.origins = { anythingllm: new Origin('anythingllm', parts), librechat: new Origin('librechat', parts) };
    this.connections = {
      anythingllm: connectionOf('anythingllm', contracts.anythingllm),
      librechat: connectionOf('librechat', contracts.librechat),
    };
    const put = ({ kind, name }: RecordKey, data: unknown) => this.local.items.set(name, encodeRecord(kind, 1, data));
    put(records.connections, Object.values(this.connections));
    for (const { id } of Object.values(this.connections)) put(records.status(id), initialStatus);
    this.life = this.#newLife();
    this.engine = new Engine(this.#ports(this.life));
    if (options.killAt !== null) this.life.killAfter(options.killAt);
  }

  now(): number {
    return this.#now;
  }

  /** Tells the background something, without waiting for what it makes of it. */
  say(work: (engine: Engine) => Promise<unknown>): void {
    const { life } = this;
    void this.ask(async (engine) => {
      await work(engine);
      return 'answered';
    }).then((answer) => {
      // Who gets no answer from a view asks again; nobody does so by chance.
      if (answer === undefined && !life.isAlive && this.options.order === 'asked') this.say(work);
    });
  }

  /** @returns Its answer; undefined: it was stopped meanwhile. */
  async ask<T>(work: (engine: Engine) => Promise<T>): Promise<T | undefined> {
    const { life } = this;
    try {
      return await Promise.race([work(this.engine), life.over.then(() => undefined)]);
    } catch (error) {
      if (!(error instanceof NotTakenInError || error instanceof OtherPeopleError)) this.troubles.push(error);
      return undefined;
    }
  }

  /** The worker is stopped, and starts again as the browser has need of it. */
  kill(): void {
    this.life.kill();
  }

  /** The browser was closed: tabs, timers and what only its memory held are gone. */
  restartBrowser(): void {
    for (const app of appIds) this.origins[app].closeAll();
    this.session.items.clear();
    this.kill();
  }

  /** Lets time pass; what was to happen meanwhile happens in order. */
  async pass(ms: number): Promise<void> {
    const until = this.#now + ms;
    for (;;) {
      const due = this.#timers.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
      if (!due) break;
      this.#timers = this.#timers.filter((one) => one !== due);
      this.#now = Math.max(this.#now, due.at);
      due.work();
      await this.ticks.steps(this.random.int(4));
    }
    this.#now = until;
  }

  /** A person signs in, in the browser: their page shows it, and its requests carry their session. */
  signIn(app: AppId, person: Person): void {
    this.#now += 1_000;
    const server = this.servers[app];
    this.origins[app].closeAll();
    const token = server.signIn(person);
    if (server.mode === 'open') server.token = null;
    else this.origins[app].setToken(token);
    this.openTab(app);
  }

  signOut(app: AppId): void {
    const server = this.servers[app];
    if (server.mode === 'open') return;
    const { signedIn } = server;
    this.origins[app].closeAll();
    server.signOut();
    this.origins[app].setToken(null);
    if (signedIn) this.#pageAsked(app, meanings.left);
    this.origins[app].open('/login');
  }

  /** Opens a page of an app; it asks its server for something at once. */
  openTab(app: AppId): void {
    const server = this.servers[app];
    const isIn = server.mode === 'open' || server.signedIn !== null;
    if (isIn) this.#bearerSent(app);
    this.origins[app].open(isIn ? '/' : '/login');
    if (isIn) this.#pageAsked(app, meanings.other);
  }

  /** Open pages ask their servers for something now and then, as their person. */
  pagesAsk(): void {
    for (const app of appIds)
      if (this.origins[app].tabs.length > 0 && this.identityAt(app) !== null) this.#bearerSent(app);
  }

  /** Somebody changes a place in the app's own form, in this browser. */
  changeByHand(app: AppId, local: string, identity: string, values: Held): void {
    const place = this.servers[app].place(local, identity);
    Object.assign(place.held, values);
    place.touched += 1;
    this.#pageAsked(app, meanings.saved);
  }

  /** The preset is deleted, or is no longer the default. */
  removeByHand(app: AppId, local: string, identity: string, standing: 'gone' | 'detached'): void {
    const place = this.servers[app].place(local, identity);
    if (place.standing !== 'here') return;
    place.standing = standing;
    if (standing === 'gone') place.held = {};
    this.#pageAsked(app, meanings.removed);
  }

  /** @returns `as before`: the page believed that it was so anyway. */
  chooseInPage(app: AppId, register: PageRegister, text: string): 'chosen' | 'as before' | 'not chosen' {
    const { tabs } = this.origins[app];
    if (tabs.length === 0 || !this.identityAt(app)) return 'not chosen';
    return this.random.pick(tabs).choose(register, text);
  }

  /** Who is in, as the app sees it. */
  identityAt(app: AppId): string | null {
    const server = this.servers[app];
    return server.mode === 'open' ? 'single' : (server.signedIn?.id ?? null);
  }

  #bearerSent(app: AppId): void {
    const { token } = this.servers[app];
    if (token !== null) this.say((engine) => engine.bearerSeen(`https://${app}.test/api/x`, token));
  }

  #pageAsked(app: AppId, path: string): void {
    const request = { method: 'POST', url: `https://${app}.test/${path}`, status: 200 };
    this.say(async (engine) => {
      await this.#travelled('request');
      if (this.engine === engine) await engine.pageRequested(request);
    });
  }

  readonly #tell = async (...[app, report, tabId]: Parameters<ConstructorParameters<typeof Origin>[1]['tell']>) => {
    const { type: _type, ...told } = report;
    this.trace(`  ${app} tab ${tabId} tells ${JSON.stringify([told.ui, told.lastUsed, told.byHand])}`);
    const tell = () => this.ask((engine) => engine.pageReported(`https://${app}.test/`, told, tabId));
    // A message may arrive twice.
    if (this.options.order === 'any' && this.random.chance(0.05)) void tell();
    const reply = await tell();
    this.trace(`  ${app} tab ${tabId} is to hold ${JSON.stringify(reply?.desired)}`);
    if (reply?.desired) this.observer.onDesired(app, reply.desired);
    return reply;
  };

  async #travelled(label: string): Promise<void> {
    await this.ticks.wait(label);
  }

  #newLife(): Life {
    return new Life(this.ticks, {
      isSlow: (label) => this.options.order === 'any' && this.random.chance(label.length < 7 ? 0.03 : 0.5),
      onKilled: () => this.#startAnew(),
    });
  }

  #startAnew(): void {
    this.trace('  killed');
    this.life = this.#newLife();
    this.engine = new Engine(this.#ports(this.life));
    // As the background does at its start.
    this.say((engine) => engine.settings.resume());
  }

  #ports(life: Life): BackgroundPorts {
    const answered = (label: string) => life.answered(label);
    const adapters = {
      anythingllm: adapterOf(this.servers.anythingllm, answered),
      librechat: adapterOf(this.servers.librechat, answered),
    };
    const { servers } = this;
    return {
      local: this.local.area(answered),
      session: this.session.area(answered),
      log: new DiagnosticLog(() => this.#now),
      now: () => this.#now,
      random: () => 0.5,
      sleep: () => answered('sleep'),
      adapterFor: ({ app }) => adapters[app],
      http: (connection, credentials) => new SimHttp(connection, credentials),
      recognise: async () => {
        throw new Error('the simulated apps never change how they speak');
      },
      pages: {
        readToken: async ({ app }) => {
          const { tabs, token } = this.origins[app];
          await answered('token');
          return tabs.length > 0 ? { open: true, token } : { open: false };
        },
        elsewhere: async () => null,
        askReports: async ({ app }, but) => {
          const times = this.options.order === 'any' && this.random.chance(0.1) ? 2 : 1;
          for (const tab of this.origins[app].tabs.filter(({ id }) => id !== but)) {
            for (let time = 0; time < times; time++) void this.#travelled('ask').then(() => tab.report());
          }
          await answered('ask');
        },
        rescue: async () => undefined,
        reload: async () => undefined,
        openTabs: async ({ app }) => {
          const ids = this.origins[app].tabs.map(({ id }) => id);
          await answered('open');
          return ids;
        },
      },
      archive: noArchive,
      settings: simulatedPlaces({ servers, answered, ...this.observer }),
      isGranted: async () => {
        await answered('grant');
        return true;
      },
    };
  }
}

function connectionOf(app: AppId, contract: Contract): Connection {
  const origin = `https://${app}.test`;
  const connectedAt = new Date(0).toISOString();
  return { id: app, app, contract, origin, basePath: '/', title: app, openIdLogin: false, connectedAt };
}
