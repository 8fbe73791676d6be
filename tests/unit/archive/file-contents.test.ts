import { zipSync } from 'fflate';
import { expect, it } from 'vitest';
import { type OpenFileOptions, openFile } from '@/lib/archive/bring-in/file-contents';
import type { Transcript } from '@/lib/model';
import { readExport } from '@/lib/transcripts';
import { exported, message, transcript, words } from '../transcripts/kit';

const options = (more: Partial<OpenFileOptions> = {}): OpenFileOptions => ({
  ...{ copy: null, broughtIn: [], onProgress: () => undefined, signal: new AbortController().signal, read: readExport },
  ...more,
});
const fileOf = (parts: BlobPart[], lastModified = 1_700_000_000_000) => new File(parts, 'export.zip', { lastModified });
const text = (value: string) => new TextEncoder().encode(value);

const chat = (title: string, more: Partial<Transcript> = {}) =>
  transcript([message('a', null, { text: title })], { title, ...more });

it('when Tandem’s zip is opened, then its chats and workspaces are listed once', async () => {
  const zip = await exported([chat('One'), chat('One'), chat('Two'), transcript([], { title: 'Empty' })], (all) =>
    all.addWorkspace(
      { slug: 'legal', name: 'Legal' },
      { chatProvider: 'openai', openAiTemp: 0.2, topN: '6', __proto__: 1 },
    ),
  );
  const opened = await openFile(fileOf([zip.file]), options());
  expect(opened.contents.chats.map(({ title, state, format }) => [title, state, format])).toEqual([
    ['One', 'new', 'librechat'],
    ['One', 'there', 'librechat'],
    ['Two', 'new', 'librechat'],
    ['Empty', 'empty', 'librechat'],
  ]);
  expect(opened.contents).toMatchObject({ workspaces: [{ key: 0, name: 'Legal' }], troubles: [], compared: 'no-copy' });
  expect(opened.workspace(0)).toMatchObject({
    title: 'Legal',
    what: { kind: 'workspace', settings: { chatProvider: 'openai', openAiTemp: 0.2 } },
  });
  expect(opened.workspace(0).what).not.toHaveProperty('settings.topN');
});

it('when LibreChat has the same chat, or had it brought in, then that is told', async () => {
  const zip = await exported([chat('One'), chat('Two'), chat('Three')]);
  const owner = { connection: 'c', identity: 'me' };
  const other = { kind: 'conversation', id: 'other' } as const;
  const archive = {
    heads: async () => [
      { chat: other, listedAt: null, readAt: 0, etag: null, state: 'current', missingSince: null } as const,
    ],
    transcript: async (_owner: unknown, key: string) => (key === 'c/other' ? chat('Two', { chat: other }) : null),
  };
  const { said } = (await openFile(fileOf([zip.file]), options())).chat(2, { kind: 'workspace', slug: 'w' }, words);
  const { contents } = await openFile(fileOf([zip.file]), options({ copy: { archive, owner }, broughtIn: [said] }));
  expect(contents.chats.map(({ state }) => state)).toEqual(['new', 'there', 'there']);
  expect(contents.compared).toBe('with-copy');
});

it('when a chat has no time, then the file’s counts, each time the same', async () => {
  const untimed = JSON.stringify([
    {
      conversation_id: 'x',
      title: 'No time',
      mapping: { a: { message: { author: { role: 'user' }, content: { content_type: 'text', parts: ['Hello'] } } } },
    },
  ]);
  const target = { kind: 'librechat', modelOf: () => ({ endpoint: 'openAI', model: 'gpt-4o' }) } as const;
  const once = (await openFile(fileOf([untimed]), options())).chat(0, target, words);
  const again = (await openFile(fileOf([untimed]), options())).chat(0, target, words);
  expect(again).toEqual(once);
  expect(once.what).toMatchObject({
    file: { endpoint: 'openAI', messages: [{ createdAt: '2023-11-14T22:13:20.000Z' }] },
  });
});

it('when a zip is hostile, then each trouble is named and the rest is read', async () => {
  const bomb = new Uint8Array(30_000_000);
  const good = JSON.stringify([
    {
      uuid: 'u',
      name: 'Fine',
      chat_messages: [{ uuid: 'm', sender: 'human', text: 'Hello', created_at: '2025-01-01T00:00:00Z' }],
    },
  ]);
  const zip = zipSync({
    '../../conversations.json': text(good),
    'conversations-bomb.json': [bomb, { level: 9 }],
    'conversations.json': text(good),
    'conversations-2.json': text('{"__proto__": {"polluted": true}}'),
    'conversations-3.json': text('not json'),
  });
  const { contents } = await openFile(fileOf([zip as Uint8Array<ArrayBuffer>]), options());
  expect(contents.chats.map(({ title, format }) => [title, format])).toEqual([['Fine', 'claude']]);
  expect(contents.troubles).toEqual([
    { file: '../../conversations.json', code: 'unsafe-name' },
    { file: 'conversations-bomb.json', code: 'too-big' },
    { file: 'conversations-2.json', code: 'unknown-form' },
    { file: 'conversations-3.json', code: 'not-json' },
  ]);
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
});

it('when opening is cancelled, then it ends', async () => {
  const cancel = new AbortController();
  const zip = await exported([chat('One'), chat('Two')]);
  const opening = openFile(
    fileOf([zip.file]),
    options({ signal: cancel.signal, onProgress: () => cancel.abort(new Error('enough')) }),
  );
  await expect(opening).rejects.toThrow('enough');
});
