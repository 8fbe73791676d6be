import { afterEach, expect, it } from 'vitest';
import { ALEX, type LibreChatApp, type LibreChatOptions, startLibreChat } from '../../apps/librechat';
import { call, list, page } from './as-alex';

let app: LibreChatApp;
afterEach(() => app.stop());

const start = async (options: LibreChatOptions = {}): Promise<void> => {
  app = await startLibreChat({ version: '0.8.8', sample: { conversations: 250 }, ...options });
};

const mark = (route: 'pin' | 'archive', conversationId: string, fields: Record<string, boolean>) =>
  call(app, 'POST', `api/convos/${route}`, { arg: { conversationId, ...fields } });

// Measured: facts/librechat-next-lists. The greatest page is from the source of 0.8.8.

it('when 0.8.8 is paged, then by 100 at most, and all come, ties too', async () => {
  await start();
  expect((await list(app, '?limit=1000')).conversations).toHaveLength(100);
  const open = app.conversationsOf(ALEX.email).filter(({ isArchived }) => !isArchived);
  expect(new Set((await page(app, '?limit=1000')).map((each) => each.conversationId)).size).toBe(open.length);
});

it('when 0.8.8 gives a cursor, then it says the id of the last one', async () => {
  await start();
  const { conversations, nextCursor } = await list(app, '?limit=25');
  const { updatedAt: at, _id: id } = conversations.at(-1) ?? {};
  expect(JSON.parse(atob(nextCursor ?? ''))).toEqual({ primary: at, secondary: at, id });
});

it.each([
  ['pin', { pinned: true }],
  ['pin', { pinned: false }],
  ['archive', { isArchived: true }],
  ['archive', { isArchived: false }],
] as const)('when 0.8.8 marks by %s with %j, then the conversation keeps its time', async (route, fields) => {
  await start();
  const { conversationId, updatedAt } = (await list(app, '?limit=60')).conversations[50] ?? {};
  expect((await mark(route, conversationId ?? '', fields)).status).toBe(200);
  expect(app.state.conversations.get(conversationId ?? '')).toMatchObject({ ...fields, updatedAt });
});

it('when 0.8.8 is asked for the pinned, then they come without the archived', async () => {
  await start();
  const pinned = app.conversationsOf(ALEX.email).filter((each) => each.pinned && !each.isArchived);
  expect((await page(app, '?pinned=true&limit=100')).length).toBe(pinned.length);
  expect((await page(app, '?pinned=true&limit=100')).every((each) => each.pinned)).toBe(true);
});

it('when 0.8.8 sorts by archiving, then what was archived last comes first', async () => {
  await start();
  const old = (await list(app, '?limit=100')).conversations.slice(80, 83);
  for (const { conversationId } of old) {
    await mark('archive', conversationId, { isArchived: true });
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  const found = await list(app, '?isArchived=true&sortBy=archivedAt&limit=2');
  expect(found.conversations.map((each) => each.conversationId)).toEqual(
    [old[2], old[1]].map((each) => each?.conversationId),
  );
  expect((await page(app, '?isArchived=true&sortBy=archivedAt&limit=2')).length).toBe(
    app.conversationsOf(ALEX.email).filter(({ isArchived }) => isArchived).length,
  );
});

it('when 0.8.7 is asked for 0.8.8’s lists, then it passes over one and fails', async () => {
  await start({ version: '0.8.7', sample: 'demo' });
  expect((await list(app, '?pinned=true&limit=100')).conversations.some(({ pinned }) => !pinned)).toBe(true);
  expect((await call(app, 'GET', 'api/convos?isArchived=true&sortBy=archivedAt')).status).toBe(500);
  expect((await list(app, '?limit=5')).nextCursor).not.toContain('id');
});
