import { describe, expect, it } from 'vitest';
import { viewRequests } from '@/lib/background';
import type { CommandInput } from '@/lib/messaging';
import { type ChatItem, type Continued, itemUrl } from '@/lib/model';
import { ALEX } from '@/tests/apps/librechat';
import { idleOutside } from '../kit/idle-outside';
import { TwoApps } from '../settings/two-apps';

const words = {
  user: 'You',
  assistant: 'Assistant',
  thought: 'Thoughts',
  attachments: 'Attachments',
  sources: 'Sources',
  from: 'Continued from',
  untitled: 'Untitled',
};
const view = { kind: 'view' } as const;
const workspace = 'research-notes-demo-data';
const target = { app: 'librechat', endpoint: 'anthropic', model: 'claude-sonnet-4-5' } as const;

async function started(options: Parameters<typeof TwoApps.start>[0] = {}) {
  const both = await TwoApps.start({ wanted: 'not-yet', ...options });
  const { anythingllm, librechat, world } = both;
  const ask = (request: Parameters<ReturnType<typeof viewRequests>>[0], sender: Parameters<typeof asks>[1] = view) =>
    viewRequests(world.engine, idleOutside)(request, sender);
  const asks = viewRequests(world.engine, idleOutside);
  const people = async () => (await both.state()).people;
  const withText = librechat
    .conversationsOf(ALEX.email)
    .find(({ conversationId }) => (librechat.state.messages.get(conversationId) ?? []).length > 1);
  const thread = anythingllm.state.threads.find(({ id }) => anythingllm.state.chats.some((one) => one.threadId === id));
  const inWorkspace = anythingllm.state.workspaces.find(({ id }) => id === thread?.workspace_id);
  if (!withText || !thread || !inWorkspace) throw new Error('the sample has no words');
  const conversation: ChatItem = { kind: 'conversation', id: withText.conversationId };
  const threadItem: ChatItem = { kind: 'thread', workspaceSlug: inWorkspace.slug, slug: thread.slug };
  await world.engine.readThreads([inWorkspace.slug]);
  const url = async (chat: ChatItem) => {
    const app = chat.kind === 'conversation' ? 'librechat' : 'anythingllm';
    const connection = (await world.engine.connections()).find((one) => one.app === app);
    if (!connection) throw new Error('not connected');
    return itemUrl(connection, chat);
  };
  return {
    both,
    world,
    anythingllm,
    librechat,
    conversation,
    title: withText.title,
    thread: threadItem,
    threadName: thread.name,
    words: anythingllm.state.chats.filter((one) => one.threadId === thread.id),
    url,
    ask,
    people,
    documents: () => anythingllm.state.documents.map(({ docpath }) => docpath),
    save: async (chat: ChatItem = conversation) =>
      ask({ type: 'save-to-workspace', people: await people(), chat, workspace, words }),
    goOn: async (chat: ChatItem, to: CommandInput<'continue-chat'>['to'], sender: Parameters<typeof asks>[1] = view) =>
      ask({ type: 'continue-chat', people: await people(), chat, to, words }, sender) as Promise<Continued>,
  };
}

describe('a conversation that is saved to a workspace', () => {
  it('when it is saved again, then its document is replaced only if it has changed', async () => {
    const { anythingllm, librechat, conversation, title, save, documents, url } = await started();
    const before = documents();
    expect(await save()).toEqual({ kind: 'done', is: null });
    const [path, ...more] = documents().filter((each) => !before.includes(each));
    expect(more).toEqual([]);
    const file = anythingllm.state.files.find(({ name }) => path?.endsWith(name));
    expect(file).toMatchObject({ title, docSource: await url(conversation) });
    expect(file?.pageContent).toContain(`Continued from ${await url(conversation)}`);
    const id = conversation.kind === 'conversation' ? conversation.id : '';
    const messages = librechat.state.messages.get(id) ?? [];
    expect(file?.pageContent).toContain(messages[0]?.text);

    expect(await save()).toEqual({ kind: 'done', is: null });
    expect(documents()).toEqual([...before, path]);

    librechat.state.messages.set(
      id,
      messages.map((one) => ({ ...one, text: 'Other words', content: undefined }) as never),
    );
    expect(await save()).toEqual({ kind: 'done', is: null });
    const now = documents().filter((each) => !before.includes(each));
    expect(now).toHaveLength(1);
    expect(now).not.toEqual([path]);
    expect(anythingllm.state.files.filter(({ folder }) => folder === 'tandem').map(({ title }) => title)).toEqual([
      title,
    ]);
    expect(anythingllm.state.files.at(-1)?.pageContent).toContain('Other words');
  });

  it('when the worker is killed while it embeds, then the next attempt finishes one', async () => {
    const { anythingllm, world, save, documents } = await started();
    const before = documents();
    anythingllm.faults.add({ path: /update-embeddings$/, times: 1, action: { cut: 'mid-body' } });
    expect(await save()).toMatchObject({ problem: { code: 'unreachable' } });
    world.killWorker();
    await world.look(60_000);
    expect(await save()).toEqual({ kind: 'done', is: null });
    expect(documents().filter((each) => !before.includes(each))).toHaveLength(1);
    expect(anythingllm.state.files.filter(({ folder }) => folder === 'tandem')).toHaveLength(1);
  });

  it.each([
    ['no-processor', { collectorUp: false }],
    ['not-embedded', { embedderUp: false }],
  ] as const)('when it is refused for %s, then that is told and nothing is left', async (why, state) => {
    const { anythingllm, save, documents } = await started();
    const before = documents();
    Object.assign(anythingllm.state, state);
    expect(await save()).toEqual({ kind: 'refused', why });
    expect(documents()).toEqual(before);
    expect(anythingllm.state.files.filter(({ folder }) => folder === 'tandem')).toEqual([]);
  });

  it('when the role, the words or the chat are missing, then each is told', async () => {
    const { librechat, conversation, save } = await started({ anythingllm: { mode: 'multi' }, as: 'dana' });
    expect(await save()).toEqual({ kind: 'refused', why: 'role' });
    const id = conversation.kind === 'conversation' ? conversation.id : '';
    librechat.state.messages.set(id, []);
    expect(await save()).toEqual({ kind: 'refused', why: 'no-text' });
    expect(await save({ kind: 'conversation', id: 'nope' })).toEqual({ kind: 'refused', why: 'no-chat' });
  });

  it('when a panel inside a page asks, then it is refused, since others see documents', async () => {
    const { world, ask, people, conversation: chat, documents } = await started();
    const before = documents();
    await world.engine.memory.setClaim(7, 'document');
    const panel = { kind: 'framed-view', tabId: 7, documentId: 'document' } as const;
    const request = { type: 'save-to-workspace', people: await people(), chat, workspace, words } as const;
    await expect(ask(request, panel)).rejects.toThrow(TypeError);
    await expect(ask({ ...request, people: 'others' })).rejects.toThrow();
    expect(documents()).toEqual(before);
  });
});

describe('a conversation that goes on in AnythingLLM', () => {
  const to = { app: 'anythingllm', workspace } as const;

  it('when any member asks, then a thread of its name has it attached and is listed', async () => {
    const { anythingllm, world, conversation, title, goOn, url } = await started({
      anythingllm: { mode: 'multi' },
      as: 'dana',
    });
    await world.engine.readThreads([workspace]);
    const made = await goOn(conversation, to);
    if (made.kind !== 'done' || made.is?.kind !== 'thread') throw new Error(JSON.stringify(made));
    const { slug } = made.is;
    const thread = anythingllm.state.threads.find((each) => each.slug === slug);
    expect(thread?.name).toBe(title);
    expect(anythingllm.state.parsedFiles).toMatchObject([{ threadId: thread?.id }]);
    expect(anythingllm.state.parsedFiles[0]?.pageContent).toContain(await url(conversation));
    await world.quiet();
    expect((await world.shown()).threads[workspace]?.map(({ name }) => name)).toContain(title);
  });

  it('when the processor is down or the workspace gone, then no thread is made', async () => {
    const { anythingllm, conversation, goOn } = await started();
    const before = anythingllm.state.threads.length;
    expect(await goOn(conversation, { ...to, workspace: 'nope' })).toEqual({ kind: 'refused', why: 'no-workspace' });
    anythingllm.state.collectorUp = false;
    expect(await goOn(conversation, to)).toEqual({ kind: 'refused', why: 'no-processor' });
    expect(anythingllm.state.threads).toHaveLength(before);
  });

  it.each(['fails', 'is killed'] as const)('when it %s half-way, then no half thread stays', async (how) => {
    const { anythingllm, world, conversation, goOn } = await started();
    const before = anythingllm.state.threads.length;
    anythingllm.faults.add({ path: /\/parse$/, times: 1, action: { status: 500, body: 'no' } });
    // A killed worker removes nothing.
    if (how === 'is killed')
      anythingllm.faults.add({ method: 'DELETE', times: 1, action: { status: 500, body: 'no' } });
    expect(await goOn(conversation, to)).toMatchObject({ problem: { code: 'server-error' } });
    expect(anythingllm.state.threads).toHaveLength(how === 'fails' ? before : before + 1);
    world.killWorker();
    await world.look(60_000);
    expect(await goOn(conversation, to)).toMatchObject({ kind: 'done' });
    expect(anythingllm.state.threads).toHaveLength(before + 1);
  });
});

describe('a thread that goes on in LibreChat', () => {
  it('when it is imported, then with its words, its model and where it comes from', async () => {
    const { librechat, thread, threadName, words: said, goOn, url } = await started();
    const before = librechat.conversationsOf(ALEX.email).length;
    const made = await goOn(thread, target);
    if (made.kind !== 'done' || made.is?.kind !== 'conversation') throw new Error(JSON.stringify(made));
    expect(librechat.state.conversations.get(made.is.id)).toMatchObject({
      title: threadName,
      endpoint: 'anthropic',
      model: 'claude-sonnet-4-5',
    });
    const texts = librechat.state.messages.get(made.is.id)?.map(({ text }) => text) ?? [];
    expect(texts).toEqual([
      `Continued from ${await url(thread)}\n\n${said[0]?.prompt}`,
      ...said.flatMap(({ prompt, answer }) => [prompt, answer]).slice(1),
    ]);
    // Again: the same one is opened.
    expect(await goOn(thread, target)).toEqual(made);
    expect(librechat.conversationsOf(ALEX.email)).toHaveLength(before + 1);
  });

  it('when the answer to the import is lost, then what was made is found', async () => {
    const { librechat, thread, goOn } = await started();
    const before = librechat.conversationsOf(ALEX.email).length;
    librechat.faults.add({ path: '/api/convos/import', times: 1, action: { cut: 'mid-body' } });
    expect(await goOn(thread, target)).toMatchObject({ kind: 'done' });
    expect(librechat.conversationsOf(ALEX.email)).toHaveLength(before + 1);
  });

  it('when LibreChat allows no more imports, then it says so and nothing is made', async () => {
    const { librechat, thread, goOn } = await started();
    const before = librechat.conversationsOf(ALEX.email).length;
    librechat.state.imports.set(librechat.user(ALEX.email)._id, Array(50).fill(Date.now() - 60_000));
    expect(await goOn(thread, target)).toMatchObject({ problem: { code: 'rate-limited' } });
    expect(librechat.conversationsOf(ALEX.email)).toHaveLength(before);
  });

  it('when its app is down, then the archive’s copy goes on', async () => {
    const { anythingllm, librechat, world, thread, goOn } = await started();
    await anythingllm.down();
    expect(await goOn(thread, target)).toMatchObject({ problem: { code: 'unreachable' } });
    await anythingllm.up();
    await world.look(60_000);
    await world.engine.setArchive('anythingllm', 'on');
    await expect.poll(async () => (await world.engine.viewStatus()).archive.anythingllm?.state).toBe('complete');
    await anythingllm.down();
    const before = librechat.conversationsOf(ALEX.email).length;
    expect(await goOn(thread, target)).toMatchObject({ kind: 'done' });
    expect(librechat.conversationsOf(ALEX.email)).toHaveLength(before + 1);
  });

  it('when a view shows a thread as LibreChat’s own, then nothing is done', async () => {
    const { conversation, goOn } = await started();
    expect(await goOn(conversation, target)).toMatchObject({ problem: { code: 'unexpected' } });
  });
});

it('when the user signs out, then the last workspace is forgotten, and nothing else', async () => {
  const { world, librechat } = await started();
  const { after } = await world.engine.updatePreferences((present) => ({ ...present, lastWorkspace: workspace }));
  const { lastWorkspace: _gone, ...others } = after;
  librechat.revokeSessions(ALEX.email);
  await world.quiet(
    world.engine.pageRequested({ method: 'POST', url: `${librechat.url}api/auth/logout`, status: 200 }),
  );
  expect(await world.engine.preferences()).toEqual(others);
});
