import { BridgeHost, SubscribedDocuments } from '@/lib/background';
import type { BridgeAsk, BridgeError, Snapshot, TandemState } from '@/lib/bridge';
import type { AppId, RightAnswer } from '@/lib/model';
import { createLiveState } from '@/lib/shared-state';
import { TwoApps } from '../../settings/two-apps';

type Answer = { readonly n: number | null; readonly value?: unknown; readonly error?: BridgeError };

/** Code in one document of an app’s page, as the background hears it. */
export class PageCode {
  seen: TandemState | null = null;
  who: string | null = null;
  digests: Snapshot['digests'] = {};
  #n = 0;

  constructor(
    readonly url: string,
    readonly tabId: number,
    readonly doc: string,
    private readonly host: () => BridgeHost,
  ) {}

  async ask(ask: BridgeAsk): Promise<Answer> {
    return this.say(JSON.stringify({ v: 1, n: ++this.#n, ask }));
  }

  async say(text: string): Promise<Answer> {
    const { url, tabId, doc } = this;
    return JSON.parse(await this.host().answer({ url, tabId, doc }, text));
  }

  async look(): Promise<TandemState> {
    const { value, error } = await this.ask({ op: 'state', have: this.digests });
    if (error) throw new Error(error.code);
    return this.take(value as Snapshot);
  }

  take({ who, slices, digests }: Snapshot): TandemState {
    this.seen = { ...this.seen, ...slices } as TandemState;
    this.who = who;
    this.digests = { ...this.digests, ...digests };
    return this.seen;
  }

  async request(method: string, path: string, body?: unknown): Promise<{ status: number; body: never }> {
    const { value } = await this.ask({ op: 'request', who: this.who, method, path, body });
    return value as { status: number; body: never };
  }

  async change(patch: object): Promise<string> {
    const { error } = await this.ask({ op: 'update-ui', who: this.who ?? 'nobody', patch });
    return error?.code ?? 'done';
  }
}

/** Both apps with the bridge of one life of the worker. */
export class Bridged {
  readonly told: { readonly app: AppId; readonly tabId: number; readonly doc: string; readonly text: string }[] = [];
  readonly codes: PageCode[] = [];
  /** Takes news for documents that are no `PageCode`. */
  onTold: (doc: string, text: string) => void = () => {};
  /** Tabs that were closed, or show something else by now. */
  readonly closed = new Set<number>();
  host: BridgeHost;
  #going: Promise<void>[] = [];

  private constructor(readonly both: TwoApps) {
    this.host = this.#start();
  }

  static async start(options?: Parameters<typeof TwoApps.start>[0]): Promise<Bridged> {
    return new Bridged(await TwoApps.start(options));
  }

  get world() {
    return this.both.world;
  }

  /** The worker is stopped and started: only what is stored is still known. */
  killWorker(): void {
    this.world.killWorker();
    this.host = this.#start();
  }

  code(app: AppId, doc = `doc of ${app}`, tabId = app === 'librechat' ? 1 : 2): PageCode {
    const code = new PageCode(this.both[app].url, tabId, doc, () => this.host);
    this.codes.push(code);
    return code;
  }

  /** Resolves once everybody was told, and the apps were. */
  async quiet(): Promise<void> {
    await this.world.quiet();
    while (this.#going.length > 0) await Promise.all(this.#going.splice(0));
  }

  async allow(app: AppId, right: 'read-other' | 'change', answer: RightAnswer = 'yes'): Promise<void> {
    await this.world.engine.rights.answer((await this.both.state()).people, app, right, answer);
    await this.quiet();
  }

  async asked(): Promise<string[]> {
    return (await this.both.state()).rights.asked.map(({ app, right }) => `${app} ${right}`);
  }

  async edit(...edited: Parameters<TwoApps['edit']>): Promise<void> {
    await this.both.edit(...edited);
    await this.quiet();
  }

  async signOut(): Promise<void> {
    const url = `${this.both.librechat.url}api/auth/logout`;
    await this.world.engine.pageRequested({ method: 'POST', url, status: 200 });
    await this.quiet();
  }

  #start(): BridgeHost {
    const { engine, session } = this.world;
    const live = createLiveState(engine.store, (listener) => engine.onStored(listener));
    const host = new BridgeHost(engine, new SubscribedDocuments(session), {
      readState: live.read,
      tell: async ({ app }, { tabId, doc }, text) => {
        if (this.closed.has(tabId)) return false;
        this.told.push({ app, tabId, doc, text });
        const code = this.codes.find((one) => one.doc === doc && one.tabId === tabId);
        code?.take(JSON.parse(text).news);
        this.onTold(doc, text);
        return true;
      },
      now: () => this.world.now(),
    });
    engine.onStored(() => void this.#going.push(host.tellNews()));
    return host;
  }
}

/** Both apps, and code in a page that has looked; then the person allowed it this right. */
export async function withCode(app: AppId = 'librechat', right?: 'read-other' | 'change') {
  const bridged = await Bridged.start();
  const code = bridged.code(app);
  await code.look();
  if (right) await bridged.allow(app, right);
  return { bridged, code };
}
