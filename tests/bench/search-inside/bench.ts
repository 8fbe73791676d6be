import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { type Browser, chromium, type Page } from '@playwright/test';
import { build } from 'vite';
import { findBrowser } from '../../../scripts/lib/browsers';
import { inProject } from '../../../scripts/lib/paths';
import { chats, messagesPerChat, queries } from './corpus';
import type { Asked } from './libraries/serve';

export const libraries = ['sqlite', 'flexsearch', 'minisearch'] as const;
export type LibraryName = (typeof libraries)[number];

/** What one library takes for the same messages and queries. Times in ms, sizes in MB (1,000,000 bytes). */
export interface LibraryFigures {
  readonly library: LibraryName;
  /** All of them, unless the time for indexing was over before. */
  readonly messages: number;
  /** By the processor's time of the worker. */
  readonly perSecond: number;
  /** With the time for the disk, for making the sample, and for whatever else the machine does. */
  readonly perSecondByClock: number;
  /** From the question to the answer of the worker; 95 of 100 are quicker. */
  readonly query: number;
  /** From the start of a worker that finds a stored index to its first answer. */
  readonly cold: number;
  /** What the page's process grows by, without garbage: the most of after indexing, and after searching. */
  readonly memory: number;
  readonly disk: number;
  readonly gzip: number;
  /** Kinds of queries that found nothing at all. */
  readonly missed: string;
}

/** For indexing, in ms. The libraries that were not chosen get less than all of the sample. */
const patience: Readonly<Record<LibraryName, number>> = { sqlite: 200_000, flexsearch: 60_000, minisearch: 60_000 };
/** Chats whose making is timed alone, since it is no part of indexing. */
const sample = 1000;
const rounds = 3;
const starts = 8;

const sqliteFiles = { '/sqlite3.mjs': 'index.mjs', '/sqlite3.wasm': 'sqlite3.wasm' } as const;
const inSqlite = (file: string) => readFile(inProject('node_modules/@sqlite.org/sqlite-wasm/dist', file));

/** The library's worker as one script. */
async function scriptOf(library: LibraryName): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    root: inProject(),
    resolve: { alias: { '@': inProject() } },
    build: {
      write: false,
      rolldownOptions: { treeshake: { manualPureFunctions: ['z'] } },
      lib: { entry: inProject('tests/bench/search-inside/libraries', `${library}.ts`), formats: ['es'] },
    },
  });
  const [{ output: [first] = [] } = {}] = (Array.isArray(result) ? result : [result]) as {
    output: { code?: string }[];
  }[];
  if (!first?.code) throw new Error(`${library} was not built`);
  return first.code;
}

/** What a page loads for the library alone. */
async function gzipOf(library: LibraryName, script: string): Promise<number> {
  const files = library === 'sqlite' ? await Promise.all(Object.values(sqliteFiles).map(inSqlite)) : [];
  return [Buffer.from(script), ...files].reduce((sum, bytes) => sum + gzipSync(bytes).length, 0) / 1e6;
}

async function serve(script: string) {
  const server = createServer(async ({ url = '' }, response) => {
    const file = sqliteFiles[url as keyof typeof sqliteFiles];
    if (file) {
      response.setHeader('content-type', file.endsWith('.wasm') ? 'application/wasm' : 'text/javascript');
      response.end(await inSqlite(file));
    } else if (url === '/worker.js') {
      response.setHeader('content-type', 'text/javascript');
      response.end(script);
    } else {
      response.statusCode = url === '/' ? 200 : 404;
      response.setHeader('content-type', 'text/html');
      response.end(`<title>Bench</title><script>${pageScript}</script>`);
    }
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { url: `http://127.0.0.1:${address.port}/`, close: () => server.close() };
}

interface InPage {
  ask(asked: unknown): Promise<{ readonly value: unknown; readonly ms: number }>;
}

/** The page's own script: asks its worker, and takes the time. */
const pageScript = `
  let worker;
  globalThis.ask = (asked) => new Promise((answered, failed) => {
    const begun = performance.now();
    worker ??= new Worker('/worker.js', { type: 'module' });
    worker.onerror = () => failed(new Error('the worker failed'));
    worker.onmessage = ({ data }) =>
      data.error ? failed(new Error(data.error)) : answered({ value: data.value, ms: performance.now() - begun });
    worker.postMessage(asked);
  });`;

/** The first answer includes the start of the page's worker. */
const ask = (page: Page, asked: Asked) => page.evaluate((given) => (globalThis as unknown as InPage).ask(given), asked);

const diskOf = (page: Page) =>
  page.evaluate(async () => ((await navigator.storage.estimate()).usage ?? Number.NaN) / 1e6);

/** A number from a file of Linux about a process or a thread. */
async function numberIn(path: string, pattern: RegExp): Promise<number> {
  const text = await readFile(path, 'utf8').catch(() => '');
  return Number(pattern.exec(text)?.[1] ?? 0);
}

/** The process of the page: the one with the most memory of its own. */
async function processOf(browser: Browser): Promise<{ readonly pid: number; readonly memory: number }> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  let most = { pid: 0, memory: 0 };
  for (const { type, id } of processInfo) {
    if (type !== 'renderer') continue;
    const memory = (await numberIn(`/proc/${id}/status`, /^RssAnon:\s+(\d+) kB/m)) / 1000;
    if (memory > most.memory) most = { pid: id, memory };
  }
  return most;
}

/** What the worker's thread took of the processor so far, in ms. The clock would tell what other processes want. */
async function processorOf(browser: Browser): Promise<number> {
  const { pid } = await processOf(browser);
  let ms = 0;
  for (const thread of await readdir(`/proc/${pid}/task`)) {
    const path = `/proc/${pid}/task/${thread}/schedstat`;
    const name = await readFile(`/proc/${pid}/task/${thread}/comm`, 'utf8').catch(() => '');
    if (name.startsWith('DedicatedWorker')) ms += (await numberIn(path, /^(\d+)/)) / 1e6;
  }
  return ms;
}

const percentile = (values: readonly number[], share: number) =>
  [...values].sort((a, b) => a - b)[Math.ceil(values.length * share) - 1] ?? Number.NaN;

/** Indexes the sample with one library, stores it, and searches in it from a fresh worker. */
export async function benchLibrary(library: LibraryName): Promise<LibraryFigures> {
  const script = await scriptOf(library);
  const server = await serve(script);
  const browser = await chromium.launch({
    executablePath: await findBrowser('chromium'),
    args: ['--no-sandbox'],
  });
  try {
    const context = await browser.newContext();
    /** In a page of its own, and so in a process without what the one before left. */
    const inPage = async <T>(work: (page: Page, memory: () => Promise<number>) => Promise<T>): Promise<T> => {
      const page = await context.newPage();
      await page.goto(server.url);
      const empty = (await processOf(browser)).memory;
      const session = await context.newCDPSession(page);
      const memory = async () => {
        // Garbage of the worker is collected, too.
        await session.send('Memory.simulatePressureNotification', { level: 'critical' });
        await setTimeout(2000);
        return (await processOf(browser)).memory - empty;
      };
      const result = await work(page, memory);
      const { pid } = await processOf(browser);
      await page.close();
      for (let tries = 0; existsSync(`/proc/${pid}`) && tries < 100; tries += 1) await setTimeout(100);
      return result;
    };
    const forSample = await inPage(async (page) => {
      await ask(page, { do: 'generate', chats: sample });
      return processorOf(browser);
    });
    const filled = await inPage(async (page, memory) => {
      const { value, ms } = await ask(page, { do: 'fill', chats, forMs: patience[library] });
      const messages = Number(value);
      const processor = (await processorOf(browser)) - (forSample * messages) / (sample * messagesPerChat);
      return { messages, ms, processor, memory: await memory(), disk: await diskOf(page) };
    });
    const mix = queries();
    const cold = await inPage(async (page) => {
      const times: number[] = [];
      for (let start = 0; start < starts && times.every((ms) => ms < 2000); start += 1) {
        times.push((await ask(page, { do: 'search', text: mix[0]?.text ?? '' })).ms);
        await page.goto(server.url);
      }
      return Math.min(...times);
    });
    const found = new Map<string, number>();
    const searched = await inPage(async (page, memory) => {
      const fastest: number[] = [];
      for (const { kind, text } of mix) {
        const times: number[] = [];
        for (let round = 0; round < rounds; round += 1) {
          const { value, ms } = await ask(page, { do: 'search', text });
          times.push(ms);
          found.set(kind, Math.max(found.get(kind) ?? 0, Number(value)));
        }
        fastest.push(Math.min(...times));
      }
      return { fastest, memory: await memory() };
    });
    return {
      library,
      messages: filled.messages,
      perSecond: Math.round(filled.messages / (filled.processor / 1000)),
      perSecondByClock: Math.round(filled.messages / (filled.ms / 1000)),
      query: Math.round(percentile(searched.fastest, 0.95)),
      cold: Math.round(cold),
      memory: Math.round(Math.max(filled.memory, searched.memory)),
      disk: Math.round(filled.disk),
      gzip: Math.round((await gzipOf(library, script)) * 100) / 100,
      missed: [...found].flatMap(([kind, most]) => (most === 0 ? kind : [])).join(', '),
    };
  } finally {
    await browser.close();
    server.close();
  }
}
