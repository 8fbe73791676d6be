import { expect, it } from 'vitest';
import { ALEX, type LibreChatApp, type LibreChatOptions } from '../../apps/librechat';
import type { Conversation } from '../../apps/librechat/state';
import { libreChat } from './kit';

let app: LibreChatApp;

const connected = async (options: LibreChatOptions = {}) => {
  const found = await libreChat({ version: '0.8.8', sample: { conversations: 250 }, ...options });
  const { world } = found;
  app = found.app;
  await world.engine.bearerSeen(`${app.url}api/convos`, app.tokenFor(ALEX.email));
  const shown = async (one: Conversation) =>
    (await world.shown()).conversations.find(({ id }) => id === one.conversationId);
  return { ...found, poll: () => world.look(40_000), shown };
};

/** One that stands far below the list's head. */
const anOldOne = (nth: number, fits: (one: Conversation) => boolean = (one) => !one.pinned && !one.isArchived) => {
  const all = app.conversationsOf(ALEX.email).sort((a, b) => b.updatedAt.localeCompare(a.updatedAt));
  const found = all.slice(100).filter(fits)[nth];
  if (!found) throw new Error('the sample is too small');
  return found;
};
const fullReads = () => app.log.matching({ path: '/api/convos' }).filter(({ query }) => query.includes('limit=1000'));

it('when LibreChat 0.8.8’s pages are short, then all is read', async () => {
  const { world } = await connected();
  expect((await world.shown()).conversations).toHaveLength(250);
});

it('when an old chat is pinned elsewhere, then the next poll shows it', async () => {
  const { poll, shown } = await connected();
  await poll();
  app.log.clear();
  const one = anOldOne(0);
  one.pinned = true;
  await poll();
  expect(await shown(one)).toMatchObject({ pinned: true, updatedAt: one.updatedAt });
  one.pinned = false;
  await poll();
  expect(await shown(one)).toMatchObject({ pinned: false });
  expect(fullReads()).toEqual([]);
});

it('when an old chat is archived elsewhere, then the next poll shows it', async () => {
  const { poll, shown } = await connected();
  await poll();
  app.log.clear();
  const [one, other] = [anOldOne(0), anOldOne(1)];
  Object.assign(one, { isArchived: true, archivedAt: new Date().toISOString() });
  Object.assign(other, { isArchived: true, archivedAt: new Date().toISOString(), pinned: true });
  await poll();
  expect(await shown(one)).toMatchObject({ archived: true });
  expect(await shown(other)).toMatchObject({ archived: true, pinned: true });
  expect(fullReads()).toEqual([]);
  Object.assign(one, { isArchived: false, archivedAt: null });
  await poll();
  expect(await shown(one)).toMatchObject({ archived: false });
});

it('when nothing changes in 0.8.8, then it costs three requests without a body', async () => {
  const { world, poll } = await connected();
  await poll();
  app.log.clear();
  const { writes } = world.local;
  await poll();
  const lists = app.log.matching({ path: '/api/convos' });
  expect(lists.map(({ status, bytes }) => [status, bytes])).toEqual([
    [304, 0],
    [304, 0],
    [304, 0],
  ]);
  expect(world.local.writes).toBe(writes);
});

it('when many pins are new, then nothing new among them is missed', async () => {
  const { titles, poll } = await connected();
  await poll();
  const fresh = Array.from({ length: 40 }, (_, index) =>
    app.addConversation(ALEX.email, {
      title: `Fresh ${index}`,
      updatedAt: new Date(Date.now() + index).toISOString(),
      pinned: index === 39,
    }),
  );
  await poll();
  const found = await titles();
  expect(fresh.filter(({ title }) => !found.includes(title))).toEqual([]);
});

it('when all chats fit on one page, then 0.8.8 is told apart all the same', async () => {
  const { poll, shown } = await connected({ sample: { conversations: 80 } });
  const [one] = app
    .conversationsOf(ALEX.email)
    .filter(({ isArchived, pinned }) => !isArchived && !pinned)
    .sort((a, b) => a.updatedAt.localeCompare(b.updatedAt));
  if (!one) throw new Error('the sample is empty');
  one.pinned = true;
  await poll();
  expect(await shown(one)).toMatchObject({ pinned: true });
});

it('when LibreChat is 0.8.7, then it is asked for nothing that it does not know', async () => {
  const { poll } = await connected({ version: '0.8.7' });
  app.log.clear();
  await poll();
  await poll();
  const queries = app.log.matching({ path: '/api/convos' }).map(({ query }) => query);
  expect(queries.filter((query) => /pinned|archivedAt/.test(query))).toEqual([]);
});

it.each(['0.8.7', '0.8.8'] as const)('when %s has a date far in the future, then not all is read', async (version) => {
  const { world, status, poll } = await connected({ version, sample: { conversations: 60 } });
  for (const updatedAt of ['+010000-01-01T00:00:00.000Z', '+275760-09-13T00:00:00.000Z', '2999-01-01T00:00:00.000Z']) {
    app.addConversation(ALEX.email, { title: `From ${updatedAt}`, updatedAt });
  }
  await world.engine.sync();
  expect(fullReads()).not.toEqual([]);
  app.log.clear();
  for (let round = 0; round < 3; round++) {
    app.addConversation(ALEX.email, { title: `Round ${round}` });
    await poll();
  }
  expect(fullReads()).toEqual([]);
  expect((await status()).problem).toBeNull();
  const { conversations } = await world.shown();
  expect(conversations).toHaveLength(66);
  expect(conversations.slice(0, 3).map(({ title }) => title)).toEqual(
    expect.arrayContaining([expect.stringMatching(/^From /)]),
  );
});
