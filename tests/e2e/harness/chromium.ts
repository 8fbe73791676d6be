import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, type CDPSession, type ConsoleMessage, chromium, type Page } from '@playwright/test';
import { findBrowser } from '../../../scripts/lib/browsers';
import { addressMatches } from './address';
import { ChromiumTab } from './chromium-tab';
import { blankPage, chromiumId, copyExtension, type ExtensionCopy, installedPage } from './extension-directory';
import type { Harness, InstallOptions, LaunchOptions, Tab } from './types';
import { until, untilTrue, type WaitOptions } from './wait';

/** The part of chrome://extensions that stands for what the person does there. */
interface DeveloperPrivate {
  addHostPermission(extensionId: string, pattern: string): Promise<void>;
  removeHostPermission(extensionId: string, pattern: string): Promise<void>;
  updateProfileConfiguration(change: { readonly inDeveloperMode: boolean }): Promise<void>;
  reload(extensionId: string): Promise<void>;
}
/** A file of that page: what the page may do, without the page, which takes a second to build. */
const extensionsPage = 'chrome://extensions/strings.m.js';
declare const chrome: { readonly developerPrivate: DeveloperPrivate };

/** What Playwright's types lack of the protocol of the whole browser. */
interface BrowserSession extends CDPSession {
  send(method: 'Extensions.loadUnpacked', given: { readonly path: string }): Promise<void>;
  send(method: 'Extensions.uninstall', given: { readonly id: string }): Promise<void>;
  send(
    method: 'Target.getTargets',
  ): Promise<{ readonly targetInfos: { type: string; url: string; targetId: string }[] }>;
}

interface Running {
  readonly context: BrowserContext;
  /** The empty tab that Chromium starts with, which keeps it open. */
  readonly first: Page;
  /** The protocol of that tab, and of the whole browser. */
  readonly page: CDPSession;
  readonly browser: BrowserSession;
}

/** Chromium with the extension, over Playwright. */
export class ChromiumHarness implements Harness {
  readonly browser = 'chromium';
  /** Our own tabs, which are none of the person's. */
  private readonly own = new Set<Page>();
  private readonly wrapped = new WeakMap<Page, ChromiumTab>();
  private readonly written: string[] = [];

  private constructor(
    private options: LaunchOptions,
    private extension: ExtensionCopy,
    private readonly profile: string,
    private running: Running,
  ) {}

  static async launch(options: LaunchOptions): Promise<ChromiumHarness> {
    const extension = await copyExtension('chromium', options);
    const profile = await mkdtemp(join(tmpdir(), 'tandem-chromium-'));
    const harness = new ChromiumHarness(options, extension, profile, await start(options, profile));
    await harness.begin();
    return harness;
  }

  get extensionOrigin(): string {
    return `chrome-extension://${this.id}`;
  }

  private get id(): string {
    return chromiumId(this.extension.manifest);
  }

  private get context(): BrowserContext {
    return this.running.context;
  }

  async openExtensionPage(path: string, size: { width?: number; height?: number } = {}): Promise<Tab> {
    const tab = this.tabOf(await this.context.newPage());
    if (size.width ?? size.height) await tab.setSize(size.width ?? 1280, size.height ?? 720);
    await tab.goto(`${this.extensionOrigin}/${path}`);
    return tab;
  }

  async openPage(url: string): Promise<Tab> {
    const tab = this.tabOf(await this.context.newPage());
    await tab.goto(url);
    return tab;
  }

  async tabs(): Promise<Tab[]> {
    return this.pages().map((page) => this.tabOf(page));
  }

  async waitForTab(urlPart: string | RegExp, options?: WaitOptions): Promise<Tab> {
    const page = await until(
      `a tab at ${String(urlPart)}`,
      async () => {
        const pages = this.pages();
        const found = pages.find((candidate) => addressMatches(candidate.url(), urlPart));
        return found ? { value: found } : { problem: `tabs: ${pages.map((p) => p.url()).join(' ') || 'none'}` };
      },
      options,
    );
    const tab = this.tabOf(page);
    await tab.waitForUrl(urlPart, options);
    return tab;
  }

  async allowHost(host: string): Promise<void> {
    await this.onExtensionsPage('addHostPermission', host);
  }

  async denyNextPermission(): Promise<void> {
    throw new Error("Chromium's permission prompt can't be reached without a window: test the refusal in Firefox.");
  }

  async revokeHost(host: string): Promise<void> {
    await this.onExtensionsPage('removeHostPermission', host);
  }

  async openInContainer(): Promise<Tab> {
    throw new Error('Chromium has no containers: show that in Firefox.');
  }

  async killBackground(): Promise<void> {
    // Whoever asks it for something starts it again at once, under the same target id; only its life tells of its end.
    const session = await this.context.newCDPSession(this.running.first);
    const life: string[] = [];
    session.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
      life.push(...versions.map(({ runningStatus }) => runningStatus));
    });
    await session.send('ServiceWorker.enable');
    await untilTrue('the service worker to run', async () => life.at(-1) === 'running');
    const before = life.length;
    await session.send('ServiceWorker.stopAllWorkers');
    await untilTrue('the service worker to stop', async () => life.slice(before).includes('stopped'));
    await session.detach();
  }

  async updateExtension(): Promise<void> {
    await this.extension.raiseVersion();
    await this.withOwnPage(extensionsPage, (page) =>
      page.evaluate(async (id) => {
        // Without it an unpacked extension stays switched off.
        await chrome.developerPrivate.updateProfileConfiguration({ inDeveloperMode: true });
        await chrome.developerPrivate.reload(id);
      }, this.id),
    );
  }

  async backgroundRunning(): Promise<boolean> {
    return (await this.worker()) !== undefined;
  }

  async restartBrowser(): Promise<void> {
    await this.context.close();
    this.running = await start(this.options, this.profile);
    await this.begin();
  }

  async renew(options: InstallOptions): Promise<void> {
    const { context, browser, page } = this.running;
    for (const open of this.pages()) await open.close();
    await browser.send('Extensions.uninstall', { id: this.id });
    await this.extension.remove();
    await context.setOffline(false);
    await page.send('Storage.clearDataForOrigin', { origin: '*', storageTypes: 'all' });
    await page.send('Network.clearBrowserCache');
    this.written.length = 0;
    this.options = { ...this.options, ...options };
    this.extension = await copyExtension('chromium', options);
    await this.install();
  }

  async storage(area: 'local' | 'session' = 'local'): Promise<Record<string, unknown>> {
    return this.withOwnPage(`${this.extensionOrigin}/${blankPage}`, (page) =>
      page.evaluate(
        (name) =>
          (
            globalThis as unknown as {
              chrome: { storage: Record<string, { get(): Promise<Record<string, unknown>> }> };
            }
          ).chrome.storage[name]?.get() ?? {},
        area,
      ),
    );
  }

  consoleTexts(): readonly string[] {
    return this.written;
  }

  whenClosed(): Promise<void> {
    return new Promise((resolve) => this.context.once('close', () => resolve()));
  }

  async close(): Promise<void> {
    await this.context.close();
    await Promise.all([rm(this.profile, { recursive: true, force: true, maxRetries: 5 }), this.extension.remove()]);
  }

  private async begin(): Promise<void> {
    this.own.clear();
    this.own.add(this.running.first);
    this.readConsoles();
    await this.install();
  }

  private async install(): Promise<void> {
    await this.running.browser.send('Extensions.loadUnpacked', { path: this.extension.directory });
    // Another extension than Tandem opens no tab.
    if (this.options.extensionDirectory !== undefined) return;
    await this.waitForTab(`${this.extensionOrigin}/${installedPage}`, { timeoutMs: 30_000 });
  }

  private readConsoles(): void {
    const note = (message: ConsoleMessage) => this.written.push(message.text());
    this.context.on('console', note);
    for (const worker of this.context.serviceWorkers()) worker.on('console', note);
    this.context.on('serviceworker', (worker) => worker.on('console', note));
  }

  private pages(): Page[] {
    return this.context.pages().filter((page) => !this.own.has(page) && !page.isClosed());
  }

  private tabOf(page: Page): ChromiumTab {
    const known = this.wrapped.get(page) ?? new ChromiumTab(page, this.context);
    this.wrapped.set(page, known);
    return known;
  }

  private async worker(): Promise<{ targetId: string } | undefined> {
    const { targetInfos } = await this.running.browser.send('Target.getTargets');
    return targetInfos.find((info) => info.type === 'service_worker' && info.url.startsWith(this.extensionOrigin));
  }

  private async withOwnPage<T>(url: string, use: (page: Page) => Promise<T>): Promise<T> {
    const page = await this.context.newPage();
    this.own.add(page);
    try {
      await page.goto(url);
      return await use(page);
    } finally {
      await page.close();
    }
  }

  /** Both schemes, as the extension asks for the one of the address only. */
  private async onExtensionsPage(action: 'addHostPermission' | 'removeHostPermission', host: string): Promise<void> {
    await this.withOwnPage(extensionsPage, async (page) => {
      for (const pattern of [`http://${host}/*`, `https://${host}/*`])
        await page.evaluate(([name, id, origin]) => chrome.developerPrivate[name](id, origin), [
          action,
          this.id,
          pattern,
        ] as const);
    });
  }
}

async function start(options: LaunchOptions, profile: string): Promise<Running> {
  const names = (options.hostNames ?? []).map((name) => `MAP ${name} 127.0.0.1`);
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: await findBrowser('chromium'),
    headless: options.window !== 'shown',
    // Whoever shows a window to a person ends it together with all else.
    handleSIGINT: options.window !== 'shown',
    handleSIGTERM: options.window !== 'shown',
    // Chromium's sandbox refuses to run as root.
    chromiumSandbox: process.getuid?.() !== 0,
    viewport: options.window === 'shown' ? null : { width: 1280, height: 800 },
    // As it takes an extension out, Chromium tidies the desktop's menu: not the person's own.
    env: { ...process.env, XDG_DATA_HOME: profile },
    ignoreDefaultArgs: ['--disable-extensions'],
    args: [
      '--enable-unsafe-extension-debugging',
      '--disable-gpu',
      '--no-first-run',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-background-timer-throttling',
      '--disable-renderer-backgrounding',
      ...(names.length > 0 ? [`--host-resolver-rules=${names.join(', ')}`] : []),
    ],
  });
  const [first] = context.pages();
  const browser = context.browser();
  if (!first || !browser) throw new Error('Playwright gives no page or no browser for the profile.');
  return {
    context,
    first,
    page: await context.newCDPSession(first),
    // Playwright's types know no extensions.
    browser: (await browser.newBrowserCDPSession()) as BrowserSession,
  };
}
