import { expect, test } from 'vitest';
import * as anythingllm from '@/lib/apps/anythingllm/transcript';
import * as librechat from '@/lib/apps/librechat/transcript';
import { type ListedChat, transcriptSchema } from '@/lib/model';

const conversation: ListedChat = {
  chat: { kind: 'conversation', id: 'c' },
  title: 'A chat',
  workspace: null,
  endpoint: 'openAI',
  model: 'gpt-4o',
  createdAt: '2026-11-29T08:00:39.598Z',
  updatedAt: null,
  archived: false,
};
const thread: ListedChat = { ...conversation, chat: { kind: 'thread', workspaceSlug: 'w', slug: 't' }, workspace: 'W' };
const zero = '00000000-0000-0000-0000-000000000000';

const fromLibreChat = (messages: readonly unknown[]) =>
  librechat.toTranscript(conversation, librechat.messagesWire.parse(messages));
const fromAnythingLlm = (history: readonly unknown[]) =>
  anythingllm.toTranscript(thread, anythingllm.historyWire.parse({ history }));
const row = (messageId: string, parentMessageId: string | null, minute: number, more: object = {}) => ({
  messageId,
  parentMessageId,
  isCreatedByUser: false,
  text: messageId,
  createdAt: `2026-01-05T09:${String(minute).padStart(2, '0')}:00.000Z`,
  ...more,
});
const linksOf = (messages: readonly unknown[]) =>
  fromLibreChat(messages).messages.map(({ id, parent }) => [id, parent]);

// Excerpts of what LibreChat 0.8.7 answered: a turn, a regeneration, an edited first question, a failure, an import.
const recorded = [
  {
    messageId: 'e6cb5974',
    updatedAt: '2026-11-29T08:00:39.790Z',
    expiredAt: null,
    isTemporary: false,
    unfinished: false,
    endpoint: 'openAI',
    tokenCount: 7,
    isCreatedByUser: true,
    text: 'zz-contract hello',
    sender: 'User',
    conversationId: 'c',
    parentMessageId: zero,
    createdAt: '2026-11-29T08:00:39.598Z',
    model: null,
    error: false,
  },
  {
    messageId: 'f1a0566d',
    attachments: [],
    tokenCount: 20,
    content: [{ type: 'text', text: 'This is **gpt-4o**.' }],
    text: '',
    metadata: { usage: { input: 10 } },
    endpoint: 'openAI',
    sender: 'GPT-4o',
    model: 'gpt-4o',
    isCreatedByUser: false,
    parentMessageId: 'e6cb5974',
    conversationId: 'c',
    createdAt: '2026-11-29T08:00:39.777Z',
    error: false,
  },
  {
    messageId: 'eeef8702',
    content: [{ type: 'error', error: 'An error occurred: fetch failed' }],
    text: '',
    sender: 'Gemini',
    model: 'gemini-2.5-flash',
    isCreatedByUser: false,
    parentMessageId: 'e6cb5974',
    createdAt: '2026-11-29T08:01:56.878Z',
  },
  {
    messageId: '26824234',
    isCreatedByUser: true,
    text: 'edited first question',
    sender: 'User',
    parentMessageId: zero,
    createdAt: '2026-11-29T08:01:50.132Z',
    files: [{ file_id: 'f1', filename: 'a.txt', filepath: '/uploads/x/f1__a.txt', type: 'text/plain', bytes: 12 }],
  },
  {
    messageId: 'fbd46971',
    text: '',
    isCreatedByUser: false,
    parentMessageId: '26824234',
    createdAt: '2026-11-29T08:02:00.000Z',
    content: [
      { type: 'think', think: 'hmm' },
      { type: 'text', text: { value: 'First answer', annotations: [] } },
      { type: 'tool_call', tool_call: { id: 't1', name: 'web_search', args: '{"q":"x"}', output: 'res', progress: 1 } },
    ],
  },
];

test('when LibreChat answers, then authors, texts, thoughts and files are kept', () => {
  const { messages } = fromLibreChat(recorded);
  expect(messages.map(({ author, text, thought }) => [author, text, thought])).toEqual([
    ['user', 'zz-contract hello', undefined],
    ['assistant', 'This is **gpt-4o**.', undefined],
    ['assistant', 'An error occurred: fetch failed', undefined],
    ['user', 'edited first question', undefined],
    ['assistant', 'First answer', 'hmm'],
  ]);
  expect(messages[1]).toMatchObject({ name: 'GPT-4o', model: 'gpt-4o', at: '2026-11-29T08:00:39.777Z' });
  expect(messages[1]?.rest).toEqual({ tokenCount: 20, metadata: { usage: { input: 10 } }, endpoint: 'openAI' });
  expect(messages[3]?.attachments).toEqual([{ name: 'a.txt', type: 'text/plain' }]);
  expect(messages[4]?.rest.content).toEqual(recorded[4]?.content);
});

test.each<[string, unknown[], [string, string | null][]]>([
  [
    'a child before its parent',
    [row('b', 'a', 2), row('a', zero, 1)],
    [
      ['a', null],
      ['b', 'a'],
    ],
  ],
  ['an orphan', [row('a', 'gone', 1)], [['a', null]]],
  [
    'a circle',
    [row('a', 'b', 2), row('b', 'a', 1)],
    [
      ['b', null],
      ['a', 'b'],
    ],
  ],
  ['its own parent', [row('a', 'a', 1)], [['a', null]]],
  [
    'two equal ids',
    [row('a', zero, 1), row('a', 'a', 2)],
    [
      ['a', null],
      ['a#2', 'a'],
    ],
  ],
  [
    'siblings',
    [row('a', zero, 1), row('c', 'a', 3), row('b', 'a', 2), row('d', 'b', 4)],
    [
      ['a', null],
      ['b', 'a'],
      ['d', 'b'],
      ['c', 'a'],
    ],
  ],
  [
    'two roots',
    [row('b', zero, 2), row('a', zero, 1)],
    [
      ['a', null],
      ['b', null],
    ],
  ],
])('when messages have %s, then each stands after its parent', (_, rows, expected) => {
  expect(linksOf(rows)).toEqual(expected);
});

test('when a chat is 20,000 messages deep, then it is put in order', () => {
  const deep = Array.from({ length: 20_000 }, (_, index) => row(`m${index}`, index ? `m${index - 1}` : null, 1));
  expect(linksOf(deep.toReversed())).toHaveLength(20_000);
});

test('when messages cannot be read, then they are counted and the others stay', () => {
  const transcript = fromLibreChat([null, { text: 'no id' }, row('a', zero, 1), { messageId: 5 }]);
  expect([transcript.messages.length, transcript.leftOut]).toEqual([1, 3]);
  expect(fromAnythingLlm([{ role: 'system', content: 'x', chatId: 1 }, 7]).leftOut).toBe(2);
});

test('when text and parts differ, then neither is lost', () => {
  const content = [{ type: 'text', text: 'in parts' }];
  const [message] = fromLibreChat([row('a', zero, 1, { content, text: 'beside' })]).messages;
  expect([message?.text, message?.rest.text]).toEqual(['in parts', 'beside']);
});

test('when fields have hostile values, then they cost nothing else', () => {
  const hostile = JSON.parse(
    '{"__proto__":{"polluted":1},"constructor":{"polluted":1},"model":5,"content":"x","files":7}',
  );
  const deep = JSON.parse(`${'['.repeat(5000)}${']'.repeat(5000)}`);
  const rows = [row('a', zero, 1, { ...hostile, deep, createdAt: 'nonsense', sender: {} })];
  const transcript = fromLibreChat(rows);
  expect(transcript.messages[0]).toMatchObject({ text: 'a', model: null, at: null, name: null });
  expect(Object.hasOwn(transcript.messages[0]?.rest ?? {}, '__proto__')).toBe(false);
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  expect(transcriptSchema.safeParse(transcript).success).toBe(true);
});

test('when AnythingLLM answers, then no bytes, chunks or paths are kept', () => {
  const source = { id: 'ab45', text: 'CHUNK', score: 0.1, chunkSource: '', title: 'zz-contract-a.txt' };
  const transcript = fromAnythingLlm([
    {
      role: 'user',
      content: 'with a picture',
      sentAt: 1795939661,
      chatId: 24,
      attachments: [{ name: 'dot.png', mime: 'image/png', contentString: 'data:image/png;base64,iVBORw0KGgo=' }],
    },
    {
      type: 'chat',
      role: 'assistant',
      content: 'This is **gpt-4.1**.',
      chatId: 24,
      sentAt: 1795939661,
      feedbackScore: null,
      sources: [
        { ...source, url: 'file:///app/collector/hotdir/zz-contract-a.txt' },
        { ...source, id: 'fdbc' },
        { title: 'A page', url: 'file://site.html', chunkSource: 'link://https://site.example/a' },
        { title: '/app/hotdir/b.txt', url: 'javascript:alert(1)' },
      ],
      metrics: { total_tokens: 30, model: 'gpt-4.1', provider: 'OpenAiLLM' },
    },
  ]);
  const at = '2026-11-29T08:07:41.000Z';
  expect(transcript.messages).toEqual([
    {
      id: '24/user',
      parent: null,
      author: 'user',
      name: null,
      model: null,
      at,
      text: 'with a picture',
      attachments: [{ name: 'dot.png', type: 'image/png' }],
      sources: [],
      rest: {},
    },
    {
      id: '24/assistant',
      parent: '24/user',
      author: 'assistant',
      name: null,
      model: 'gpt-4.1',
      at,
      text: 'This is **gpt-4.1**.',
      attachments: [],
      sources: [
        { title: 'zz-contract-a.txt', url: null },
        { title: 'A page', url: 'https://site.example/a' },
        { title: 'b.txt', url: null },
      ],
      rest: { type: 'chat', metrics: { total_tokens: 30, model: 'gpt-4.1', provider: 'OpenAiLLM' } },
    },
  ]);
  expect(transcriptSchema.parse(transcript)).toEqual(transcript);
});
