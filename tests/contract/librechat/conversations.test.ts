import { afterEach, describe, expect, it, vi } from 'vitest';
import { browserFetch } from '../../apps/kit';
import { ALEX, BOB, type LibreChatApp, type LibreChatOptions, startLibreChat } from '../../apps/librechat';
import { startWithTies } from './seeded';

interface List {
  conversations: { conversationId: string; title: string; updatedAt: string; endpoint: string | null }[];
  nextCursor: string | null;
}

let app: LibreChatApp;

// Making and listing 10,000 conversations takes a second, and ten on a machine that does ten other things.
vi.setConfig({ testTimeout: 30_000 });

const start = async (options: LibreChatOptions = {}): Promise<void> => {
  app = await startLibreChat(options);
};

afterEach(() => app.stop());

async function call(email: string, method: string, path: string, body?: unknown): Promise<Response> {
  const headers = { authorization: `Bearer ${app.tokenFor(email)}`, 'content-type': 'application/json' };
  return browserFetch(app.url + path, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) });
}

const list = async (email: string, query = ''): Promise<List> =>
  (await (await call(email, 'GET', `api/convos${query}`)).json()) as List;

/** Every conversation that paging brings, in order. */
async function page(email: string, limit: number, query = ''): Promise<List['conversations']> {
  const all: List['conversations'] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const at: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const { conversations, nextCursor } = await list(email, `?limit=${limit}${query}${at}`);
    all.push(...conversations);
    cursor = nextCursor;
  }
  return all;
}

describe('the list', () => {
  it('loses conversations that share a time across a page boundary', async () => {
    app = await startWithTies();
    expect(await page(BOB.email, 10)).toHaveLength(10);
    expect(await page(BOB.email, 1000)).toHaveLength(30);
  });

  it('pages through 10,000 conversations, each once, but for the tied ones', async () => {
    await start({ sample: { conversations: 10_000 } });
    const own = app.conversationsOf(ALEX.email).filter((convo) => !convo.isArchived);
    const large = await page(ALEX.email, 100_000);
    expect(large).toHaveLength(own.length);
    const paged = await page(ALEX.email, 1000);
    const ids = new Set(paged.map((convo) => convo.conversationId));
    expect(ids.size).toBe(paged.length);
    const times = new Map<string, number>();
    for (const { updatedAt } of own) times.set(updatedAt, (times.get(updatedAt) ?? 0) + 1);
    const tied = own.filter((convo) => (times.get(convo.updatedAt) ?? 0) > 1);
    expect(tied.length).toBeGreaterThan(20);
    const missing = own.filter((convo) => !ids.has(convo.conversationId));
    const tiedOnes = new Set(tied);
    expect(missing.every((convo) => tiedOnes.has(convo))).toBe(true);
  });

  it('sorts by title, and pages there too', async () => {
    await start();
    const titles = (await page(ALEX.email, 7, '&sortBy=title&sortDirection=asc')).map((convo) => convo.title);
    expect(titles).toEqual([...titles].sort());
    expect(titles).toHaveLength(app.conversationsOf(ALEX.email).filter((convo) => !convo.isArchived).length);
  });

  it('keeps archived ones apart and hides temporary ones', async () => {
    await start();
    const temporary = app.addConversation(ALEX.email, { expiredAt: '2099-01-01T00:00:00.000Z' });
    const shown = await page(ALEX.email, 1000);
    const archived = await page(ALEX.email, 1000, '&isArchived=true');
    expect(archived.length).toBeGreaterThan(0);
    expect([...shown, ...archived].map((convo) => convo.conversationId)).not.toContain(temporary.conversationId);
    expect(shown.length + archived.length).toBe(app.conversationsOf(ALEX.email).length - 1);
  });
});

describe('changes', () => {
  it('bring an unknown conversation into being as a ghost', async () => {
    await start({ sample: 'empty' });
    const conversationId = '11111111-2222-4333-8444-555555555555';
    const arg = { conversationId, title: 'Back from the dead' };
    expect((await call(ALEX.email, 'POST', 'api/convos/update', { arg })).status).toBe(201);
    const { conversations } = await list(ALEX.email);
    expect(conversations).toMatchObject([{ conversationId, title: 'Back from the dead', endpoint: null }]);
  });

  it.each([
    ['update', { title: 'New' }],
    ['archive', { isArchived: false }],
    ['pin', { pinned: true }],
  ])('%s moves a conversation to the top', async (route, fields) => {
    await start();
    const { conversations } = await list(ALEX.email);
    const conversationId = conversations[20]?.conversationId;
    await call(ALEX.email, 'POST', `api/convos/${route}`, { arg: { conversationId, ...fields } });
    const after = await list(ALEX.email);
    expect(after.conversations[0]?.conversationId).toBe(conversationId);
  });

  it('of a foreign conversation answer 200 with an event stream and change nothing', async () => {
    await start({ sample: 'empty' });
    const { conversationId } = app.addConversation(ALEX.email, { title: 'Mine' });
    const answer = await call(BOB.email, 'POST', 'api/convos/update', { arg: { conversationId, title: 'Yours' } });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, null]);
    expect(await answer.text()).toContain('User not authorized for this conversation');
    expect(app.state.conversations.get(conversationId)?.title).toBe('Mine');
  });
});

describe('presets', () => {
  const save = async (email: string, body: unknown) =>
    (await (await call(email, 'POST', 'api/presets', body)).json()) as Record<string, unknown>;
  const presetId = 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee';

  it('merge into the one of the same id, and null clears a value', async () => {
    await start({ sample: 'empty' });
    const bodies = Array.from({ length: 10 }, (_, top_p) => ({ presetId, title: 'One', endpoint: 'openAI', top_p }));
    await Promise.all(bodies.map((body) => save(ALEX.email, body)));
    expect(app.state.presets.size).toBe(1);
    expect(await save(ALEX.email, { presetId, top_p: null })).toMatchObject({ title: 'One', top_p: null });
  });

  it('refuse an id of another person with 201 and no preset', async () => {
    await start({ sample: 'empty' });
    await save(ALEX.email, { presetId, title: 'Mine', endpoint: 'openAI' });
    const answer = await call(BOB.email, 'POST', 'api/presets', { presetId, title: 'Yours' });
    expect([answer.status, await answer.json()]).toEqual([201, { message: 'Error saving preset' }]);
  });

  it('have one default when saved in turn and two when three are saved at once', async () => {
    // Longer than three requests take to arrive on a busy machine.
    await start({ sample: 'empty', saveGapMs: 300 });
    const defaults = () => [...app.state.presets.values()].filter((preset) => preset.defaultPreset).length;
    const body = (title: string) => ({ title, endpoint: 'openAI', defaultPreset: true });
    for (const title of ['a', 'b', 'c']) await save(ALEX.email, body(title));
    expect(defaults()).toBe(1);
    await Promise.all(['d', 'e', 'f'].map((title) => save(ALEX.email, body(title))));
    expect(defaults()).toBe(2);
  });

  it('are all deleted by a delete without an id', async () => {
    await start();
    expect(app.state.presets.size).toBeGreaterThan(1);
    const answer = await call(ALEX.email, 'POST', 'api/presets/delete', {});
    expect([answer.status, app.state.presets.size]).toEqual([201, 0]);
  });
});

describe('a chat', () => {
  it('streams its answer and gets a title', async () => {
    await start({ sample: 'empty', answerMs: 40 });
    const body = { text: 'How long do lentils cook today?', model: 'gpt-4o' };
    const started = (await (await call(ALEX.email, 'POST', 'api/agents/chat/openAI', body)).json()) as {
      streamId: string;
    };
    const stream = await call(ALEX.email, 'GET', `api/agents/chat/stream/${started.streamId}`);
    expect(stream.headers.get('content-type')).toBe('text/event-stream');
    expect(await stream.text()).toContain('"final":true');
    const messages = await (await call(ALEX.email, 'GET', `api/messages/${started.streamId}`)).json();
    expect(messages).toHaveLength(2);
    await call(ALEX.email, 'GET', `api/convos/gen_title/${started.streamId}`);
    expect((await list(ALEX.email)).conversations[0]?.title).toBe('How long do lentils cook today?');
  });
});
