import { type AppId, appIds } from '@/lib/model';
import { test as base, expect, type Harness, type Tab, until } from '../e2e/harness';
import { askBackground } from '../e2e/harness/background';
import * as anythingllm from './anythingllm';
import { type Front, startFront } from './front';
import { readInstances } from './instances';
import * as librechat from './librechat';
import { type PageStorage, putPageBack, readPage, untilLetGo } from './page-storage';

/** Long enough for a server far away and a busy machine. */
export const slow = { timeoutMs: 120_000 };

/** For the person who runs this: what was left out, and why. */
export const say = (text: string) => console.log(`    ${text}`);

/** The given instances' own servers. */
export interface Servers {
  readonly anythingllm: anythingllm.AnythingLlmServer | undefined;
  readonly librechat: librechat.LibreChatServer | undefined;
}

/** Tests that ask the servers themselves, as the same person as in the browser. */
export const test = base.extend<object, { servers: Servers }>({
  servers: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from this pattern what a fixture needs.
    async ({}, use) => {
      const { anythingllm: brain, librechat: chat } = readInstances();
      const servers = {
        anythingllm: brain && new anythingllm.AnythingLlmServer(brain.url, brain.person),
        librechat: chat && new librechat.LibreChatServer(chat.url, chat.person),
      };
      await use(servers);
      await servers.librechat?.signOut();
    },
    { scope: 'worker' },
  ],
});

/** What both apps hold: their servers, as they themselves say, and their open pages. */
export interface Held {
  readonly anythingllm: anythingllm.AnythingLlmState;
  readonly librechat: librechat.LibreChatState;
  readonly pages: Readonly<Record<AppId, PageStorage>>;
}

interface Side<T> {
  readonly tab: Tab;
  /** Where the browser finds it. */
  readonly url: string;
  readonly server: T;
}

/** Both apps, signed in on their own pages, which stay open. */
export interface Both {
  readonly brain: Side<anythingllm.AnythingLlmServer>;
  readonly chat: Side<librechat.LibreChatServer>;
  /** What they held before anything was done. */
  readonly before: Held;
  held(): Promise<Held>;
}

async function signInToBoth(harness: Harness, servers: Servers, urls: Readonly<Record<AppId, string>>): Promise<Both> {
  const instances = readInstances();
  if (!instances.anythingllm || !instances.librechat || !servers.anythingllm || !servers.librechat)
    throw new Error('This part needs both apps.');
  const brain = {
    url: urls.anythingllm,
    server: servers.anythingllm,
    tab: await anythingllm.signIn(harness, { ...instances.anythingllm, url: urls.anythingllm }),
  };
  const chat = {
    url: urls.librechat,
    server: servers.librechat,
    tab: await librechat.signIn(harness, { ...instances.librechat, url: urls.librechat }),
  };
  const held = async (): Promise<Held> => ({
    anythingllm: await brain.server.read(),
    librechat: await chat.server.read(),
    pages: {
      anythingllm: await readPage(brain.tab, 'anythingllm'),
      librechat: await readPage(chat.tab, 'librechat'),
    },
  });
  return { brain, chat, held, before: await untilSettled(held) };
}

/** Both pages write some settings by themselves while they start. */
async function untilSettled(held: () => Promise<Held>): Promise<Held> {
  let last = '';
  return until(
    'both pages to have started',
    async () => {
      const now = await held();
      const [text, former] = [JSON.stringify(now), last];
      last = text;
      return text === former ? { value: now } : { problem: 'they still write settings' };
    },
    { ...slow, everyMs: 1_500 },
  );
}

/**
 * What is compared: everything but one time stamp. Another default preset takes that mark from the former one and gives it
 * back, which LibreChat counts as changes of that preset.
 */
export function comparable({ librechat: chat, ...held }: Held) {
  const presets = chat.presets.map(({ updatedAt, ...preset }) =>
    preset.defaultPreset ? preset : { ...preset, updatedAt },
  );
  return { ...held, librechat: { ...chat, presets } };
}

/** What of that is no part of a page. */
export function onServers(held: Held) {
  const { pages, ...rest } = comparable(held);
  return rest;
}

/** Disconnects Tandem as its own view does, and waits until both pages are left alone. */
async function endTandem(harness: Harness, { brain, chat }: Both): Promise<void> {
  const view = await harness.openExtensionPage('panel.html');
  for (const app of appIds) await askBackground(view, { type: 'disconnect', app });
  await untilLetGo(brain.tab, 'anythingllm', slow);
  await untilLetGo(chat.tab, 'librechat', slow);
}

/** Everything as it was, one after the other whatever happens in between. @returns What went wrong. */
async function putAllBack(harness: Harness, both: Both): Promise<readonly string[]> {
  const { brain, chat, before } = both;
  const problems: string[] = [];
  const steps = [
    () => endTandem(harness, both),
    () => brain.server.putBack(before.anythingllm),
    () => chat.server.putBack(before.librechat),
    () => putPageBack(brain.tab, 'anythingllm', before.pages.anythingllm),
    () => putPageBack(chat.tab, 'librechat', before.pages.librechat),
  ];
  for (const step of steps) await step().catch((error: unknown) => problems.push(String(error)));
  return problems;
}

/** Hands both apps to a test, and puts back and compares what they held before, however the test ends. */
async function lend(harness: Harness, both: Both, use: (both: Both) => Promise<void>): Promise<void> {
  await use(both);
  const problems = await putAllBack(harness, both);
  expect(comparable(await both.held()), 'what both apps hold afterwards').toEqual(comparable(both.before));
  expect(problems).toEqual([]);
}

const givenUrls = (): Readonly<Record<AppId, string>> => {
  const { anythingllm: brain, librechat: chat } = readInstances();
  return { anythingllm: brain?.url ?? '', librechat: chat?.url ?? '' };
};

/**
 * A test with both apps. However it ends, also by its time limit, both are put back and compared with what they held before:
 * the end of a fixture has a time of its own.
 */
export const testBoth = test.extend<{ both: Both }>({
  both: async ({ harness, servers }, use) => {
    await lend(harness, await signInToBoth(harness, servers, givenUrls()), use);
  },
});

/** The same with something in front of each app, where its way is cut off. The apps themselves notice nothing. */
export const testCutOff = test.extend<{ fronts: Readonly<Record<AppId, Front>>; both: Both }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from this pattern what a fixture needs.
  fronts: async ({}, use) => {
    const urls = givenUrls();
    const fronts = { anythingllm: await startFront(urls.anythingllm), librechat: await startFront(urls.librechat) };
    await use(fronts);
    for (const front of Object.values(fronts)) await front.refuse();
  },
  both: async ({ harness, servers, fronts }, use) => {
    const urls = { anythingllm: fronts.anythingllm.url, librechat: fronts.librechat.url };
    await lend(harness, await signInToBoth(harness, servers, urls), async (both) => {
      await use(both);
      for (const front of Object.values(fronts)) await front.pass();
    });
  },
});
