import { providerName } from '@/components/settings/providers';
import { expect, type Harness, type Tab, until } from '../e2e/harness';
import { connectAsAPerson } from '../e2e/harness/flows';
import * as anythingllm from './anythingllm';
import { type Servers, slow, test } from './both';
import { readInstances } from './instances';
import * as librechat from './librechat';
import { readPage } from './page-storage';

const instances = readInstances();

/** The apps' own pages, signed in, and what their APIs say. */
async function signInAndRead(harness: Harness, servers: Servers) {
  const { anythingllm: brain, librechat: chat } = instances;
  const pages = {
    anythingllm: brain && (await anythingllm.signIn(harness, brain)),
    librechat: chat && (await librechat.signIn(harness, chat)),
  };
  return async () => ({
    anythingllm: await servers.anythingllm?.read(),
    librechat: await servers.librechat?.read(),
    themes: {
      anythingllm: pages.anythingllm && (await readPage(pages.anythingllm, 'anythingllm')).theme,
      librechat: pages.librechat && (await readPage(pages.librechat, 'librechat'))['color-theme']?.replaceAll('"', ''),
    },
  });
}

/** "1,204 conversations" → 1204, in whatever way the browser's language writes it. */
function counted(text: string, what: string): number {
  const found = new RegExp(`([\\d.,\\s\\u00a0\\u202f’']+) ${what}s?\\b`).exec(text)?.[1] ?? '';
  return Number(found.replace(/\D/g, '') || Number.NaN);
}

/** The connect page shows the lists' sizes once everything was read. */
async function shownCounts(connectPage: Tab, enough: (workspaces: number, conversations: number) => boolean) {
  await connectPage.waitFor({ role: 'heading', name: 'Everything in one place' }, slow);
  await until(
    'Tandem to count what the apps themselves count',
    async () => {
      const text = await connectPage.text('main');
      // Archived ones are among them.
      const counts = [counted(text, 'workspace'), counted(text, 'conversation')] as const;
      return enough(...counts) ? { value: counts } : { problem: `it says ${counts.join(' and ')}` };
    },
    slow,
  );
}

/** The first title that names one item alone and can be typed. */
function uniqueTitle<T>(items: readonly T[], titleOf: (item: T) => string): T | undefined {
  const titles = items.map((item) => titleOf(item).trim().toLowerCase());
  return items.find((_, at) => {
    const title = titles[at] ?? '';
    return /^[\p{L}\p{N} ]{4,60}$/u.test(title) && titles.filter((other) => other.includes(title)).length === 1;
  });
}

/** Searches for a title in the panel and opens the hit. */
async function open(harness: Harness, panel: Tab, title: string, path: string): Promise<void> {
  await panel.bringToFront();
  await panel.fill({ role: 'combobox', name: /^Search/ }, title);
  await panel.click({ css: `a.result[href$="${path}"]` }, slow);
  const opened = await harness.waitForTab(path, slow);
  // A LibreChat page that is closed while it renews its session takes the person's cookie along.
  await opened.waitForText(title, slow);
  await opened.close();
}

const themes: Readonly<Record<string, string>> = { light: 'Light', dark: 'Dark', system: 'As the system' };

test('when both apps are read, then all is shown and opens, and nothing changes', async ({ harness, servers }) => {
  const held = await signInAndRead(harness, servers);
  const before = await held();

  const connectPage = await connectAsAPerson(harness, {
    ...(instances.anythingllm && { anythingllm: instances.anythingllm }),
    ...(instances.librechat && { librechat: instances.librechat }),
  });
  const workspaceCount = before.anythingllm?.workspaces.length ?? 0;
  const conversationCount = before.librechat?.conversations.length ?? 0;
  const isWhole = (before.librechat?.pages ?? 0) <= 2;
  await shownCounts(
    connectPage,
    (workspaces, conversations) =>
      workspaces === workspaceCount &&
      (isWhole ? conversations === conversationCount : conversations >= conversationCount),
  );

  const panel = await harness.openExtensionPage('panel.html', { width: 1280, height: 900 });
  const { person, mode } = before.anythingllm ?? {};
  if (mode === 'open') await panel.waitForText('Open to everyone: no sign-in needed.', slow);
  if (mode === 'password') await panel.waitForText('Signed in.', slow);
  if (person) await panel.waitForText(`Signed in as ${person}.`, slow);
  if (before.librechat) await panel.waitForText(`Signed in as ${before.librechat.person}.`, slow);

  const rows = await panel.texts('table.settings tbody tr');
  const row = (name: string) => rows.find((text) => text.startsWith(name)) ?? '';
  const provider = before.anythingllm && anythingllm.systemModel(before.anythingllm).provider;
  if (provider) expect(row('Model')).toContain(providerName(provider));
  for (const theme of Object.values(before.themes)) if (theme) expect(row('Theme')).toContain(themes[theme] ?? theme);

  const workspace = uniqueTitle(before.anythingllm?.workspaces ?? [], ({ name }) => name);
  if (workspace) await open(harness, panel, workspace.name, `workspace/${workspace.slug}`);
  const conversation = uniqueTitle(before.librechat?.conversations ?? [], ([, title]) => title);
  if (conversation) await open(harness, panel, conversation[1], `c/${conversation[0]}`);

  expect(await held()).toEqual(before);
});
