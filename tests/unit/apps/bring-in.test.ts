import { describe, expect, it } from 'vitest';
import * as anythingLlm from '@/lib/apps/anythingllm/bring-in';
import { findDocument, removeDocument, saveDocument } from '@/lib/apps/anythingllm/documents';
import { attachText, deleteThread, nameThread, newThread } from '@/lib/apps/anythingllm/threads';
import { bringIn, deleteConversation, importedSince, importPlace } from '@/lib/apps/librechat/bring-in';
import { NotFoundError, RoleRefusedError } from '@/lib/errors';
import { type AnythingLlmOptions, startAnythingLlm } from '@/tests/apps/anythingllm';
import { ALEX, type LibreChatOptions, startLibreChat } from '@/tests/apps/librechat';
import { bearer, httpFor, none, running, signal } from './kit';

const options = { signal };

describe('LibreChat', () => {
  const root = '00000000-0000-0000-0000-000000000000';
  const at = '2025-03-01T08:00:00.000Z';

  const fileOf = (title: string, more: readonly Record<string, unknown>[] = [], isArchived = false) => ({
    conversationId: 'old',
    title,
    endpoint: 'anthropic',
    options: { isArchived, model: 'claude-sonnet-4-5' },
    messages: [
      { messageId: 'a', parentMessageId: root, text: 'Hello', isCreatedByUser: true, createdAt: at },
      { messageId: 'b', parentMessageId: 'a', text: 'Hi', isCreatedByUser: false, createdAt: at },
      ...more,
    ],
  });

  async function started(given: LibreChatOptions = {}) {
    const server = await running(startLibreChat({ sample: { conversations: 200 }, ...given }));
    const http = httpFor('librechat', server, { credentials: bearer(server.tokenFor(ALEX.email)) });
    const ids = () => server.conversationsOf(ALEX.email).map(({ conversationId }) => conversationId);
    return { server, http, ids };
  }

  it.each([
    ['0.8.7', false],
    ['0.8.7', true],
    ['0.8.8', false],
    ['0.8.8', true],
  ] as const)('when %s imports a chat (archived: %s), then it is found', async (version, archived) => {
    const { server, http, ids } = await started({ version });
    // One more of the same moment and title.
    server.addConversation(ALEX.email, { title: 'Old chat', createdAt: at, updatedAt: at, isArchived: archived });
    const before = new Set(ids());
    const file = fileOf('Old chat', [], archived);
    const place = await importPlace(http, file, options);
    const id = await bringIn(http, file, place, options);
    expect(ids().filter((each) => !before.has(each))).toEqual([id]);
    expect(server.state.messages.get(id)?.map(({ text }) => text)).toEqual(['Hello', 'Hi']);
    expect(await importedSince(http, place, options)).toBe(id);
    await deleteConversation(http, id, options);
    expect(new Set(ids())).toEqual(before);
    await deleteConversation(http, id, options);
    expect(await importedSince(http, place, options)).toBeNull();
  });

  it('when two imports come at one moment, then the title tells, or nobody does', async () => {
    const { server, http } = await started();
    const file = fileOf('Mine');
    const place = await importPlace(http, file, options);
    server.addConversation(ALEX.email, { title: 'A page’s own', createdAt: at, updatedAt: at });
    const id = await bringIn(http, file, place, options);
    expect(server.state.conversations.get(id)?.title).toBe('Mine');
    await bringIn(http, file, { ...place, before: [...place.before, id] }, options);
    expect(await importedSince(http, place, options)).toBeNull();
  });

  it('when a file is refused, then the empty chat that it leaves is removed', async () => {
    const { http, ids, server } = await started();
    const before = ids();
    const file = fileOf('Bad', [{ messageId: 'c', parentMessageId: 'b', text: 'x', createdAt: 'nonsense' }]);
    const place = await importPlace(http, file, options);
    const refused = { code: 'unexpected-answer', transient: false };
    await expect(bringIn(http, file, place, options)).rejects.toMatchObject(refused);
    expect(ids()).toEqual(before);
    expect(server.log.matching({ method: 'DELETE' })).toHaveLength(1);
  });

  it.each(['0.8.7', '0.8.8'] as const)(
    'when a file that %s refuses leaves nothing, then nothing goes',
    async (version) => {
      const { http, ids, server } = await started({ version });
      server.addConversation(ALEX.email, { title: 'Bad', createdAt: at, updatedAt: at });
      const before = ids();
      const place = await importPlace(http, fileOf('Bad'), options);
      const bad = [{ createdAt: 'nonsense' }];
      const file = version === '0.8.8' ? fileOf('Bad', bad) : { ...fileOf('Bad'), messages: bad };
      await expect(bringIn(http, file, place, options)).rejects.toMatchObject({ code: 'unexpected-answer' });
      expect(ids()).toEqual(before);
      expect(server.log.matching({ method: 'DELETE' })).toHaveLength(0);
    },
  );

  it('when the answer is lost, then what was made is found again', async () => {
    const { server, http, ids } = await started();
    const before = new Set(ids());
    const place = await importPlace(http, fileOf('Lost'), options);
    server.faults.add({ path: '/api/convos/import', times: 1, action: { cut: 'mid-body' } });
    await expect(bringIn(http, fileOf('Lost'), place, options)).rejects.toMatchObject({ code: 'unreachable' });
    const id = await importedSince(http, place, options);
    expect(ids().filter((each) => !before.has(each))).toEqual([id]);
  });

  it('when 50 were imported, then the 51st says how long to wait', async () => {
    const { http, server } = await started();
    server.state.imports.set(server.user(ALEX.email)._id, Array(50).fill(Date.now() - 60_000));
    const place = await importPlace(http, fileOf('Late'), options);
    const failed = await bringIn(http, fileOf('Late'), place, options).catch((error: unknown) => error);
    expect(failed).toMatchObject({ code: 'rate-limited' });
    expect((failed as { retryAfterMs: number }).retryAfterMs).toBeGreaterThan(13 * 60_000);
  });

  it('when a deletion fails, then it is not taken for one of a chat that is gone', async () => {
    const { http, server, ids } = await started();
    const [id = ''] = ids();
    server.faults.add({ method: 'DELETE', times: 1, action: { status: 500, body: 'Error clearing conversations' } });
    await expect(deleteConversation(http, id, options)).rejects.toMatchObject({ code: 'server-error' });
    expect(ids()).toContain(id);
  });
});

describe('AnythingLLM', () => {
  const slug = 'research-notes-demo-data';
  const note = { name: 'tandem-1a2b', title: 'Trip to Lisbon', text: '# Lisbon\n\nHello', source: 'LibreChat' };

  async function started(given: AnythingLlmOptions = {}, user?: string) {
    const server = await running(startAnythingLlm(given));
    const http = httpFor('anythingllm', server, {
      credentials: server.mode === 'open' ? none : bearer(server.tokenFor(user)),
    });
    const paths = () => server.state.documents.map(({ docpath }) => docpath);
    const titles = () => server.state.files.map(({ title }) => title);
    return { server, http, paths, titles };
  }

  it('when a chat is saved again, then its document is replaced, not doubled', async () => {
    const { http, server, paths, titles } = await started();
    const first = await saveDocument(http, slug, note, null, options);
    if (first.kind !== 'saved') throw new Error(first.why);
    expect([paths(), titles()]).toEqual([[first.path], ['Trip to Lisbon']]);
    // After a stop: nothing is uploaded or embedded twice.
    expect(await saveDocument(http, slug, note, null, options)).toEqual(first);
    expect([paths(), titles()]).toEqual([[first.path], ['Trip to Lisbon']]);
    // The person embedded it once more.
    server.state.documents.push({ ...server.state.documents[0], id: 99 } as never);
    const second = await saveDocument(
      http,
      slug,
      { ...note, name: 'tandem-3c4d', title: 'Lisbon' },
      first.path,
      options,
    );
    if (second.kind !== 'saved') throw new Error(second.why);
    expect([paths(), titles()]).toEqual([[second.path], ['Lisbon']]);
    await removeDocument(http, slug, second.path, options);
    await removeDocument(http, slug, second.path, options);
    expect([paths(), titles()]).toEqual([[], []]);
    expect(await findDocument(http, 'tandem-3c4d', options)).toBeNull();
  });

  it.each([
    ['no-text', { text: ' \n' }, {}],
    ['no-processor', {}, { collectorUp: false }],
    ['not-embedded', {}, { embedderUp: false }],
  ] as const)('when a chat is not saved for %s, then nothing is left of it', async (why, more, state) => {
    const { http, server, paths, titles } = await started();
    Object.assign(server.state, state);
    expect(await saveDocument(http, slug, { ...note, ...more }, null, options)).toEqual({ kind: 'refused', why });
    expect([paths(), titles()]).toEqual([[], []]);
  });

  it('when the role or the workspace is missing, then that is told', async () => {
    const { http } = await started({ mode: 'multi' }, 'dana');
    await expect(saveDocument(http, slug, note, null, options)).rejects.toBeInstanceOf(RoleRefusedError);
    const admin = await started({ mode: 'multi' }, 'alice');
    await expect(saveDocument(admin.http, 'nope', note, null, options)).rejects.toBeInstanceOf(NotFoundError);
  });

  it('when a chat goes on in a new thread, then with its text attached, for any member', async () => {
    const { http, server } = await started({ mode: 'multi' }, 'dana');
    const thread = await newThread(http, slug, options);
    await nameThread(http, thread, 'Trip to Lisbon', options);
    await attachText(http, thread, { name: 'lisbon.md', text: note.text }, options);
    const made = server.state.threads.find((each) => each.slug === thread.slug);
    expect(made?.name).toBe('Trip to Lisbon');
    expect(server.state.parsedFiles).toMatchObject([{ threadId: made?.id, pageContent: note.text }]);
    const gone = { ...thread, slug: 'nope' };
    await expect(attachText(http, gone, { name: 'x.md', text: 'x' }, options)).rejects.toMatchObject({
      details: { params: { at: 'threadId' } },
    });
    const count = server.state.threads.length;
    await deleteThread(http, thread, options);
    await deleteThread(http, thread, options);
    expect(server.state.threads).toHaveLength(count - 1);
  });

  it('when an app says OK but keeps the thread, then that is told', async () => {
    const { http, server } = await started();
    const thread = await newThread(http, slug, options);
    server.faults.add({ method: 'DELETE', times: 1, action: { status: 200, body: 'OK' } });
    await expect(deleteThread(http, thread, options)).rejects.toMatchObject({ code: 'unexpected-answer' });
  });

  it('when a workspace is brought in, then with its settings, and taken back alone', async () => {
    const { http, server } = await started();
    const before = server.state.workspaces.map((each) => each.slug);
    const made = await anythingLlm.newWorkspace(http, 'Legal', options);
    const settings = { openAiPrompt: 'Be exact.', openAiTemp: 0.2, topN: 6, chatMode: 'talk' };
    expect(await anythingLlm.giveSettings(http, made, settings, options)).toEqual(['chatMode']);
    const kept = server.state.workspaces.find((each) => each.slug === made);
    expect(kept).toMatchObject({ name: 'Legal', openAiPrompt: 'Be exact.', topN: 6, chatMode: 'automatic' });
    await anythingLlm.deleteWorkspace(http, made, options);
    await anythingLlm.deleteWorkspace(http, made, options);
    expect(server.state.workspaces.map((each) => each.slug)).toEqual(before);
  });
});
