import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, { type Browser } from 'puppeteer-core';
import { findBrowser } from '../../../scripts/lib/browsers';
import { addressMatches } from './address';
import { blankPage, copyExtension, type ExtensionCopy, geckoId, installedPage } from './extension-directory';
import { FirefoxConnection } from './firefox-connection';
import {
  allowInFirefox,
  backgroundContext,
  backgroundState,
  clearFirefox,
  denyOnceInFirefox,
  openInContainer,
  revokeInFirefox,
  setUuids,
  terminateBackground,
  watchPermissionPrompts,
} from './firefox-privileged';
import { FirefoxTab } from './firefox-tab';
import type { Harness, InstallOptions, LaunchOptions, Tab } from './types';
import { until, untilTrue, type WaitOptions } from './wait';

/** What must be the same after a restart. */
interface Installation {
  options: LaunchOptions;
  extension: ExtensionCopy;
  readonly profile: string;
  /** Of the extension; another one has nothing stored. */
  uuid: string;
  /** What was written to consoles, also before a restart. */
  readonly written: string[];
}

interface Running {
  readonly process: Browser;
  readonly connection: FirefoxConnection;
  /** Our own tabs, which are none of the person's. */
  readonly own: Set<string>;
}

/** Firefox with the extension as a temporary add-on, over WebDriver BiDi. */
export class FirefoxHarness implements Harness {
  readonly browser = 'firefox';

  private constructor(
    private readonly installation: Installation,
    private running: Running,
  ) {}

  private get id(): string {
    return geckoId(this.installation.extension.manifest);
  }

  get extensionOrigin(): string {
    return `moz-extension://${this.installation.uuid}`;
  }

  static async launch(options: LaunchOptions): Promise<FirefoxHarness> {
    const installation: Installation = {
      options,
      extension: await copyExtension('firefox', options),
      profile: await mkdtemp(join(tmpdir(), 'tandem-firefox-')),
      uuid: randomUUID(),
      written: [],
    };
    const harness = new FirefoxHarness(installation, await start(installation));
    await harness.installed();
    return harness;
  }

  async openExtensionPage(path: string, size: { width?: number; height?: number } = {}): Promise<Tab> {
    const tab = await this.newTab();
    if (size.width ?? size.height) await tab.setSize(size.width ?? 1280, size.height ?? 720);
    await tab.goto(`${this.extensionOrigin}/${path}`);
    return tab;
  }

  async openPage(url: string): Promise<Tab> {
    const tab = await this.newTab();
    await tab.goto(url);
    return tab;
  }

  async tabs(): Promise<Tab[]> {
    return (await this.contexts()).map(({ context }) => new FirefoxTab(this.running.connection, context));
  }

  async waitForTab(urlPart: string | RegExp, options?: WaitOptions): Promise<Tab> {
    const { context } = await until(
      `a tab at ${String(urlPart)}`,
      async () => {
        const all = await this.contexts();
        const found = all.find(({ url }) => addressMatches(url, urlPart));
        return found ? { value: found } : { problem: `tabs: ${all.map(({ url }) => url).join(' ') || 'none'}` };
      },
      options,
    );
    const tab = new FirefoxTab(this.running.connection, context);
    await tab.waitForUrl(urlPart, options);
    return tab;
  }

  async allowHost(host: string): Promise<void> {
    await allowInFirefox(this.running.connection, host);
  }

  async denyNextPermission(): Promise<void> {
    await denyOnceInFirefox(this.running.connection);
  }

  async revokeHost(host: string): Promise<void> {
    await revokeInFirefox(this.running.connection, this.id, host);
  }

  async openInContainer(url: string): Promise<Tab> {
    await openInContainer(this.running.connection, url);
    return this.waitForTab(url);
  }

  async killBackground(): Promise<void> {
    const state = () => backgroundState(this.running.connection, this.id);
    // While it starts, terminating it has no effect.
    await untilTrue('the background to run', async () => (await state()) === 'running');
    // Whoever asks it for something starts it again at once: then another document is the background.
    const before = await backgroundContext(this.running.connection, this.id);
    await terminateBackground(this.running.connection, this.id);
    await untilTrue(
      'the background to stop',
      async () => (await backgroundContext(this.running.connection, this.id)) !== before,
    );
  }

  async updateExtension(): Promise<void> {
    const { extension } = this.installation;
    await extension.raiseVersion();
    await this.running.process.installExtension(extension.directory);
  }

  async backgroundRunning(): Promise<boolean> {
    return (await backgroundState(this.running.connection, this.id)) === 'running';
  }

  async restartBrowser(): Promise<void> {
    await this.running.process.close();
    this.running = await start(this.installation);
    await this.installed();
  }

  async renew(options: InstallOptions): Promise<void> {
    const { installation } = this;
    const { connection, process } = this.running;
    for (const { context } of await this.contexts()) await connection.send('browsingContext.close', { context });
    await clearFirefox(connection, this.id);
    await installation.extension.remove();
    installation.options = { ...installation.options, ...options };
    installation.extension = await copyExtension('firefox', options);
    installation.uuid = randomUUID();
    installation.written.length = 0;
    await setUuids(connection, uuidsOf(installation));
    await process.installExtension(installation.extension.directory);
    await this.installed();
  }

  async storage(area: 'local' | 'session' = 'local'): Promise<Record<string, unknown>> {
    const tab = await this.newTab('background');
    this.running.own.add(tab.context);
    try {
      await tab.goto(`${this.extensionOrigin}/${blankPage}`);
      return await tab.evaluate(async (name) => {
        type Area = { get(): Promise<Record<string, unknown>> };
        const { browser } = globalThis as unknown as { browser: { storage: Record<string, Area> } };
        return (await browser.storage[name]?.get()) ?? {};
      }, area);
    } finally {
      await tab.close();
    }
  }

  consoleTexts(): readonly string[] {
    return this.installation.written;
  }

  whenClosed(): Promise<void> {
    return new Promise((resolve) => this.running.process.once('disconnected', () => resolve()));
  }

  async close(): Promise<void> {
    await this.running.process.close();
    const { profile, extension } = this.installation;
    await Promise.all([rm(profile, { recursive: true, force: true, maxRetries: 5 }), extension.remove()]);
  }

  /** Another extension than Tandem opens no tab. */
  private async installed(): Promise<void> {
    if (this.installation.options.extensionDirectory !== undefined) return;
    await this.waitForTab(`${this.extensionOrigin}/${installedPage}`, { timeoutMs: 30_000 });
  }

  private async contexts() {
    const all = await this.running.connection.contexts();
    return all.filter(({ context }) => !this.running.own.has(context));
  }

  private async newTab(place: 'front' | 'background' = 'front'): Promise<FirefoxTab> {
    const { context } = await this.running.connection.send<{ context: string }>('browsingContext.create', {
      type: 'tab',
      background: place === 'background',
    });
    return new FirefoxTab(this.running.connection, context);
  }
}

/** Firefox's preference for what stands in an extension's addresses. */
const uuidsOf = ({ extension, uuid }: Installation): string => JSON.stringify({ [geckoId(extension.manifest)]: uuid });

async function start(installation: Installation): Promise<Running> {
  const { options, extension, profile, written } = installation;
  const process = await puppeteer.launch({
    browser: 'firefox',
    executablePath: await findBrowser('firefox'),
    headless: options.window !== 'shown',
    userDataDir: profile,
    // Without it neither pages of an extension nor the browser's own scope can be driven.
    args: ['--remote-allow-system-access'],
    extraPrefsFirefox: {
      'extensions.webextensions.uuids': uuidsOf(installation),
      // A temporary add-on is taken out when Firefox ends; what it stored shall outlive that, as an installed one's does.
      'extensions.webextensions.keepStorageOnUninstall': true,
      'extensions.webextensions.keepUuidOnUninstall': true,
      'security.notification_enable_delay': 0,
      'network.dns.localDomains': (options.hostNames ?? []).join(','),
      'network.disable-localhost-when-offline': true,
      'dom.security.https_first': false,
      'browser.shell.checkDefaultBrowser': false,
      'datareporting.policy.dataSubmissionEnabled': false,
      'app.update.enabled': false,
    },
  });
  const connection = FirefoxConnection.of(process);
  const own = new Set((await connection.contexts()).map(({ context }) => context));
  await watchPermissionPrompts(connection);
  await connection.readConsoles((text) => written.push(text));
  await process.installExtension(extension.directory);
  return { process, connection, own };
}
