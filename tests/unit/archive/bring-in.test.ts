import { expect, it } from 'vitest';
import { viewRequests } from '@/lib/background';
import type { ViewRequest } from '@/lib/messaging';
import type { AppId, BroughtIn, Transcript } from '@/lib/model';
import { records } from '@/lib/store';
import { fingerprint, toLibreChat } from '@/lib/transcripts';
import { idleOutside } from '../kit/idle-outside';
import type { World } from '../kit/world';
import { anythingLlm, libreChat } from '../sync/kit';
import { message, transcript } from '../transcripts/kit';

const at = '2026-11-29T10:00:00.000Z';

const chatOf = (title: string, more: Partial<Transcript> = {}): Transcript =>
  transcript(
    [
      message('a', null, { text: `Is this ${title}?`, at: '2025-03-01T08:00:00.000Z' }),
      message('b', 'a', { author: 'assistant', text: 'It is.', at: '2025-03-01T08:00:05.000Z' }),
      message('c', 'a', { author: 'assistant', text: 'It may be.', at: '2025-03-01T08:00:09.000Z' }),
    ],
    { title, ...more },
  );

type Order = Extract<ViewRequest, { type: 'bring-in' }>;

async function order(chat: Transcript, identity: string, run = 'first'): Promise<Order> {
  const file = toLibreChat(chat, { endpoint: 'openAI', model: 'gpt-4o' });
  const what = { kind: 'conversation', file: JSON.parse(JSON.stringify(file)) } as const;
  return { type: 'bring-in', identity, run, at, title: chat.title, said: await fingerprint(chat), what };
}

const documentOrder = (identity: string, workspaceSlug: string, run = 'first'): Order => ({
  ...{ type: 'bring-in', identity, run, at, title: 'Lisbon', said: 'a-hash' },
  what: { kind: 'document', workspaceSlug, text: '# Lisbon\n\nHello', source: 'ChatGPT' },
});

const workspaceOrder = (identity: string, run = 'first'): Order => ({
  ...{ type: 'bring-in', identity, run, at, title: 'Legal', said: 'its-settings' },
  what: { kind: 'workspace', settings: { openAiTemp: 0.2, openAiPrompt: 'Be exact.' } },
});

/** Sends what the page of the archive sends. */
const asked = (world: World, request: ViewRequest) =>
  viewRequests(world.engine, idleOutside)(request, { kind: 'view' });
const broughtIn = (world: World) => asked(world, { type: 'brought-in' }) as Promise<(BroughtIn & { app: AppId })[]>;

const takeBack = async (world: World, identity: string, changed: 'keep' | 'delete' = 'keep') => {
  const replies = [];
  for (const { app, id } of await broughtIn(world))
    replies.push(await asked(world, { type: 'take-back', app, identity, id, changed }));
  return replies;
};

async function withLibreChat(version: '0.8.7' | '0.8.8' = '0.8.7') {
  const kit = await libreChat({ version });
  const identity = (await kit.status()).identity ?? '';
  const ids = () => kit.app.conversationsOf('alex@example.com').map(({ conversationId }) => conversationId);
  const before = ids();
  return { ...kit, identity, ids, before, added: () => ids().filter((id) => !before.includes(id)) };
}

async function withAnythingLlm() {
  const kit = await anythingLlm();
  const identity = (await kit.status()).identity ?? '';
  const there = () => ({
    workspaces: kit.app.state.workspaces.map(({ slug }) => slug),
    documents: kit.app.state.documents.map(({ docpath }) => docpath),
    files: kit.app.state.files.length,
  });
  return { ...kit, identity, there, before: there() };
}

it.each(['0.8.7', '0.8.8'] as const)(
  'when a chat is brought into LibreChat %s, then once, and taken back alone',
  async (version) => {
    const { world, app, identity, added } = await withLibreChat(version);
    const chat = await order(chatOf('Trip'), identity);
    expect(await asked(world, chat)).toEqual({ kind: 'made' });
    expect(await asked(world, chat)).toEqual({ kind: 'made' });
    expect(await asked(world, await order(chatOf('Trip'), identity, 'second'))).toEqual({ kind: 'there' });
    const [id = ''] = added();
    expect(added()).toHaveLength(1);
    expect(app.state.messages.get(id)?.map(({ text }) => text)).toEqual(['Is this Trip?', 'It is.', 'It may be.']);
    expect(await broughtIn(world)).toMatchObject([{ app: 'librechat', run: 'first', title: 'Trip', made: { id } }]);
    expect(await takeBack(world, identity)).toEqual([{ kind: 'gone' }]);
    expect([added(), await broughtIn(world)]).toEqual([[], []]);
    expect(app.log.matching({ method: 'DELETE' })).toHaveLength(1);
  },
);

it('when the app lost a chat that was brought in, then it is brought in again', async () => {
  const { world, app, identity, added } = await withLibreChat();
  await asked(world, await order(chatOf('Trip'), identity));
  app.state.conversations.delete(added()[0] ?? '');
  expect(await asked(world, await order(chatOf('Trip'), identity, 'second'))).toEqual({ kind: 'made' });
  expect(added()).toHaveLength(1);
  expect(await broughtIn(world)).toMatchObject([{ run: 'second' }]);
});

it('when the worker is killed during an import, then the chat is found, not doubled', async () => {
  const { world, app, identity, added } = await withLibreChat();
  const chat = await order(chatOf('Trip'), identity);
  app.faults.add({ path: '/api/convos/import', times: 1, action: { cut: 'mid-body' } });
  expect(await asked(world, chat)).toMatchObject({ kind: 'stopped', problem: { code: 'unreachable' } });
  expect(await broughtIn(world)).toMatchObject([{ made: { id: null } }]);
  world.killWorker();
  await world.look(60_000);
  // Its page was closed, too: the file is opened anew.
  expect(await asked(world, { ...chat, run: 'second' })).toEqual({ kind: 'made' });
  expect(added()).toHaveLength(1);
  expect(app.log.matching({ path: '/api/convos/import' })).toHaveLength(1);
  expect(await broughtIn(world)).toMatchObject([{ run: 'second', made: { id: added()[0] } }]);
});

it('when nobody learnt whether a chat was made, then taking back finds it', async () => {
  const { world, app, identity, added } = await withLibreChat();
  app.faults.add({ path: '/api/convos/import', times: 1, action: { cut: 'mid-body' } });
  await asked(world, await order(chatOf('Trip'), identity));
  expect(added()).toHaveLength(1);
  await world.look(60_000);
  expect(await takeBack(world, identity)).toEqual([{ kind: 'gone' }]);
  expect([added(), await broughtIn(world)]).toEqual([[], []]);
});

it('when LibreChat took 50 chats, then the wait is told and nothing is recorded', async () => {
  const { world, app, identity, added } = await withLibreChat();
  app.state.imports.set(app.user('alex@example.com')._id, Array(50).fill(Date.now() - 60_000));
  const reply = await asked(world, await order(chatOf('Trip'), identity));
  expect(reply).toEqual({ kind: 'wait', ms: expect.any(Number) });
  expect((reply as { ms: number }).ms).toBeGreaterThan(13 * 60_000);
  expect([added(), await broughtIn(world)]).toEqual([[], []]);
  // Only imports have to wait.
  expect((await world.engine.memory.get((await world.engine.connections())[0]?.id ?? '', 'poll'))?.failures).toBe(0);
  app.state.imports.clear();
  expect(await asked(world, await order(chatOf('Trip'), identity))).toEqual({ kind: 'made' });
});

it('when LibreChat refuses a chat, then nothing is left of it', async () => {
  const { world, identity, added } = await withLibreChat();
  const chat = await order(chatOf('Trip'), identity);
  const bad = structuredClone(chat);
  if (bad.what.kind === 'conversation') Object.assign(bad.what.file.messages[2] ?? {}, { createdAt: 'nonsense' });
  expect(await asked(world, bad)).toEqual({ kind: 'refused', why: 'not-taken' });
  expect([added(), await broughtIn(world)]).toEqual([[], []]);
});

it('when an empty leftover could not be removed, then the next call removes it', async () => {
  const { world, app, identity, added } = await withLibreChat();
  const chat = await order(chatOf('Trip'), identity);
  const bad = structuredClone(chat);
  if (bad.what.kind === 'conversation') Object.assign(bad.what.file.messages[2] ?? {}, { createdAt: 'nonsense' });
  app.faults.add({ method: 'DELETE', times: 1, action: { cut: 'before-headers' } });
  expect(await asked(world, bad)).toMatchObject({ kind: 'stopped' });
  expect(added()).toHaveLength(1);
  world.killWorker();
  await world.look(60_000);
  expect(await asked(world, chat)).toEqual({ kind: 'made' });
  expect(added().map((id) => app.state.messages.get(id)?.length)).toEqual([3]);
});

it('when a chat was changed since, then it is taken back only if that is said', async () => {
  const { world, app, identity, added } = await withLibreChat();
  await asked(world, await order(chatOf('Trip'), identity));
  const [id = ''] = added();
  const [first, ...others] = app.state.messages.get(id) ?? [];
  if (!first) throw new Error('nothing was brought in');
  app.state.messages.set(id, [{ ...first, text: 'Other words' }, ...others]);
  expect(await takeBack(world, identity)).toEqual([{ kind: 'changed' }]);
  expect(added()).toEqual([id]);
  expect(await takeBack(world, identity, 'delete')).toEqual([{ kind: 'gone' }]);
  expect([added(), await broughtIn(world)]).toEqual([[], []]);
});

it('when another person is signed in than the one shown, then nothing is asked', async () => {
  const { world, app, identity, added } = await withLibreChat();
  app.log.clear();
  expect(await asked(world, await order(chatOf('Trip'), 'somebody-else'))).toEqual({ kind: 'stopped', problem: null });
  expect([added(), app.log.matching({ path: /./ })]).toEqual([[], []]);
  expect(identity).not.toBe('');
});

it('when the page inside an app’s page asks, then that is refused', async () => {
  const { world, identity, added } = await withLibreChat();
  await world.engine.memory.setClaim(7, 'document');
  const panel = { kind: 'framed-view', tabId: 7, documentId: 'document' } as const;
  const send = viewRequests(world.engine, idleOutside);
  await expect(send(await order(chatOf('Trip'), identity), panel)).rejects.toThrow(TypeError);
  const back = { type: 'take-back', app: 'librechat', identity, id: 'x', changed: 'delete' } as const;
  await expect(send(back, panel)).rejects.toThrow(TypeError);
  expect(added()).toEqual([]);
});

it('when the disk is full, then nothing is made that could not be taken back', async () => {
  const { world, identity, added } = await withLibreChat();
  world.local.failure = new Error('the disk is full');
  expect(await asked(world, await order(chatOf('Trip'), identity))).toMatchObject({
    kind: 'stopped',
    problem: { code: 'storage-full' },
  });
  expect(added()).toEqual([]);
});

it('when the person signs out, then what was brought in is not remembered', async () => {
  const { world, app, identity, asked: page, connection } = await withLibreChat();
  await asked(world, await order(chatOf('Trip'), identity));
  app.revokeSessions('alex@example.com');
  await page('POST', 'api/auth/logout');
  await expect.poll(() => world.engine.store.read(records.broughtIn(connection.id, identity))).toBeNull();
});

it('when a chat becomes a document, then once per workspace, and taken back alone', async () => {
  const { world, first, identity, there, before } = await withAnythingLlm();
  expect(await asked(world, documentOrder(identity, first.slug))).toEqual({ kind: 'made' });
  expect(await asked(world, documentOrder(identity, first.slug, 'second'))).toEqual({ kind: 'there' });
  expect(there().documents).toHaveLength(before.documents.length + 1);
  expect(await takeBack(world, identity)).toEqual([{ kind: 'gone' }]);
  expect([there(), await broughtIn(world)]).toEqual([before, []]);
});

it('when AnythingLLM takes no document, then nothing is left of it', async () => {
  const { world, app, first, identity, there, before } = await withAnythingLlm();
  expect(await asked(world, documentOrder(identity, 'gone'))).toEqual({ kind: 'refused', why: 'no-workspace' });
  app.state.collectorUp = false;
  const refused = { kind: 'refused', why: 'no-processor' };
  expect(await asked(world, documentOrder(identity, first.slug))).toEqual(refused);
  expect([there(), await broughtIn(world)]).toEqual([before, []]);
});

it('when a workspace is brought in, then with its settings, and taken back alone', async () => {
  const { world, app, identity, there, before } = await withAnythingLlm();
  app.faults.add({ path: '/api/workspace/new', times: 1, action: { cut: 'mid-body' } });
  expect(await asked(world, workspaceOrder(identity))).toMatchObject({ kind: 'stopped' });
  world.killWorker();
  await world.look(60_000);
  expect(await asked(world, workspaceOrder(identity))).toEqual({ kind: 'made' });
  expect(await asked(world, workspaceOrder(identity, 'second'))).toEqual({ kind: 'there' });
  expect(there().workspaces).toHaveLength(before.workspaces.length + 1);
  const made = app.state.workspaces.find(({ name }) => name === 'Legal');
  expect(made).toMatchObject({ openAiTemp: 0.2, openAiPrompt: 'Be exact.' });
  // Somebody uses it by now.
  await asked(world, documentOrder(identity, made?.slug ?? ''));
  const [workspace] = (await broughtIn(world)).filter((one) => one.made.kind === 'workspace');
  const one = { type: 'take-back', app: 'anythingllm', identity, id: workspace?.id ?? '', changed: 'keep' } as const;
  expect(await asked(world, one)).toEqual({ kind: 'changed' });
  expect(await asked(world, { ...one, changed: 'delete' })).toEqual({ kind: 'gone' });
  // Its document outlives it.
  expect(await takeBack(world, identity)).toEqual([{ kind: 'gone' }]);
  expect([there(), await broughtIn(world)]).toEqual([before, []]);
});
