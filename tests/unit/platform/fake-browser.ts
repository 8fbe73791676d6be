/** One event of a browser's API. */
class FakeEvent<Listener extends (...args: never[]) => unknown> {
  readonly added: { readonly listener: Listener; readonly rest: readonly unknown[] }[] = [];
  readonly addListener = (listener: Listener, ...rest: unknown[]) => void this.added.push({ listener, rest });
  readonly removeListener = (listener: Listener) => {
    const at = this.added.findIndex((one) => one.listener === listener);
    if (at >= 0) this.added.splice(at, 1);
  };
  emit(...args: Parameters<Listener>): unknown[] {
    return this.added.map(({ listener }) => listener(...args));
  }
}

export interface FakeTab {
  readonly id: number;
  readonly url: string;
  readonly lastAccessed?: number;
  readonly windowId?: number;
  readonly incognito?: boolean;
  readonly cookieStoreId?: string;
  /** What its localStorage holds; undefined: scripts can't run there. */
  readonly localStorage?: Readonly<Record<string, string>>;
}

type Script = { readonly id: string; readonly matches?: string[] };
type Details = Record<string, unknown>;

/** As much of the browsers' APIs as `lib/platform` uses, with what was asked of them. */
export class FakeBrowser {
  openTabs: FakeTab[] = [];
  granted: string[] = [];
  scripts: Script[] = [];
  alarmNames: string[] = [];
  readonly calls: unknown[][] = [];
  sendMessageReplies: (() => Promise<unknown>)[] = [];

  readonly #note = (...call: unknown[]) => void this.calls.push(call);

  readonly runtime = {
    id: 'self',
    getURL: (path: string) => `chrome-extension://self/${path}`,
    onMessage: new FakeEvent<(message: unknown, sender: unknown) => unknown>(),
    sendMessage: async (message: unknown) => {
      this.#note('runtime.sendMessage', message);
      const next = this.sendMessageReplies.shift();
      if (!next) throw new Error('Receiving end does not exist');
      return next();
    },
  };
  readonly permissions = {
    contains: async ({ origins }: { origins: string[] }) => origins.every((origin) => this.granted.includes(origin)),
    request: async ({ origins }: { origins: string[] }) => {
      this.granted.push(...origins);
      return true;
    },
    remove: async ({ origins }: { origins: string[] }) => {
      this.granted = this.granted.filter((origin) => !origins.includes(origin));
      return true;
    },
  };
  readonly tabs = {
    query: async () => this.openTabs,
    create: async (options: unknown) => this.#note('tabs.create', options),
    update: async (id: number, options: unknown) => this.#note('tabs.update', id, options),
    sendMessage: async (id: number, message: unknown) => {
      this.#note('tabs.sendMessage', id, message);
      throw new Error('Could not establish connection');
    },
  };
  readonly windows = { update: async (id: number, options: unknown) => this.#note('windows.update', id, options) };
  readonly scripting = {
    executeScript: async (given: { target: { tabId: number }; files?: string[]; world?: string; args?: string[] }) => {
      const tab = this.openTabs.find(({ id }) => id === given.target.tabId);
      if (!tab?.localStorage) throw new Error('Cannot access contents of the page');
      if (given.files) this.#note('executeScript', tab.id, given.files, given.world);
      return [{ result: tab.localStorage[given.args?.[0] ?? ''] ?? null }];
    },
    getRegisteredContentScripts: async () => this.scripts,
    registerContentScripts: async (scripts: Script[]) => {
      this.#note('register', scripts);
      const taken = scripts.find((script) => this.scripts.some(({ id }) => id === script.id));
      if (taken) throw new Error(`Duplicate script ID '${taken.id}'`);
      this.scripts.push(...scripts);
    },
    unregisterContentScripts: async ({ ids }: { ids: string[] }) => {
      this.scripts = this.scripts.filter(({ id }) => !ids.includes(id));
    },
  };
  readonly alarms = {
    get: async (name: string) => (this.alarmNames.includes(name) ? { name } : undefined),
    create: (name: string, options: unknown) => {
      this.#note('alarms.create', name, options);
      this.alarmNames.push(name);
    },
    clear: async (name: string) => {
      this.alarmNames = this.alarmNames.filter((one) => one !== name);
    },
    onAlarm: new FakeEvent<(alarm: { name: string }) => void>(),
  };
  readonly webRequest = {
    onSendHeaders: new FakeEvent<(details: Details) => void>(),
    onBeforeRequest: new FakeEvent<(details: Details) => void>(),
    onCompleted: new FakeEvent<(details: Details) => void>(),
    onErrorOccurred: new FakeEvent<(details: Details) => void>(),
    onHeadersReceived: new FakeEvent<(details: Details) => void>(),
  };
  readonly storage = {
    onChanged: new FakeEvent<(changes: Record<string, { newValue?: unknown }>, area: string) => void>(),
    local: { setAccessLevel: async (level: unknown) => this.#note('setAccessLevel', level) },
  };

  called(name: string): unknown[][] {
    return this.calls.filter(([called]) => called === name).map(([, ...rest]) => rest);
  }
}
