import 'fake-indexeddb/auto';
import { expect, it } from 'vitest';
import type { ArchiveChange, ArchiveOwner, ArchiveStore, ChatHead } from '@/lib/archive';
import { chatKey, type Transcript } from '@/lib/model';
import { openArchive } from '@/lib/platform/archive-db';

const alex: ArchiveOwner = { connection: 'c1', identity: 'alex' };
const bob: ArchiveOwner = { connection: 'c1', identity: 'bob' };

const head = (id: string, given: Partial<ChatHead> = {}): ChatHead => ({
  chat: { kind: 'conversation', id },
  listedAt: '2026-01-01T00:00:00.000Z',
  readAt: 1,
  etag: null,
  state: 'current',
  missingSince: null,
  ...given,
});

const transcript = (id: string, title = id): Transcript => ({
  chat: { kind: 'conversation', id },
  title,
  workspace: null,
  endpoint: null,
  model: null,
  createdAt: null,
  updatedAt: null,
  archived: false,
  messages: [],
  rest: {},
});

let databases = 0;
const opened = () => openArchive(`archive-${databases++}`);
const told = (changes: readonly ArchiveChange[]) =>
  changes.map(({ owner, key, transcript: now }) => [owner.identity, key, now?.title ?? null]);
const put = (archive: ArchiveStore, owner: ArchiveOwner, id: string, title?: string) =>
  archive.put(owner, head(id), transcript(id, title));

it('when a chat is put, then its head and its transcript are read back', async () => {
  const archive = opened();
  await put(archive, alex, 'a', 'Hello');
  expect(await archive.heads(alex)).toEqual([head('a')]);
  expect(await archive.transcript(alex, chatKey(head('a').chat))).toEqual(transcript('a', 'Hello'));
  expect(await archive.heads(bob)).toEqual([]);
  expect(await archive.transcript(bob, 'c/a')).toBeNull();
});

it('when chats change, then followers get each once, the last changed one last', async () => {
  const archive = opened();
  await put(archive, alex, 'a', 'one');
  await put(archive, alex, 'b');
  await put(archive, alex, 'a', 'two');
  const all = await archive.changesAfter(0, 10);
  expect(told(all)).toEqual([
    ['alex', 'c/b', 'b'],
    ['alex', 'c/a', 'two'],
  ]);
  const [first, last] = all.map(({ seq }) => seq);
  expect(told(await archive.changesAfter(0, 1))).toEqual([['alex', 'c/b', 'b']]);
  expect(told(await archive.changesAfter(first ?? 0, 10))).toEqual([['alex', 'c/a', 'two']]);
  expect(await archive.changesAfter(last ?? 0, 10)).toEqual([]);
});

it('when a transcript is put again, then its head is new, but followers hear nothing', async () => {
  const archive = opened();
  await put(archive, alex, 'a');
  const [{ seq } = { seq: 0 }] = await archive.changesAfter(0, 10);
  await archive.put(alex, head('a', { readAt: 2, etag: 'W/"2"' }), transcript('a'));
  expect(await archive.changesAfter(seq, 10)).toEqual([]);
  expect(await archive.heads(alex)).toEqual([head('a', { readAt: 2, etag: 'W/"2"' })]);
});

it('when heads are marked, then only chats of the archive change', async () => {
  const archive = opened();
  await put(archive, alex, 'a');
  await archive.mark(alex, [head('a', { state: 'stale' }), head('unknown')]);
  expect(await archive.heads(alex)).toEqual([head('a', { state: 'stale' })]);
});

it('when chats are removed, then nothing of them is left and followers hear it once', async () => {
  const archive = opened();
  await put(archive, alex, 'a');
  await archive.remove(alex, ['c/a', 'c/unknown']);
  expect(await archive.heads(alex)).toEqual([]);
  expect(await archive.transcript(alex, 'c/a')).toBeNull();
  expect(told(await archive.changesAfter(0, 10))).toEqual([['alex', 'c/a', null]]);
});

it('when an owner is not wanted any more, then their chats go, and nobody else’s', async () => {
  const archive = opened();
  await put(archive, alex, 'a');
  await put(archive, alex, 'b');
  await put(archive, bob, 'a');
  await archive.removeOwners(({ identity }) => identity === 'bob');
  expect(await archive.heads(alex)).toEqual([]);
  expect(await archive.heads(bob)).toHaveLength(1);
  expect(told(await archive.changesAfter(0, 10))).toEqual([
    ['bob', 'c/a', 'a'],
    ['alex', null, null],
  ]);
});

it('when the archive is opened again, then it goes on counting', async () => {
  const name = `archive-${databases++}`;
  await put(openArchive(name), alex, 'a');
  const again = openArchive(name);
  await put(again, alex, 'b');
  const seqs = (await again.changesAfter(0, 10)).map(({ seq }) => seq);
  expect(seqs).toEqual([1, 2]);
});
