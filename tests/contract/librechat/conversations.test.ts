import { afterEach, expect, it, vi } from 'vitest';
import { browserFetch } from '../../apps/kit';
import { ALEX, type LibreChatApp, type LibreChatOptions, startLibreChat } from '../../apps/librechat';

interface Line {
  conversationId: string;
  _id: string;
  updatedAt: string;
  pinned?: boolean;
}

let app: LibreChatApp;

// Making and listing 10,000 conversations takes a second, and ten on a machine that does ten other things.
vi.setConfig({ testTimeout: 30_000 });

const start = async (options: LibreChatOptions = {}): Promise<void> => {
  app = await startLibreChat(options);
};
const start088 = () => start({ version: '0.8.8', sample: { conversations: 250 } });

afterEach(() => app.stop());

function call(method: string, path: string, body?: unknown): Promise<Response> {
  const headers = { authorization: `Bearer ${app.tokenFor(ALEX.email)}`, 'content-type': 'application/json' };
  return browserFetch(app.url + path, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) });
}

const list = async (query: string): Promise<{ conversations: Line[]; nextCursor: string | null }> =>
  (await call('GET', `api/convos${query}`)).json();

/** Every conversation that paging brings, in order. */
async function page(query: string): Promise<Line[]> {
  const all: Line[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const found = await list(`${query}${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
    all.push(...found.conversations);
    cursor = found.nextCursor;
  }
  return all;
}

const isOpen = ({ isArchived }: { readonly isArchived: boolean }) => !isArchived;

it('when 10,000 are paged, then each comes once, but for ties at a page’s end', async () => {
  await start({ sample: { conversations: 10_000 } });
  const own = app.conversationsOf(ALEX.email).filter(isOpen);
  const large = await page('?limit=100000');
  expect(large).toHaveLength(own.length);
  const paged = await page('?limit=1000');
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

it('when some are archived or temporary, then they are listed apart or not at all', async () => {
  await start();
  const temporary = app.addConversation(ALEX.email, { expiredAt: '2099-01-01T00:00:00.000Z' });
  const shown = await page('?limit=1000');
  const archived = await page('?limit=1000&isArchived=true');
  expect(archived.length).toBeGreaterThan(0);
  expect([...shown, ...archived].map((convo) => convo.conversationId)).not.toContain(temporary.conversationId);
  expect(shown.length + archived.length).toBe(app.conversationsOf(ALEX.email).length - 1);
});

it.each([
  ['update', { title: 'New' }],
  ['archive', { isArchived: false }],
  ['pin', { pinned: true }],
])('when %s changes a conversation, then it moves to the top', async (route, fields) => {
  await start();
  const { conversations } = await list('');
  const conversationId = conversations[20]?.conversationId;
  await call('POST', `api/convos/${route}`, { arg: { conversationId, ...fields } });
  const after = await list('');
  expect(after.conversations[0]?.conversationId).toBe(conversationId);
});

it('when three presets are saved at once as default, then two are', async () => {
  // Longer than three requests take to arrive on a busy machine.
  await start({ sample: 'empty', saveGapMs: 300 });
  const defaults = () => [...app.state.presets.values()].filter((preset) => preset.defaultPreset).length;
  const save = (title: string) => call('POST', 'api/presets', { title, endpoint: 'openAI', defaultPreset: true });
  for (const title of ['a', 'b', 'c']) await save(title);
  expect(defaults()).toBe(1);
  await Promise.all(['d', 'e', 'f'].map(save));
  expect(defaults()).toBe(2);
});

it('when a delete names no preset, then all are deleted', async () => {
  await start();
  expect(app.state.presets.size).toBeGreaterThan(1);
  const answer = await call('POST', 'api/presets/delete', {});
  expect([answer.status, app.state.presets.size]).toEqual([201, 0]);
});

const mark = (route: 'pin' | 'archive', conversationId: string, fields: Record<string, boolean>) =>
  call('POST', `api/convos/${route}`, { arg: { conversationId, ...fields } });

// Measured: facts/librechat-next-lists. The greatest page is from the source of 0.8.8.

it('when 0.8.8 is paged, then by 100 at most, and all come, ties too', async () => {
  await start088();
  expect((await list('?limit=1000')).conversations).toHaveLength(100);
  const open = app.conversationsOf(ALEX.email).filter(isOpen);
  expect(new Set((await page('?limit=1000')).map((each) => each.conversationId)).size).toBe(open.length);
});

it('when 0.8.8 gives a cursor, then it says the id of the last one', async () => {
  await start088();
  const { conversations, nextCursor } = await list('?limit=25');
  const { updatedAt: at, _id: id } = conversations.at(-1) ?? {};
  expect(JSON.parse(atob(nextCursor ?? ''))).toEqual({ primary: at, secondary: at, id });
});

it.each([
  ['pin', { pinned: true }],
  ['pin', { pinned: false }],
  ['archive', { isArchived: true }],
  ['archive', { isArchived: false }],
] as const)('when 0.8.8 marks by %s with %j, then the conversation keeps its time', async (route, fields) => {
  await start088();
  const { conversationId, updatedAt } = (await list('?limit=60')).conversations[50] ?? {};
  expect((await mark(route, conversationId ?? '', fields)).status).toBe(200);
  expect(app.state.conversations.get(conversationId ?? '')).toMatchObject({ ...fields, updatedAt });
});

it('when 0.8.8 is asked for the pinned, then they come without the archived', async () => {
  await start088();
  const pinned = app.conversationsOf(ALEX.email).filter((each) => each.pinned && !each.isArchived);
  expect((await page('?pinned=true&limit=100')).length).toBe(pinned.length);
  expect((await page('?pinned=true&limit=100')).every((each) => each.pinned)).toBe(true);
});

it('when 0.8.8 sorts by archiving, then what was archived last comes first', async () => {
  await start088();
  const old = (await list('?limit=100')).conversations.slice(80, 83);
  for (const { conversationId } of old) {
    await mark('archive', conversationId, { isArchived: true });
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  const found = await list('?isArchived=true&sortBy=archivedAt&limit=2');
  expect(found.conversations.map((each) => each.conversationId)).toEqual(
    [old[2], old[1]].map((each) => each?.conversationId),
  );
  expect((await page('?isArchived=true&sortBy=archivedAt&limit=2')).length).toBe(
    app.conversationsOf(ALEX.email).filter(({ isArchived }) => isArchived).length,
  );
});

it('when 0.8.7 is asked for 0.8.8’s lists, then it passes over one and fails', async () => {
  await start({ version: '0.8.7', sample: 'demo' });
  expect((await list('?pinned=true&limit=100')).conversations.some(({ pinned }) => !pinned)).toBe(true);
  expect((await call('GET', 'api/convos?isArchived=true&sortBy=archivedAt')).status).toBe(500);
  expect((await list('?limit=5')).nextCursor).not.toContain('id');
});

it('when 0.8.2 does not know a path, then it answers with its page', async () => {
  await start({ version: '0.8.2' });
  for (const method of ['GET', 'POST']) {
    const answer = await browserFetch(`${app.url}api/user/settings`, { method });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  }
});

it('when 0.8.2 is asked by anybody, then it tells its whole config', async () => {
  await start({ version: '0.8.2' });
  expect(await (await browserFetch(`${app.url}api/config`)).json()).toHaveProperty('interface');
  expect((await browserFetch(`${app.url}api/endpoints`)).status).toBe(200);
});
