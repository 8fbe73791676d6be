import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { TranscriptReader } from '@/lib/apps/adapter';
import { freshValue } from '@/lib/apps/http';
import { adapterFor } from '@/lib/apps/registry';
import { NotFoundError } from '@/lib/errors';
import { type AppId, type ChatItem, chatKey, type ListedChat, transcriptSchema } from '@/lib/model';
import { type AnythingLlmOptions, startAnythingLlm } from '@/tests/apps/anythingllm';
import { ALEX, startLibreChat } from '@/tests/apps/librechat';
import { bearer, httpFor, none, running, signal } from './kit';

const listed = (chat: ChatItem, title = 'A chat'): ListedChat => ({
  ...{ chat, title, workspace: null, endpoint: null, model: null, createdAt: null, updatedAt: null },
  archived: false,
});

function readerOf(app: AppId): TranscriptReader {
  const { transcripts } = adapterFor(app, 'stock');
  if (!transcripts) throw new Error(`no reader for ${app}`);
  return transcripts;
}

it('when an app speaks the platform contract, then nobody reads its messages', () => {
  for (const app of ['librechat', 'anythingllm'] as const) {
    expect(adapterFor(app, 'platform').transcripts).toBeUndefined();
  }
});

describe('LibreChat', () => {
  const reader = readerOf('librechat');

  async function started(conversations = 64) {
    const server = await running(startLibreChat({ sample: { conversations } }));
    const http = httpFor('librechat', server, { credentials: bearer(server.tokenFor(ALEX.email)) });
    const chatOf = (title: string): ChatItem => {
      const found = server.conversationsOf(ALEX.email).find((each) => each.title === title);
      if (!found) throw new Error(`no ${title}`);
      return { kind: 'conversation', id: found.conversationId };
    };
    const read = (chat: ChatItem, etag: string | null = null) => reader.read(http, listed(chat), { signal, etag });
    return { server, http, chatOf, read };
  }

  it('when a chat is read, then with its branches, files, thoughts and errors', async () => {
    const { chatOf, read } = await started();
    const lisbon = freshValue(await read(chatOf('Trip to Lisbon')));
    expect(transcriptSchema.parse(lisbon)).toEqual(lisbon);
    const [question, first, second, next] = lisbon.messages;
    expect([first?.parent, second?.parent, next?.parent]).toEqual([question?.id, question?.id, second?.id]);
    const letter = freshValue(await read(chatOf('Letter to the landlord')));
    expect(letter.messages[0]?.attachments).toEqual([{ name: 'Heizung defekt.pdf', type: 'application/pdf' }]);
    const monads = freshValue(await read(chatOf('Explain "monads" to a cook')));
    expect(monads.messages.map(({ thought, text }) => thought ?? text)).toEqual([
      'What is a monad?',
      'The reader cooks. Use recipes, not arrows.',
      'And if one pot burns?',
      expect.stringContaining('429 rate limit'),
    ]);
  });

  it('when nothing was edited, then a chat is unchanged, whatever its title', async () => {
    const { http, server, chatOf, read } = await started();
    const chat = chatOf('Sourdough starter');
    const answer = await read(chat);
    const etag = answer.changed ? answer.etag : null;
    const id = chat.kind === 'conversation' ? chat.id : '';
    const renaming = { arg: { conversationId: id, title: 'Bread' } };
    await http.post('api/convos/update', renaming, z.unknown(), { signal });
    expect(server.state.conversations.get(id)?.title).toBe('Bread');
    expect(await read(chat, etag)).toEqual({ changed: false });
    const message = server.state.messages.get(id)?.[0];
    server.state.messages.set(id, message ? [{ ...message, text: 'Edited' }] : []);
    expect(freshValue(await read(chat, etag)).messages.map(({ text }) => text)).toEqual(['Edited']);
  });

  it('when a chat is gone, then that is told', async () => {
    const { read } = await started();
    await expect(read({ kind: 'conversation', id: 'a/b' })).rejects.toBeInstanceOf(NotFoundError);
  });

  it('when 10,000 chats are kept, then their words take no room until they are read', async () => {
    const { server, chatOf, read } = await started(10_000);
    const title = 'Why is the build slow? #9995';
    const [question] = freshValue(await read(chatOf(title))).messages;
    expect(question?.text).toContain(title);
    expect(JSON.stringify([...server.state.conversations.values()].at(9995))).not.toContain(question?.text);
  });
});

describe('AnythingLLM', () => {
  const reader = readerOf('anythingllm');

  async function started(options: AnythingLlmOptions = {}, user?: string) {
    const server = await running(startAnythingLlm({ passwordCostMs: 0, ...options }));
    const credentials = server.mode === 'open' ? none : bearer(server.tokenFor(user));
    const http = httpFor('anythingllm', server, { credentials });
    const threadOf = (name: string): ChatItem => {
      const thread = server.state.threads.find((each) => each.name === name);
      const workspace = server.state.workspaces.find(({ id }) => id === thread?.workspace_id);
      return { kind: 'thread', workspaceSlug: workspace?.slug ?? '', slug: thread?.slug ?? '' };
    };
    const read = (chat: ChatItem, etag: string | null = null) => reader.read(http, listed(chat), { signal, etag });
    const say = (from: ChatItem, userId: number | null = null) => {
      const slug = from.kind === 'thread' ? from.workspaceSlug : from.kind === 'workspace' ? from.slug : '';
      const workspaceId = server.state.workspaces.find((each) => each.slug === slug)?.id ?? 0;
      const threadId = from.kind === 'thread' ? server.state.threads.find((each) => each.slug === from.slug)?.id : null;
      const id = Math.max(0, ...server.state.chats.map((chat) => chat.id)) + 1;
      const said = { prompt: 'more', answer: 'yes', model: 'm', attachments: [], sources: [] };
      const createdAt = '2026-11-29T08:00:00.000Z';
      server.state.chats.push({ id, workspaceId, threadId: threadId ?? null, userId, ...said, createdAt });
    };
    return { server, http, read, threadOf, say };
  }

  const research = 'research-notes-demo-data';

  it.each(['open', 'password', 'multi'] as const)('when chats are read in %s mode, then as they are', async (mode) => {
    const { read, threadOf } = await started({ mode });
    const refund = await read(threadOf('Refund case 4711'));
    const [question, answer] = freshValue(refund).messages;
    expect([question?.text, answer?.parent]).toEqual(['Status of refund case 4711?', question?.id]);
    expect(answer?.sources.map(({ title }) => title)).toEqual(['refund-policy.pdf', 'Refund FAQ']);
    expect(await read(threadOf('Refund case 4711'), refund.changed ? refund.etag : null)).toEqual({ changed: false });
    const tiles = freshValue(await read(threadOf('Tiles and budget')));
    expect(tiles.messages[0]?.attachments).toEqual([{ name: 'tiles.png', type: 'image/png' }]);
    const own = freshValue(await read({ kind: 'workspace', slug: research }));
    expect(own.messages.map(({ text }) => text)[0]).toBe('What is in my notes?');
  });

  it.each<[string, ChatItem]>([
    ['workspace', { kind: 'workspace', slug: 'nope' }],
    ['workspace of a thread', { kind: 'thread', workspaceSlug: 'nope', slug: 'nope' }],
    ['thread', { kind: 'thread', workspaceSlug: research, slug: 'nope' }],
  ])('when a %s is gone, then that is told', async (_name, chat) => {
    const { read } = await started();
    await expect(read(chat)).rejects.toBeInstanceOf(NotFoundError);
  });

  it('when there are new turns, then their chats are named, each once', async () => {
    const { http, threadOf, say, server } = await started();
    const newest = (known: { last: number; total: number } | null) => reader.newest?.(http, known, { signal });
    const before = await newest(null);
    expect(before).toEqual({ last: 6, total: 6, chats: null });
    expect(await newest(before ?? null)).toMatchObject({ chats: [] });
    const [plan, list] = [threadOf('Interview plan'), threadOf('Reading list')];
    for (const chat of [plan, list, plan, { kind: 'workspace', slug: research } as const]) say(chat);
    server.log.clear();
    const after = await newest(before ?? null);
    expect(after).toMatchObject({ last: 10, total: 10 });
    const keys = [plan, list].map(chatKey).concat(`w/${research}`);
    expect(after?.chats?.map(chatKey).sort()).toEqual(keys.sort());
    expect(server.log.all()).toHaveLength(3);
    server.state.chats = server.state.chats.filter(({ id }) => id !== 10);
    expect(await newest(after ?? null)).toEqual({ last: 9, total: 9, chats: [] });
    for (let turn = 0; turn < 60; turn += 1) say(plan);
    expect(await newest(after ?? null)).toMatchObject({ last: 69, chats: null });
  });

  it('when other people or deleted workspaces have new turns, then they are left out', async () => {
    const { http, say, server, threadOf } = await started({ mode: 'multi' }, 'alice');
    const before = (await reader.newest?.(http, null, { signal })) ?? null;
    say(threadOf('Questions of dana (Demo data)'), 3);
    say({ kind: 'workspace', slug: 'gone' }, 1);
    say(threadOf('Refund case 4711'), 1);
    const after = await reader.newest?.(http, before, { signal });
    expect(after?.chats?.map(chatKey)).toEqual([chatKey(threadOf('Refund case 4711'))]);
    expect(server.state.chats).toHaveLength((before?.total ?? 0) + 3);
  });

  it.each([
    ['mara', 'may'],
    ['dana', 'may not'],
  ])('when %s asks for new turns, then that %s be asked', async (user, expected) => {
    const { http } = await started({ mode: 'multi' }, user);
    const found = await reader.newest?.(http, null, { signal });
    expect(found === null ? 'may not' : 'may').toBe(expected);
  });
});
