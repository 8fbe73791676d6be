import { test as base, type TestInfo } from '@playwright/test';
import { standIns } from '../../apps/kit';
import { ChromiumHarness } from './chromium';
import { FirefoxHarness } from './firefox';
import { stopServers } from './server';
import type { BrowserName, Harness, LaunchOptions, StorageSpeed } from './types';

/** Starts a browser with a fresh profile and the extension. The caller closes it. */
export function launch(options: LaunchOptions): Promise<Harness> {
  return options.browser === 'chromium' ? ChromiumHarness.launch(options) : FirefoxHarness.launch(options);
}

interface Options {
  /** The browser of the Playwright project. */
  target: BrowserName;
  /** An extension other than Tandem's end-to-end build. */
  extensionDirectory: string | undefined;
  /** Hosts that Tandem may reach from the start; none in what shows how it comes to be allowed that. */
  grantedHosts: readonly string[];
  /** How fast the browser's storage answers the background. With TANDEM_STORAGE=slow in all tests: finds what waits for too little. */
  storage: StorageSpeed;
}

/** The browser of one of Playwright's workers. */
class SharedBrowser {
  #harness: Harness | undefined;

  async start(options: LaunchOptions): Promise<Harness> {
    if (this.#harness) await this.#harness.renew(options);
    else this.#harness = await launch(options);
    return this.#harness;
  }

  async end(): Promise<void> {
    await this.#harness?.close();
  }
}

/** Shows what the test's servers heard last and what its tabs show: a log is often all that there is of a run. */
async function report(harness: Harness, info: TestInfo): Promise<void> {
  for (const { log } of standIns) console.error(`a server heard last:\n${log.told()}\n`);
  for (const [number, tab] of (await harness.tabs()).entries()) {
    const path = info.outputPath(`tab-${number + 1}.png`);
    const url = await tab.url().catch(() => 'gone');
    const words = await tab.text('body', { timeoutMs: 2_000 }).catch(() => '(no answer)');
    console.error(`tab ${number + 1}: ${url}\n${words.slice(0, 2_000)}\n`);
    const taken = await tab.screenshot(path).then(
      () => true,
      () => false,
    );
    if (taken) await info.attach(`tab ${number + 1}: ${url}`, { path, contentType: 'image/png' });
  }
}

/**
 * Playwright's `test` with a browser that no test before has left anything in. After one that fails its worker ends. The
 * servers that a test started are stopped after it.
 */
export const test = base.extend<Options & { harness: Harness }, { shared: SharedBrowser }>({
  shared: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what a fixture needs.
    async ({}, use) => {
      const shared = new SharedBrowser();
      await use(shared);
      await shared.end();
    },
    { scope: 'worker' },
  ],
  target: ['chromium', { option: true }],
  extensionDirectory: [undefined, { option: true }],
  grantedHosts: [['127.0.0.1', 'chat.localhost'], { option: true }],
  storage: [process.env.TANDEM_STORAGE === 'slow' ? 'slow' : 'usual', { option: true }],
  harness: async ({ shared, target, extensionDirectory, grantedHosts, storage }, use, info) => {
    const options = { extensionDirectory, grantedHosts, storage };
    const harness = await shared.start({ browser: target, hostNames: ['nas.home'], ...options });
    await use(harness);
    if (info.status !== info.expectedStatus) await report(harness, info);
    await stopServers();
  },
});

export { expect } from '@playwright/test';
