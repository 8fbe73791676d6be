import { vi } from 'vitest';
import type { DesiredSettings, PageMessage, PageReplies, ReportMessage, ToPage } from '@/lib/messaging/protocol';
import type { AppId } from '@/lib/model';
import type { Send } from '@/lib/page/runtime';
import { restoreAtBoot } from '@/lib/page/settings/boot';
import { Guard } from '@/lib/page/settings/guard';
import type { DocumentSource } from '@/lib/page/settings/page-source';
import { readPage } from '@/lib/page/settings/read-page';
import type { WritableStore } from '@/lib/page/settings/stored-text';

export type Entries = Readonly<Record<string, string>>;

/** A localStorage with these entries. */
export function storeOf(entries: Entries): WritableStore {
  const map = new Map(Object.entries(entries));
  return {
    getItem: (key) => map.get(key) ?? null,
    setItem: (key, text) => void map.set(key, text),
    removeItem: (key) => void map.delete(key),
  };
}

/** A browser's storage of one origin, which tells every open document of it, but the writing one, what was written. */
export class FakeOrigin {
  readonly entries: Map<string, string>;
  readonly #cookies = new Map<string, string>();
  readonly documents: FakeDocument[] = [];
  /** In ms since the epoch. */
  now = 1_800_000_000_000;

  constructor(entries: Entries = {}) {
    this.entries = new Map(Object.entries(entries));
  }

  get cookies(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  setCookie(cookie: string): void {
    const [name = '', value = ''] = (cookie.split(';')[0] ?? '').split('=');
    this.#cookies.set(name, value);
  }

  /** @param by the document that writes; undefined: a tab without our script, or a person with developer tools */
  write(key: string, text: string | null, by?: FakeDocument): void {
    if ((this.entries.get(key) ?? null) === text) return;
    if (text === null) this.entries.delete(key);
    else this.entries.set(key, text);
    for (const document of this.documents) if (document !== by) document.guard.otherWrote(key);
  }

  /** What is kept for an app, or undefined. */
  kept(app: AppId): { base: string; keep: object; once: unknown; hand: unknown } | undefined {
    const text = this.entries.get(`tandem:${app}`);
    return text === undefined ? undefined : JSON.parse(text);
  }
}

/** What scripts of a document find. @param document the one that writes, see `write` */
export function sourceOf(origin: FakeOrigin, document?: FakeDocument): DocumentSource {
  return {
    store: {
      getItem: (key) => origin.entries.get(key) ?? null,
      setItem: (key, text) => origin.write(key, text, document),
      removeItem: (key) => origin.write(key, null, document),
    },
    get cookies() {
      return origin.cookies;
    },
    setCookie: (cookie) => origin.setCookie(cookie),
    place: {
      get pathname() {
        return document?.pathname ?? '/';
      },
      search: '',
    },
  };
}

interface DocumentOptions {
  readonly pathname?: string;
  readonly basePath?: string;
  /** `later`: the script was put into a page that had been open before. */
  readonly moment?: 'before-app' | 'later';
}

/** A document of an app with our script in it. */
export class FakeDocument {
  readonly guard: Guard;
  readonly previews: [string, string][] = [];
  /** What might have been chosen in the app's own control. */
  readonly chosen: string[] = [];
  /** Whether the app's own control is in the page, so that the app believes what is shown. */
  hasControl = false;
  pathname: string;
  readonly #basePath: string;

  constructor(
    private readonly app: AppId,
    private readonly origin: FakeOrigin,
    options: DocumentOptions = {},
  ) {
    const { basePath = '/', moment = 'before-app' } = options;
    this.pathname = options.pathname ?? basePath;
    this.#basePath = basePath;
    const boot = restoreAtBoot(this.source(), moment, origin.now)[app];
    this.guard = new Guard({
      app,
      basePath,
      source: this.source(),
      boot,
      early: null,
      start: { at: origin.now, path: this.pathname },
      preview: (register, text, by) => {
        this.previews.push([register, text]);
        if (by === 'control') this.chosen.push(text);
        return this.hasControl && by === 'control';
      },
      now: () => origin.now,
    });
    origin.documents.push(this);
  }

  source(): DocumentSource {
    return sourceOf(this.origin, this);
  }

  /** The app in this document writes. */
  write(key: string, text: string | null): void {
    this.origin.write(key, text, this);
  }

  /** The person clicks, and the app writes a moment later. */
  pick(key: string, text: string): void {
    this.guard.inputBegins();
    this.write(key, text);
    this.guard.check();
  }

  /** As the reporter reads it. */
  report(): ReportMessage {
    this.guard.check();
    return this.guard.describe(readPage(this.app, this.#basePath, this.source()));
  }

  /** A report, of the person's hand only what it changed. */
  told(): Omit<ReportMessage, 'byHand'> & { readonly byHand: readonly string[] } {
    const report = this.report();
    return { ...report, byHand: Object.keys(report.byHand ?? {}) };
  }

  /** The background answers a report with what the page is to hold. @param report by default the page reports just now */
  give(asOf: number, values: DesiredSettings['values'], report = this.report()): void {
    this.guard.apply({ asOf, values }, report);
  }
}

/** A background that keeps what it is told and answers as told; undefined: not at all. */
export class FakeBackground {
  readonly heard: PageMessage[] = [];
  readonly answers: Partial<{ [Type in PageMessage['type']]: PageReplies[Type] | undefined }> = {};

  readonly send: Send = async <Message extends PageMessage>(message: Message) => {
    this.heard.push(message);
    return this.answers[message.type] as PageReplies[Message['type']] | undefined;
  };

  heardOf<Type extends PageMessage['type']>(type: Type): Extract<PageMessage, { type: Type }>[] {
    return this.heard.filter((message): message is Extract<PageMessage, { type: Type }> => message.type === type);
  }
}

/** The extension's own side of a page's script. @returns Who listens to messages for pages */
export function fakeRuntime(sendMessage: (message: PageMessage) => Promise<unknown> = async () => null) {
  const listeners = new Set<(message: ToPage) => unknown>();
  const onMessage = {
    addListener: (listener: (message: ToPage) => unknown) => listeners.add(listener),
    removeListener: (listener: (message: ToPage) => unknown) => listeners.delete(listener),
  };
  const runtime = { id: 'abc', sendMessage, onMessage, getURL: (path: string) => `extension://abc/${path}` };
  vi.stubGlobal('chrome', { runtime });
  return listeners;
}
