import { execFile, spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { chromium } from '@playwright/test';

export type BrowserName = 'chromium' | 'firefox';

/** No browser of this kind was found; the message is one sentence about how to get one. */
export class BrowserMissingError extends Error {
  override readonly name = 'BrowserMissingError';
}

const candidates: Record<
  BrowserName,
  { readonly variable: string; readonly commands: readonly string[]; readonly files: readonly string[] }
> = {
  chromium: {
    variable: 'CHROMIUM',
    commands: ['chromium', 'chromium-browser'],
    files: ['/Applications/Chromium.app/Contents/MacOS/Chromium'],
  },
  firefox: {
    variable: 'FIREFOX',
    commands: ['firefox-esr', 'firefox'],
    files: ['/Applications/Firefox.app/Contents/MacOS/firefox', 'C:\\Program Files\\Mozilla Firefox\\firefox.exe'],
  },
};

const advice: Record<BrowserName, string> = {
  chromium:
    'No Chromium found: install the package "chromium" of your system, or run "npx playwright install chromium", or set CHROMIUM to its path (branded Google Chrome won\'t do: it ignores unpacked extensions given on the command line).',
  firefox: 'No Firefox found: install Firefox 142 or later, or set FIREFOX to its path.',
};

/**
 * Path of an installed browser.
 * @throws BrowserMissingError if there is none, or if the one in CHROMIUM or FIREFOX cannot be used
 */
export async function findBrowser(browser: BrowserName): Promise<string> {
  const path = lookUp(browser);
  if (!path) throw new BrowserMissingError(advice[browser]);
  return path;
}

/**
 * Makes sure that the browsers are installed. On Debian and its relatives, as root, it says which are missing and
 * installs them.
 * @throws BrowserMissingError if one is missing and cannot be installed
 */
export async function ensureBrowsers(browsers: readonly BrowserName[]): Promise<void> {
  const missing = browsers.filter((browser) => !lookUp(browser));
  if (missing.length > 0 && process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    const packages = missing.map((browser) => (browser === 'chromium' ? 'chromium' : 'firefox-esr'));
    console.log(`${packages.join(' and ')} missing: installing with apt-get, as this is Debian and we are root.`);
    aptGet(['update']);
    aptGet(['install', '-y', '--no-install-recommends', ...packages]);
  }
  for (const browser of browsers) await findBrowser(browser);
}

/** The browser's own name, for example "Chromium 156.0.7001.10". */
export async function browserVersion(browser: BrowserName): Promise<string> {
  const { stdout } = await promisify(execFile)(await findBrowser(browser), ['--version']);
  return stdout.trim();
}

function lookUp(browser: BrowserName): string | undefined {
  const { variable, commands, files } = candidates[browser];
  const chosen = process.env[variable];
  if (chosen) {
    if (/google-chrome|Google Chrome/.test(chosen) && browser === 'chromium')
      throw new BrowserMissingError(
        `${variable} names branded Google Chrome, which ignores unpacked extensions given on the command line: name a Chromium instead.`,
      );
    if (!runnable(chosen))
      throw new BrowserMissingError(`${variable} is ${chosen}, which is no program that can be run.`);
    return chosen;
  }
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const onPath = commands.flatMap((command) => folders.map((folder) => join(folder, command)));
  const bundled = browser === 'chromium' ? [chromium.executablePath()] : [];
  return [...onPath, ...files, ...bundled].find((path) => path !== '' && runnable(path));
}

function runnable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function aptGet(args: readonly string[]): void {
  const { status } = spawnSync('apt-get', args, {
    stdio: 'inherit',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (status !== 0) throw new BrowserMissingError(`"apt-get ${args.join(' ')}" failed (exit code ${status}).`);
}
