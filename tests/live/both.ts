import { expect, type Harness, type Tab, test, until } from '../e2e/harness';
import * as anythingllm from './anythingllm';
import { readInstances } from './instances';
import * as librechat from './librechat';
import { type PageStorage, putPageBack, readPage, untilLetGo } from './page-storage';

/** Long enough for a server far away and a busy machine. */
export const slow = { timeoutMs: 120_000 };

/** What both apps hold: their servers, as they themselves say, and their open pages. */
export interface Held {
  readonly anythingllm: anythingllm.AnythingLlmState;
  readonly librechat: librechat.LibreChatState;
  readonly pages: { readonly anythingllm: PageStorage; readonly librechat: PageStorage };
}

/** Both apps, signed in on their own pages, which stay open. */
export interface Both {
  readonly brain: { readonly tab: Tab; readonly url: string };
  readonly chat: { readonly tab: Tab; readonly url: string };
  /** What they held before anything was done. */
  readonly before: Held;
  held(): Promise<Held>;
}

async function signInToBoth(harness: Harness): Promise<Both> {
  const instances = readInstances();
  if (!instances.anythingllm || !instances.librechat) throw new Error('The writing part needs both apps.');
  const brain = { url: instances.anythingllm.url, tab: await anythingllm.signIn(harness, instances.anythingllm) };
  const chat = { url: instances.librechat.url, tab: await librechat.signIn(harness, instances.librechat) };
  const held = async (): Promise<Held> => ({
    anythingllm: await anythingllm.read(brain.tab, brain.url),
    librechat: await librechat.read(chat.tab, chat.url),
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
export function servers(held: Held) {
  const { anythingllm: brain, librechat: chat } = comparable(held);
  return { anythingllm: { ...brain, theme: null }, librechat: { ...chat, theme: null } };
}

/** Disconnects Tandem as its own view does, and waits until both pages are left alone. */
async function endTandem(harness: Harness, { brain, chat }: Both): Promise<void> {
  const view = await harness.openExtensionPage('panel.html');
  await view.evaluate(async () => {
    type Runtime = { sendMessage(message: unknown): Promise<unknown> };
    const { browser, chrome } = globalThis as unknown as Record<string, { runtime: Runtime } | undefined>;
    for (const app of ['anythingllm', 'librechat'])
      await (browser ?? chrome)?.runtime.sendMessage({ type: 'disconnect', app });
  });
  await untilLetGo(brain.tab, 'anythingllm', slow);
  await untilLetGo(chat.tab, 'librechat', slow);
}

/** Everything as it was, one after the other whatever happens in between. @returns What went wrong. */
async function putAllBack(harness: Harness, both: Both): Promise<readonly string[]> {
  const { brain, chat, before } = both;
  const problems: string[] = [];
  const steps = [
    () => endTandem(harness, both),
    () => anythingllm.putBack(brain.tab, brain.url, before.anythingllm),
    () => librechat.putBack(chat.tab, chat.url, before.librechat),
    () => putPageBack(brain.tab, 'anythingllm', before.pages.anythingllm),
    () => putPageBack(chat.tab, 'librechat', before.pages.librechat),
  ];
  for (const step of steps) await step().catch((error: unknown) => problems.push(String(error)));
  return problems;
}

/**
 * A test with both apps. However it ends, also by its time limit, both are put back and compared with what they held before:
 * the end of a fixture has a time of its own.
 */
export const testBoth = test.extend<{ both: Both }>({
  both: async ({ harness }, use) => {
    const both = await signInToBoth(harness);
    await use(both);
    const problems = await putAllBack(harness, both);
    expect(comparable(await both.held()), 'what both apps hold afterwards').toEqual(comparable(both.before));
    expect(problems).toEqual([]);
  },
});
