import { expect, it } from 'vitest';
import { type AppId, chatKey } from '@/lib/model';
import type { World } from '../kit/world';
import { anythingLlm, libreChat } from '../sync/kit';

/** Waits until nothing is left to be archived. */
const complete = (world: World, app: AppId) =>
  expect.poll(async () => (await world.engine.viewStatus()).archive[app]?.state).toBe('complete');

/** What is archived for the present identity: the texts by chat. */
async function archived(world: World, app: AppId): Promise<Record<string, readonly string[]>> {
  const connection = (await world.engine.connections()).find((one) => one.app === app);
  const owner = connection && (await world.engine.archive.owner(connection));
  if (!owner) return {};
  const all = (await world.archive.heads(owner)).map(async ({ chat }) => {
    const transcript = await world.archive.transcript(owner, chatKey(chat));
    return [chatKey(chat), transcript?.messages.map(({ text }) => text) ?? []] as const;
  });
  return Object.fromEntries(await Promise.all(all));
}

/** Everything that is stored, whoever it belongs to. */
const storedKeys = async (world: World) => (await world.archive.changesAfter(0, 10_000)).filter(({ key }) => key);

it('when LibreChat’s archive is on, then all chats are copied, and off deletes them', async () => {
  const { world, app } = await libreChat();
  expect(await storedKeys(world)).toEqual([]);
  await world.engine.setArchive('librechat', 'on');
  await complete(world, 'librechat');
  const listed = app.conversationsOf('alex@example.com').filter(({ expiredAt }) => !expiredAt);
  const expected = listed.map(({ conversationId }) => {
    const messages = app.state.messages.get(conversationId) ?? [];
    return [`c/${conversationId}`, messages.length];
  });
  const held = Object.entries(await archived(world, 'librechat')).map(([key, texts]) => [key, texts.length]);
  expect(Object.fromEntries(held)).toEqual(Object.fromEntries(expected));
  expect(held.some(([, amount]) => Number(amount) > 2)).toBe(true);
  await world.engine.setArchive('librechat', 'off');
  await expect.poll(() => storedKeys(world)).toEqual([]);
});

it('when nothing is new, then further polls ask LibreChat for no messages', async () => {
  const { world, app } = await libreChat();
  await world.engine.setArchive('librechat', 'on');
  await complete(world, 'librechat');
  app.log.clear();
  await world.look(60_000);
  await complete(world, 'librechat');
  expect(app.log.matching({ path: /^\/api\/messages\// })).toEqual([]);
});

it('when a page edits a message, then the archive has the new words at once', async () => {
  const { world, app, asked } = await libreChat();
  await world.engine.setArchive('librechat', 'on');
  await complete(world, 'librechat');
  const { conversationId: id } =
    app
      .conversationsOf('alex@example.com')
      .find((one) => (app.state.messages.get(one.conversationId) ?? []).length > 0) ?? {};
  const [first, ...others] = app.state.messages.get(id ?? '') ?? [];
  if (!id || !first) throw new Error('the sample has no messages');
  const { content: _parts, ...edited } = { ...first, text: 'Edited words' };
  app.state.messages.set(id, [edited, ...others]);
  await asked('PUT', `api/messages/${id}/${first.messageId}`);
  await expect.poll(async () => (await archived(world, 'librechat'))[`c/${id}`]).toContain('Edited words');
});

it('when the worker is killed, then the next one goes on without asking twice', async () => {
  const { world, app } = await libreChat();
  await world.engine.setArchive('librechat', 'on');
  await expect.poll(async () => Object.keys(await archived(world, 'librechat')).length).toBeGreaterThan(3);
  world.killWorker();
  const before = Object.keys(await archived(world, 'librechat'));
  app.log.clear();
  await world.look(60_000);
  await complete(world, 'librechat');
  const asked = app.log.matching({ path: /^\/api\/messages\// }).map(({ path }) => `c/${path.split('/').at(-1)}`);
  // The killed worker may have had one answer on its way.
  expect(before.filter((key) => asked.includes(key)).length).toBeLessThanOrEqual(1);
});

it('when the user signs out, then their chats leave this computer', async () => {
  const { world, app, asked } = await libreChat();
  await world.engine.setArchive('librechat', 'on');
  await complete(world, 'librechat');
  app.revokeSessions('alex@example.com');
  await asked('POST', 'api/auth/logout');
  await expect.poll(() => storedKeys(world)).toEqual([]);
});

it.each(['open', 'password', 'multi'] as const)(
  'when AnythingLLM’s mode is %s, then chats of workspaces and threads are copied',
  async (mode) => {
    const { world, app } = await anythingLlm({ mode });
    await world.engine.setArchive('anythingllm', 'on');
    await complete(world, 'anythingllm');
    const held = await archived(world, 'anythingllm');
    const words = Object.values(held).flat();
    const mine = app.state.chats.filter(({ isHidden, prompt }) => !isHidden && words.includes(prompt));
    expect(mine.length).toBeGreaterThan(3);
    for (const { answer } of mine) expect(words).toContain(answer);
    expect(Object.keys(held).some((key) => key.startsWith('t/'))).toBe(true);
  },
);

it('when it is paused, then nothing more is read, and it goes on where it was', async () => {
  const { world, app } = await libreChat();
  await world.engine.setArchive('librechat', 'on');
  await expect.poll(async () => Object.keys(await archived(world, 'librechat')).length).toBeGreaterThan(3);
  await world.engine.setArchive('librechat', 'paused');
  await expect.poll(async () => (await world.engine.viewStatus()).archive.librechat?.state).toBe('paused');
  const held = async () => Object.keys(await archived(world, 'librechat')).length;
  const atPause = await held();
  await world.look(60_000);
  expect((await held()) - atPause).toBeLessThanOrEqual(1);
  expect(await held()).toBeLessThan(app.conversationsOf('alex@example.com').length);
  await world.engine.setArchive('librechat', 'on');
  await complete(world, 'librechat');
});

it('when a workspace is copied, then so are its settings and document names', async () => {
  const { world, app, first } = await anythingLlm();
  Object.assign(first, { openAiPrompt: 'Answer briefly', topN: 6 });
  const metadata = JSON.stringify({ title: 'Report.pdf', chunkSource: '' });
  const row = { id: 900, docId: 'd', docpath: 'custom-documents/x.json', filename: 'x.json', workspaceId: first.id };
  app.state.documents.push({ ...row, metadata, pinned: false, watched: false, createdAt: '', lastUpdatedAt: '' });
  await world.engine.setArchive('anythingllm', 'on');
  await complete(world, 'anythingllm');
  const transcript = await world.engine.archivedTranscript({ kind: 'workspace', slug: first.slug });
  expect(transcript?.rest).toMatchObject({ openAiPrompt: 'Answer briefly', topN: 6, chatMode: first.chatMode });
  expect(transcript?.rest.documents).toContain('Report.pdf');
});

it('when nobody was asked about a copy, then the archive is never opened', async () => {
  const { world } = await libreChat();
  await world.look(60_000);
  expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain(world.archiveName);
  await world.engine.setArchive('librechat', 'on');
  await complete(world, 'librechat');
  expect((await indexedDB.databases()).map(({ name }) => name)).toContain(world.archiveName);
});
