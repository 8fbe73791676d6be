import type { PageRegister, PageReplies, ReportMessage } from '@/lib/messaging/protocol';
import type { AppId } from '@/lib/model';
import { anythingLlmTokenKey } from '@/lib/page/keys';
import { restoreAtBoot } from '@/lib/page/settings/boot';
import { Guard, graceTime } from '@/lib/page/settings/guard';
import type { DocumentSource } from '@/lib/page/settings/page-source';
import { pageRegisters, readValue, writeValue } from '@/lib/page/settings/page-values';
import { readPage } from '@/lib/page/settings/read-page';
import { Reporter } from '@/lib/page/settings/reporter';

interface PageParts {
  readonly now: () => number;
  readonly nextTabId: () => number;
  /** Calls back after so many ms. */
  readonly later: (ms: number, work: () => void) => void;
  /** Resolves when a message has arrived. */
  readonly travelled: (label: string) => Promise<void>;
  /** The background's answer; undefined: there was none. */
  readonly tell: (app: AppId, report: ReportMessage, tabId: number) => Promise<PageReplies['page-report'] | undefined>;
}

/** What an app keeps in this browser, and its open pages. */
export class Origin {
  readonly items = new Map<string, string>();
  #cookies = '';
  tabs: Tab[] = [];
  constructor(
    readonly app: AppId,
    private readonly parts: PageParts,
  ) {}

  /** What the page's storage holds of a setting, in the app's own text. */
  held(register: PageRegister): string | null {
    return readValue(this.app, this.sourceFor(null, '/'), register);
  }

  hold(register: PageRegister, text: string): void {
    writeValue(this.app, this.sourceFor(null, '/'), register, text);
  }

  open(pathname: string): Tab {
    const tab = new Tab(this, this.parts, this.parts.nextTabId(), pathname);
    this.tabs.push(tab);
    tab.start();
    return tab;
  }

  closeAll(): void {
    for (const tab of this.tabs) tab.close();
    this.tabs = [];
  }

  setToken(token: string | null): void {
    if (this.app !== 'anythingllm') return;
    if (token === null) this.items.delete(anythingLlmTokenKey);
    else this.items.set(anythingLlmTokenKey, token);
  }

  get token(): string | null {
    return this.items.get(anythingLlmTokenKey) ?? null;
  }

  /** The storage as a document sees it; other documents hear of its writes. */
  sourceFor(tab: Tab | null, pathname: string): DocumentSource {
    const origin = this;
    const tellOthers = (key: string) => {
      for (const other of this.tabs) if (other !== tab) other.hears(key);
    };
    return {
      store: {
        getItem: (key) => this.items.get(key) ?? null,
        setItem: (key, text) => {
          if (this.items.get(key) === text) return;
          this.items.set(key, text);
          tellOthers(key);
        },
        removeItem: (key) => {
          if (this.items.delete(key)) tellOthers(key);
        },
      },
      get cookies() {
        return origin.#cookies;
      },
      setCookie: (cookie) => {
        this.#cookies = cookie.split(';')[0] ?? '';
      },
      place: { pathname, search: '' },
    };
  }
}

/** One document of an app with our script in it. */
export class Tab {
  isClosed = false;
  #guard: Guard | null = null;
  #reporter: Reporter | null = null;
  /** What it read or wrote last, as far as the storage shows it. */
  readonly #wrote = new Map<PageRegister, string>();
  #sending: Promise<void> = Promise.resolve();
  /** What the app in this document believes its settings to be. */
  readonly #beliefs = new Map<PageRegister, string>();

  constructor(
    private readonly origin: Origin,
    private readonly parts: PageParts,
    readonly id: number,
    private readonly pathname: string,
  ) {}

  /** Our script's part at document_start, then the app's own start. */
  start(): void {
    const { app } = this.origin;
    const { now, tell, travelled } = this.parts;
    const boot = restoreAtBoot(this.#source(), 'before-app', now())[app];
    for (const register of pageRegisters(app)) {
      const text = readValue(app, this.#source(), register) ?? defaults[register];
      this.#beliefs.set(register, text);
      this.#wrote.set(register, text);
    }
    const start = { at: now(), path: this.pathname };
    const source = this.#source();
    const guard = new Guard({ app, basePath: '/', source, boot, early: null, start, preview: () => false, now });
    const reporter = new Reporter({
      read: () => {
        guard.check();
        return guard.describe(readPage(app, '/', this.#source()));
      },
      send: async (message) => {
        if (message.type !== 'page-report') return undefined;
        // A browser hands a page's messages over in the order in which they were sent.
        const sent = this.#sending.then(() => travelled(`report of ${app}`));
        this.#sending = sent;
        await sent;
        const reply = await tell(app, message, this.id);
        await travelled(`reply to ${app}`);
        return this.isClosed ? undefined : (reply as never);
      },
      rescue: () => {},
      left: () => {},
      heard: (report) => guard.heard(report),
      apply: (desired, told) => !this.isClosed && guard.apply(desired, told),
    });
    this.#guard = guard;
    this.#reporter = reporter;
    this.writeByItself();
    void reporter.report();
  }

  /** AnythingLLM writes what it believes at every load, and whenever it likes; LibreChat never does. */
  writeByItself(): void {
    if (this.origin.app !== 'anythingllm' || this.#isSignedOut) return;
    for (const register of ['ui.theme', 'ui.language'] as const) {
      writeValue('anythingllm', this.#source(), register, this.#beliefs.get(register) ?? defaults[register]);
    }
    this.parts.later(300, () => void this.reportChange());
  }

  /** The person chooses something in the page. */
  choose(register: PageRegister, text: string): 'chosen' | 'as before' {
    const { later } = this.parts;
    // AnythingLLM writes its theme and language by itself, LibreChat the model: there it can't be told whose hand it was.
    const isWritten = this.origin.app === 'anythingllm' ? register !== 'ui.textSize' : register === 'llm.model';
    const isBelieved = isWritten && this.#wrote.get(register) === text;
    // Choosing what the storage holds already leaves no trace there.
    if (this.origin.held(register) !== text) this.#wrote.set(register, text);
    this.#guard?.inputBegins();
    this.#beliefs.set(register, text);
    writeValue(this.origin.app, this.#source(), register, text);
    later(300, () => void this.reportChange());
    later(2_000, () => {
      if (this.isClosed) return;
      this.#guard?.inputEnds();
      void this.reportChange();
    });
    return isBelieved ? 'as before' : 'chosen';
  }

  /** What was changed just before is still told. */
  close(): void {
    void this.reportChange();
    this.isClosed = true;
  }

  hears(key: string): void {
    if (this.isClosed || !this.#guard?.otherWrote(key)) return;
    this.parts.later(graceTime, () => void this.reportChange());
  }

  async report(): Promise<void> {
    if (!this.isClosed) await this.#reporter?.report();
  }

  async reportChange(): Promise<void> {
    if (!this.isClosed) await this.#reporter?.reportChange();
  }

  get #isSignedOut(): boolean {
    return this.pathname === '/login';
  }

  #source(): DocumentSource {
    return this.origin.sourceFor(this, this.pathname);
  }
}

const defaults: Readonly<Record<PageRegister, string>> = {
  'ui.theme': 'system',
  'ui.language': 'en',
  'ui.textSize': 'normal',
  'llm.model': '',
};
