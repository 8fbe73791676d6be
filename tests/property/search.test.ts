import init from '@sqlite.org/sqlite-wasm';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ArchiveChange, ArchiveOwner } from '@/lib/archive/archive-store';
import { appOf, type MessageHit, type Transcript } from '@/lib/model';
import { fold } from '@/lib/search/fold';
import type { MessageIndex } from '@/lib/search/message-index';
import { parseQuery, type Query } from '@/lib/search/query';
import { SqliteIndex } from '@/lib/search/sqlite-index';
import { wordsOf } from '@/lib/search/words';

const sqlite = await init();
const newIndex = (): MessageIndex => new SqliteIndex(new sqlite.oo1.DB(':memory:'));

const owners: readonly ArchiveOwner[] = [
  { connection: 'a', identity: 'dana' },
  { connection: 'a', identity: 'lee' },
];

/** Few words, so that random queries find something, and traps. */
const word = fc.constantFrom(
  ...[
    'berlin',
    'berln',
    'Bérlin',
    'berlins',
    'plan',
    'plane',
    'a',
    'AND',
    'NEAR',
    '学',
    '学习',
    '习',
    'don’t',
    'c++',
    '*',
  ],
  ...['"', '\0', '\ud83d', 'x:y', 'Straße', '42', '\u00ad', 'москва', 'масква', '-', '^plan', 'NOT', '(', '{text}'],
);
const text = fc.array(word, { maxLength: 8 }).map((words) => words.join(' '));
const time = fc.oneof(
  fc.constant(null),
  fc.constant('not a time'),
  fc.integer({ min: 0, max: 40 }).map((days) => new Date(2024, 0, 1 + days).toISOString()),
);
const name = fc.constantFrom('Work', 'My "space"', 'Ｗｏｒｋ 2', '学习', '');
const model = fc.option(fc.constantFrom('gpt-4o', 'claude-sonnet', 'GPT 5'), { nil: null });

const transcript = fc
  .record({
    key: fc.constantFrom('1', '2', '3', 'a\0b', '\ud83d'),
    workspace: fc.option(name, { nil: null }),
    model,
    messages: fc.array(
      fc.record({ author: fc.constantFrom('user' as const, 'assistant' as const), at: time, text, model }),
      { maxLength: 4 },
    ),
  })
  .map(({ key, workspace, model: ofChat, messages }): { readonly key: string; readonly transcript: Transcript } => ({
    key,
    transcript: {
      chat: workspace === null ? { kind: 'conversation', id: key } : { kind: 'thread', workspaceSlug: 'w', slug: key },
      title: `Chat ${key}`,
      workspace,
      endpoint: null,
      model: ofChat,
      createdAt: null,
      updatedAt: null,
      archived: false,
      messages: messages.map((message, at) => ({
        id: `${at}\0`,
        parent: null,
        name: null,
        attachments: [],
        sources: [],
        rest: {},
        ...message,
      })),
      rest: {},
    },
  }));

const history = fc.array(
  fc.record({
    owner: fc.constantFrom(...owners),
    chat: transcript,
    what: fc.oneof(
      { weight: 9, arbitrary: fc.constantFrom('put', 'remove') },
      { weight: 1, arbitrary: fc.constant('remove owner') },
    ),
    isBatchEnd: fc.boolean(),
  }),
  { maxLength: 14 },
);

const queryText = fc
  .array(
    fc.oneof(
      word,
      word.map((one) => one.slice(0, 4)),
      fc.tuple(word, word).map((two) => `"${two.join(' ')}"`),
      fc.constantFrom('from:me', 'app:librechat', 'app:anythingllm', 'in:work', 'in:"my space"', 'model:gpt', 'in:学'),
      fc.constantFrom('before:2024-01-20', 'after:2024-02', 'after:2024-01-10'),
      fc.constantFrom('berlni', 'belin', 'москав'),
    ),
    { minLength: 1, maxLength: 3 },
  )
  .map((parts) => parts.join(' '));

/** One edit between two words, neighbours swapped included: the textbook's table. */
function distance(a: string, b: string): number {
  const [left, right] = [[...a], [...b]];
  const rows = Array.from({ length: left.length + 1 }, (_, i) => [i, ...right.map(() => 0)]);
  const at = (i: number, j: number) => rows[i]?.[j] ?? Number.NaN;
  for (let j = 0; j <= right.length; j += 1) rows[0]?.splice(j, 1, j);
  for (let i = 1; i <= left.length; i += 1)
    for (let j = 1; j <= right.length; j += 1) {
      const cost = left[i - 1] === right[j - 1] ? 0 : 1;
      let best = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + cost);
      if (i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1])
        best = Math.min(best, at(i - 2, j - 2) + 1);
      rows[i]?.splice(j, 1, best);
    }
  return at(left.length, right.length);
}

const plain = (value: string | null) =>
  value === null
    ? null
    : fold(value)
        .replace(/["\s]+/g, ' ')
        .trim();

/** What the index has to find, by looking at every message. */
function scan(
  chats: ReadonlyMap<string, { readonly owner: ArchiveOwner; readonly transcript: Transcript }>,
  { terms, filters }: Query,
  asked: readonly ArchiveOwner[],
): string[] {
  const needles = terms
    .map(({ kind, text }) => ({ kind, words: wordsOf(text) }))
    .filter(({ words }) => words.length > 0);
  if (needles.length === 0 && (terms.length > 0 || filters.length === 0)) return [];
  const heard = [...chats.values()].filter(({ owner }) => asked.includes(owner));
  const isIn = (said: readonly string[], { kind, words }: (typeof needles)[number]) =>
    said.some((_, at) =>
      words.every((one, index) => {
        const here = said[at + index] ?? '';
        return kind === 'words' && index === words.length - 1 ? here.startsWith(one) : here === one;
      }),
    );
  const isUnknown = (needle: (typeof needles)[number]) =>
    !heard.some(({ transcript }) => transcript.messages.some(({ text }) => isIn(wordsOf(text), needle)));
  const find = (typos: 0 | 1) => {
    const found: string[] = [];
    for (const { owner, transcript } of heard) {
      for (const message of transcript.messages) {
        const said = wordsOf(message.text);
        const hasAll = needles.every((needle) => {
          const [only = '', ...others] = needle.words;
          const isForgiven = typos === 1 && needle.kind === 'words' && others.length === 0 && [...only].length >= 5;
          const isNear = isForgiven && isUnknown(needle) && said.some((one) => distance(only, one) <= 1);
          return isNear || isIn(said, needle);
        });
        const time = Date.parse(message.at ?? '');
        const passes = filters.every((filter) => {
          if (filter.name === 'in') return plain(transcript.workspace)?.includes(plain(filter.value) ?? '') ?? false;
          if (filter.name === 'model')
            return plain(message.model ?? transcript.model)?.includes(plain(filter.value) ?? '') ?? false;
          if (filter.name === 'app') return appOf(transcript.chat) === filter.value;
          if (filter.name === 'from') return message.author === 'user';
          if (filter.name === 'before') return time < filter.at;
          return filter.name === 'after' && time >= filter.at;
        });
        if (hasAll && passes) found.push(nameOf({ owner, message: message.id, chat: transcript.chat }));
      }
    }
    return found;
  };
  const exact = find(0);
  return (exact.length > 0 ? exact : find(1)).sort();
}

const nameOf = ({ owner, message, chat }: Pick<MessageHit, 'owner' | 'message' | 'chat'>) =>
  JSON.stringify([owner.identity, chat, message]);

it('when chats come, change and go, then the index finds what a full look finds', () => {
  fc.assert(
    fc.property(
      history,
      fc.array(queryText, { minLength: 1, maxLength: 6 }),
      fc.subarray([...owners]),
      (all, asks, by) => {
        const index = newIndex();
        const chats = new Map<string, { readonly owner: ArchiveOwner; readonly transcript: Transcript }>();
        let batch: ArchiveChange[] = [];
        all.forEach(({ owner, chat, what, isBatchEnd }, at) => {
          const key = JSON.stringify([owner.identity, chat.key]);
          const seq = at + 1;
          if (what === 'put') {
            chats.set(key, { owner, transcript: chat.transcript });
            batch.push({ seq, owner, key: chat.key, transcript: chat.transcript });
          } else if (what === 'remove') {
            chats.delete(key);
            batch.push({ seq, owner, key: chat.key, transcript: null });
          } else {
            for (const [each, { owner: of }] of chats) if (of === owner) chats.delete(each);
            batch.push({ seq, owner, key: null, transcript: null });
          }
          if (!isBatchEnd) return;
          index.apply(batch);
          batch = [];
        });
        index.apply(batch);
        expect(index.appliedUpTo()).toBe(all.length);
        for (const typed of asks) {
          const hits = index.search(parseQuery(typed), 1000, by);
          expect(hits.map(nameOf).sort(), typed).toEqual(scan(chats, parseQuery(typed), by));
        }
      },
    ),
    { numRuns: 150 },
  );
});

const said = (texts: readonly string[], model: string | null = null): Transcript => ({
  chat: { kind: 'conversation', id: 'c' },
  title: 'Chat',
  workspace: null,
  endpoint: null,
  model,
  createdAt: null,
  updatedAt: null,
  archived: false,
  messages: texts.map((text, at) => ({
    id: String(at),
    parent: null,
    author: 'user',
    name: null,
    model: null,
    at: new Date(2024, 0, 1 + at).toISOString(),
    text,
    attachments: [],
    sources: [],
    rest: {},
  })),
  rest: {},
});

it('when messages are found, then the most relevant and the newest come first', () => {
  const index = newIndex();
  const [owner] = owners as [ArchiveOwner];
  const texts = ['plan and much else that was said here', 'a plan', 'a plan', 'plan, plan'];
  index.apply([{ seq: 1, owner, key: 'c', transcript: said(texts) }]);
  const ids = (typed: string, limit = 10) =>
    index.search(parseQuery(typed), limit, owners).map(({ message }) => message);
  expect(ids('plan')).toEqual(['3', '2', '1', '0']);
  expect(ids('plan', 2)).toEqual(['3', '2']);
  expect(ids('from:me')).toEqual(['3', '2', '1', '0']);
});

it('when a chat leaves the archive, then nothing of it stays in the file', () => {
  const db = new sqlite.oo1.DB(':memory:');
  const index = new SqliteIndex(db);
  const [owner, other] = owners as [ArchiveOwner, ArchiveOwner];
  const secret = said(['the codeword is xylophone', 'xylophone again']);
  index.apply([
    { seq: 1, owner, key: 'c', transcript: secret },
    { seq: 2, owner, key: 'd', transcript: said(['zebra']) },
    { seq: 3, owner: other, key: 'c', transcript: secret },
  ]);
  const holds = (word: string) => Buffer.from(sqlite.capi.sqlite3_js_db_export(db)).includes(word);
  expect(holds('xylophone')).toBe(true);
  index.apply([
    { seq: 4, owner, key: 'c', transcript: null },
    { seq: 5, owner: other, key: null, transcript: null },
  ]);
  expect(holds('xylophone')).toBe(false);
  expect(holds('zebra')).toBe(true);
});
