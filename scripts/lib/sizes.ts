import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import { gzipSync } from 'node:zlib';

/**
 * A part of the built extension. It weighs everything that a browser loads until you can use it: the scripts, styles
 * and preloads of its page, and the static and dynamic imports of those scripts, apart from `onDemand`.
 */
export interface Bundle {
  readonly name: string;
  /** The files that start it, in the built extension. */
  readonly entries: readonly string[];
  /** Chunks that load only after an action of the user, by their name without the hash. */
  readonly onDemand?: readonly string[];
  /** Its limit, in KB (1,000 bytes) after gzip, file by file. */
  readonly limitKb: number;
}

/** The only table of limits; those of the page scripts limit the cost for a page. */
export const bundles: readonly Bundle[] = [
  { name: 'page scripts', entries: ['page.js', 'bridge.js'], limitKb: 10 },
  { name: 'launcher', entries: ['launcher.js'], limitKb: 5 },
  { name: 'background', entries: ['background.js'], limitKb: 105 },
  { name: 'search worker', entries: ['search-worker.js'], limitKb: 10 },
  { name: 'file reader', entries: ['read-file.js'], limitKb: 24 },
  { name: 'offscreen page', entries: ['offscreen.html'], limitKb: 2 },
  { name: 'panel', entries: ['panel.html', 'scheme.js'], onDemand: ['on-demand'], limitKb: 114 },
  { name: 'popup', entries: ['popup.html'], onDemand: ['on-demand'], limitKb: 114 },
  { name: 'side panel', entries: ['sidepanel.html'], onDemand: ['on-demand'], limitKb: 114 },
  { name: 'connect page', entries: ['connect.html'], onDemand: ['on-demand'], limitKb: 120 },
  { name: 'chats page', entries: ['chats.html'], limitKb: 172 },
];

/** The limit of the package for the apps' own code, in KB (1,000 bytes) after gzip. */
export const bridgeLimitKb = 3;

/** The weight of a file after gzip, in KB (1,000 bytes). */
export const gzipKbOf = async (file: string): Promise<number> => gzipSync(await readFile(file)).length / 1000;

export interface BundleSize extends Bundle {
  readonly files: number;
  readonly rawKb: number;
  readonly gzipKb: number;
}

/** The references of a file: scripts, styles and preloads of pages, static and dynamic imports of scripts. */
const references = {
  html: /(?:src|href)="([^"]+\.(?:js|css))"/g,
  js: /(?:\bfrom|\bimport)\s*\(?\s*["'`]([^"'`]+\.js)["'`]/g,
} as const;

/** The name that the build gave to a chunk, without the hash of its content. */
const chunkName = (file: string) => /([^/]+)-[\w-]{8}\.js$/.exec(file)?.[1] ?? file;

interface Loaded {
  readonly directory: string;
  readonly onDemand: readonly string[];
  readonly into: Map<string, Buffer>;
}

async function collect(file: string, loaded: Loaded): Promise<void> {
  const { directory, onDemand, into } = loaded;
  if (into.has(file) || onDemand.includes(chunkName(file))) return;
  const content = await readFile(join(directory, file));
  into.set(file, content);
  const pattern = file.endsWith('.html') ? references.html : file.endsWith('.js') ? references.js : null;
  if (!pattern) return;
  for (const [, path = ''] of content.toString('utf8').matchAll(pattern)) {
    const target = path.startsWith('/') ? path.slice(1) : posix.join(dirname(file), path);
    await collect(target, loaded);
  }
}

/** Weighs the bundles of a built extension. @throws if an entry, or a file that it names, is missing */
export async function measureBundles(directory: string, table: readonly Bundle[] = bundles): Promise<BundleSize[]> {
  const sizes: BundleSize[] = [];
  for (const bundle of table) {
    const files = new Map<string, Buffer>();
    const loaded = { directory, onDemand: bundle.onDemand ?? [], into: files };
    for (const entry of bundle.entries) await collect(entry, loaded);
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

/** Scripts in the built extension that no bundle of the table loads: they would grow unnoticed. */
export async function unweighedEntries(directory: string): Promise<string[]> {
  const known = new Set(bundles.flatMap(({ entries }) => entries));
  const names = await readdir(directory);
  return names.filter((name) => /\.(?:js|html)$/.test(name) && !known.has(name));
}
