import { afterEach, describe, expect, it } from 'vitest';
import { browserFetch } from '../../apps/kit';
import { ALEX, BOB, type LibreChatApp, type LibreChatOptions, startLibreChat } from '../../apps/librechat';

interface Line {
  conversationId: string;
  updatedAt: string;
  pinned?: boolean;
  archivedAt?: string | null;
}

let app: LibreChatApp;
afterEach(() => app.stop());

const start = async (options: LibreChatOptions = {}): Promise<void> => {
  app = await startLibreChat({ version: '0.8.8', sample: { conversations: 250 }, ...options });
};

async function call(method: string, path: string, body?: unknown, email: string = ALEX.email): Promise<Response> {
  const headers = { authorization: `Bearer ${app.tokenFor(email)}`, 'content-type': 'application/json' };
  return browserFetch(app.url + path, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) });
}
const list = async (query: string, email: string = ALEX.email) =>
  (await (await call('GET', `api/convos${query}`, undefined, email)).json()) as {
    conversations: Line[];
    nextCursor: string | null;
  };
async function page(query: string, email: string = ALEX.email): Promise<Line[]> {
  const all: Line[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const found = await list(`${query}${cursor && `&cursor=${encodeURIComponent(cursor)}`}`, email);
    all.push(...found.conversations);
    cursor = found.nextCursor;
  }
  return all;
}
const mark = (route: 'pin' | 'archive', conversationId: string, fields: Record<string, boolean>) =>
  call('POST', `api/convos/${route}`, { arg: { conversationId, ...fields } });

// Measured: facts/librechat-next-lists. The greatest page is from the source of 0.8.8.
describe('LibreChat 0.8.8', () => {
  it('lists at most 100 on a page, and all with its cursors, ties too', async () => {
    await start();
    expect((await list('?limit=1000')).conversations).toHaveLength(100);
    const open = app.conversationsOf(ALEX.email).filter(({ isArchived }) => !isArchived);
    expect(new Set((await page('?limit=1000')).map((each) => each.conversationId)).size).toBe(open.length);
  });

  it('says the id of the last one in its cursor', async () => {
    await start();
    const { conversations, nextCursor } = await list('?limit=25');
    const at = conversations.at(-1)?.updatedAt;
    const { _id: id } = conversations.at(-1) as unknown as { _id: string };
    expect(JSON.parse(atob(nextCursor ?? ''))).toEqual({ primary: at, secondary: at, id });
  });

  it.each([
    ['pin', { pinned: true }],
    ['pin', { pinned: false }],
    ['archive', { isArchived: true }],
    ['archive', { isArchived: false }],
  ] as const)('%s with %j keeps the time of a conversation', async (route, fields) => {
    await start();
    const { conversationId, updatedAt } = (await list('?limit=60')).conversations[50] ?? {};
    expect((await mark(route, conversationId ?? '', fields)).status).toBe(200);
    expect(app.state.conversations.get(conversationId ?? '')).toMatchObject({ ...fields, updatedAt });
  });

  it('lists the pinned alone, without the archived', async () => {
    await start();
    const pinned = app.conversationsOf(ALEX.email).filter((each) => each.pinned && !each.isArchived);
    expect((await page('?pinned=true&limit=100')).length).toBe(pinned.length);
    expect((await page('?pinned=true&limit=100')).every((each) => each.pinned)).toBe(true);
  });

  it('lists what was archived last first, where asked for', async () => {
    await start();
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

  it('knows no ghosts when pinning or archiving', async () => {
    await start();
    for (const [route, fields] of [
      ['pin', { pinned: true }],
      ['archive', { isArchived: true }],
    ] as const) {
      const answer = await mark(route, '11111111-2222-4333-8444-555555555555', fields);
      expect([answer.status, await answer.json()]).toEqual([404, { error: 'Conversation not found' }]);
    }
  });
});

describe('LibreChat 0.8.7', () => {
  it('passes over the question for the pinned, and fails on the sorting by archiving', async () => {
    await start({ version: '0.8.7', sample: 'demo' });
    expect((await list('?pinned=true&limit=100')).conversations.some(({ pinned }) => !pinned)).toBe(true);
    expect((await call('GET', 'api/convos?isArchived=true&sortBy=archivedAt')).status).toBe(500);
    expect((await list('?limit=5', BOB.email)).nextCursor).not.toContain('id');
  });
});
