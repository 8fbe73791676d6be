import { type ArchiveProgress, appIds, type ChatItem, type Found, type Transcript } from '@/lib/model';
import { expect, type Tab, until } from '../e2e/harness';
import { askBackground } from '../e2e/harness/background';
import { connectAsAPerson } from '../e2e/harness/flows';
import * as anythingllm from './anythingllm';
import { say, test } from './both';
import { readInstances } from './instances';
import * as librechat from './librechat';

const instances = readInstances();
const patient = { timeoutMs: 150 * 60_000 };

/** How long the app's own page waits for its list, in ms: the median of a few. */
const listTime = (page: Tab): Promise<number> =>
  page.evaluate(async () => {
    const times: number[] = [];
    for (let at = 0; at < 15; at++) {
      const began = performance.now();
      await (await fetch('/api/config')).text();
      times.push(performance.now() - began);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    return times.toSorted((a, b) => a - b)[7] ?? 0;
  });

async function progressOf(view: Tab): Promise<ArchiveProgress | null> {
  const { archive } = await askBackground(view, { type: 'heartbeat', input: true });
  return archive.librechat;
}

/** A long word of a message, and its chat. */
function wordIn({ messages, chat }: Transcript): { readonly word: string; readonly chat: ChatItem } | null {
  const words = messages.flatMap(({ text }) => text.match(/[a-z]{6,20}/gi) ?? []);
  const word = words.at(-1);
  return word ? { word, chat } : null;
}

test('when archives are switched on, then all chats are copied, and their words found', async ({
  harness,
  servers,
}) => {
  test.setTimeout(1.2 * patient.timeoutMs);
  const { anythingllm: brain, librechat: chat } = instances;
  if (brain) await anythingllm.signIn(harness, brain);
  const page = chat && (await librechat.signIn(harness, chat));
  const before = { chat: await servers.librechat?.read(), brain: await servers.anythingllm?.read() };
  await connectAsAPerson(harness, { ...(brain && { anythingllm: brain }), ...(chat && { librechat: chat }) });
  const panel = await harness.openExtensionPage('panel.html', { width: 1280, height: 900 });
  const idle = page ? await listTime(page) : 0;
  const began = Date.now();
  for (const app of ['anythingllm', 'librechat'] as const)
    if (instances[app]) await askBackground(panel, { type: 'archive', app, choice: 'on' });
  let ratio = 0;
  await until(
    'all chats to be copied',
    async () => {
      const { archive } = await askBackground(panel, { type: 'heartbeat', input: true });
      const { held = 0, listed = 0, state } = archive.librechat ?? {};
      if (page && ratio === 0 && state === 'reading' && held > 20) ratio = (await listTime(page)) / idle;
      const isOver = appIds.every((app) => archive[app] === null || archive[app].state === 'complete');
      return isOver ? { value: true } : { problem: `${state}: ${held} of ${listed}` };
    },
    patient,
  );
  const held = (await progressOf(panel))?.held ?? 0;
  say(`copied ${held} chats of LibreChat in ${Math.round((Date.now() - began) / 1000)} s`);
  if (ratio > 0) say(`LibreChat’s page meanwhile waited ${ratio.toFixed(2)} times as long as before`);

  const ids = before.chat?.conversations.map(([id]) => id) ?? [];
  if ((before.chat?.pages ?? 0) <= 2) expect(held).toBe(ids.length);
  for (const id of ids.slice(0, 3)) {
    const item: ChatItem = { kind: 'conversation', id };
    const transcript = await askBackground(panel, { type: 'transcript', chat: item });
    const wanted = transcript && wordIn(transcript);
    if (!wanted) continue;
    const asked = Date.now();
    const found: Found = await askBackground(panel, { type: 'search-inside', query: wanted.word });
    say(
      `found a word of ${transcript?.messages.length} messages after ${Date.now() - asked} ms: ${found.hits.length} hits`,
    );
    expect(found.hits.length).toBeGreaterThan(0);
    for (const { snippet } of found.hits) expect(snippet.marks.length).toBeGreaterThan(0);
  }
  expect({ chat: await servers.librechat?.read(), brain: await servers.anythingllm?.read() }).toEqual(before);
});
