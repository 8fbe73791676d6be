import { createHash } from 'node:crypto';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { slowStorage } from './slow-storage';
import type { BrowserName, InstallOptions } from './types';

/** A page of the extension without any code: what is read through it wakes nothing and looks like no view of ours. */
export const blankPage = 'harness-blank.html';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** The page that Tandem opens in a tab of its own as soon as it is installed. */
export const installedPage = 'connect.html';

/** Where `scripts/e2e.ts` puts the end-to-end build. */
const builtExtension = (browser: BrowserName): string =>
  join(root, '.output', browser === 'chromium' ? 'chrome-mv3-e2e' : 'firefox-mv3-e2e');

export interface ExtensionCopy {
  readonly directory: string;
  readonly manifest: Manifest;
  /** Makes the next version of it: the same with another number. */
  raiseVersion(): Promise<void>;
  remove(): Promise<void>;
}

interface Manifest {
  readonly key?: string;
  readonly browser_specific_settings?: { readonly gecko?: { readonly id?: string } };
}

/**
 * A copy of an unpacked extension (by default Tandem's end-to-end build) with {@link blankPage} added; a build that runs
 * meanwhile does no harm to it.
 * @throws if there is no build yet.
 */
export async function copyExtension(
  browser: BrowserName,
  { extensionDirectory, grantedHosts = [], storage }: InstallOptions,
): Promise<ExtensionCopy> {
  const source = extensionDirectory ?? builtExtension(browser);
  const text = await readFile(join(source, 'manifest.json'), 'utf8').catch(() => {
    throw new Error(`No extension in ${source}. Build it first: npm run test:e2e builds and then runs the tests.`);
  });
  const directory = await mkdtemp(join(tmpdir(), 'tandem-extension-'));
  await cp(source, directory, { recursive: true });
  const { version, ...rest } = JSON.parse(text) as Manifest & { readonly version: string };
  const manifest =
    grantedHosts.length > 0 ? { ...rest, host_permissions: grantedHosts.map((host) => `*://${host}/*`) } : rest;
  const write = (each: string) =>
    writeFile(join(directory, 'manifest.json'), JSON.stringify({ ...manifest, version: each }));
  await write(version);
  await writeFile(join(directory, blankPage), '<!doctype html><meta charset="utf-8"><title>Blank</title>');
  if (storage === 'slow') {
    const background = join(directory, 'background.js');
    await writeFile(background, slowStorage + (await readFile(background, 'utf8')));
  }
  let raised = 0;
  return {
    directory,
    manifest,
    async raiseVersion() {
      raised += 1;
      await write(`${version}.${raised}`);
    },
    remove: () => rm(directory, { recursive: true, force: true }),
  };
}

/** Chromium's id of an unpacked extension: half of a SHA-256 of its public key, in the letters a to p. */
export function chromiumId(manifest: Manifest): string {
  if (!manifest.key) throw new Error('The manifest has no "key", which fixes the id in Chromium.');
  const digest = createHash('sha256').update(Buffer.from(manifest.key, 'base64')).digest('hex').slice(0, 32);
  return [...digest].map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 16))).join('');
}

export function geckoId(manifest: Manifest): string {
  const id = manifest.browser_specific_settings?.gecko?.id;
  if (!id) throw new Error('The manifest has no browser_specific_settings.gecko.id.');
  return id;
}
