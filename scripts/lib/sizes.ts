import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import { gzipSync } from 'node:zlib';

/** A part of the built extension that a browser loads as a whole. */
export interface Bundle {
  readonly name: string;
  /** Files that start it, in the built extension. */
  readonly entries: readonly string[];
  /** The most that it may weigh, in KB (1,000 bytes) after gzip, file by file. */
  readonly limitKb: number;
}

/** The one table of limits, some 10 % above what is there; those of the page scripts are what a page may be asked to carry. */
export const bundles: readonly Bundle[] = [
  { name: 'page scripts', entries: ['page.js', 'bridge.js'], limitKb: 12 },
  { name: 'launcher', entries: ['launcher.js'], limitKb: 5 },
  { name: 'background', entries: ['background.js'], limitKb: 102 },
  { name: 'panel', entries: ['panel.html'], limitKb: 142 },
  { name: 'popup', entries: ['popup.html'], limitKb: 142 },
  { name: 'side panel', entries: ['sidepanel.html'], limitKb: 142 },
  { name: 'connect page', entries: ['connect.html'], limitKb: 148 },
];

/** The most that the package for the apps' own code may weigh, in KB (1,000 bytes) after gzip. */
export const bridgeLimitKb = 3;

/** What a file weighs after gzip, in KB (1,000 bytes). */
export const gzipKbOf = async (file: string): Promise<number> => gzipSync(await readFile(file)).length / 1000;

export interface BundleSize extends Bundle {
  readonly files: number;
  readonly rawKb: number;
  readonly gzipKb: number;
}

/** What an entry loads by itself: scripts, styles and preloads of pages, static imports of scripts. Not what is imported later. */
const references = {
  html: /(?:src|href)="([^"]+\.(?:js|css))"/g,
  js: /(?:\bfrom|\bimport)\s*["']([^"']+\.js)["']/g,
} as const;

async function collect(directory: string, file: string, into: Map<string, Buffer>): Promise<void> {
  if (into.has(file)) return;
  const content = await readFile(join(directory, file));
  into.set(file, content);
  const pattern = file.endsWith('.html') ? references.html : file.endsWith('.js') ? references.js : null;
  if (!pattern) return;
  for (const [, path = ''] of content.toString('utf8').matchAll(pattern)) {
    const target = path.startsWith('/') ? path.slice(1) : posix.join(dirname(file), path);
    await collect(directory, target, into);
  }
}

/** Weighs the bundles of a built extension. @throws if an entry, or a file that it names, is missing. */
export async function measureBundles(directory: string, table: readonly Bundle[] = bundles): Promise<BundleSize[]> {
  const sizes: BundleSize[] = [];
  for (const bundle of table) {
    const files = new Map<string, Buffer>();
    for (const entry of bundle.entries) await collect(directory, entry, files);
    const contents = [...files.values()];
    const sum = (weigh: (content: Buffer) => number) =>
      contents.reduce((total, content) => total + weigh(content), 0) / 1000;
    sizes.push({
      ...bundle,
      files: contents.length,
      rawKb: sum((content) => content.length),
      gzipKb: sum((content) => gzipSync(content).length),
    });
  }
  return sizes;
}

/** Scripts in the built extension that no bundle of the table loads: they would grow unseen. */
export async function unweighedEntries(directory: string): Promise<string[]> {
  const known = new Set(bundles.flatMap(({ entries }) => entries));
  const names = await readdir(directory);
  return names.filter((name) => /\.(?:js|html)$/.test(name) && !known.has(name));
}
