import { describe, expect, test } from 'vitest';
import type { Message, Transcript } from '@/lib/model';
import { fingerprint, lostInLibreChat, ownTarget, readChats, toLibreChat, toMarkdown } from '@/lib/transcripts';
import { inThread, message, said, transcript, words } from './kit';

const at = (second: number) => `2026-01-05T09:00:${String(second).padStart(2, '0')}.000Z`;
const target = { endpoint: 'openAI', model: 'gpt-4o' };
const only = (json: unknown): Transcript => {
  const [chat] = [...readChats(json)];
  if (!chat) throw new Error('not read');
  return chat.transcript;
};
const told = ({ messages }: Transcript) =>
  messages.map(({ id, parent, author, text, thought, model }) => [id, parent, author, text, thought, model]);

describe('to LibreChat', () => {
  const tree = transcript([
    message('a', null, { at: at(1) }),
    message('b', 'a', { at: at(2), author: 'assistant', text: 'answer', thought: 'hmm', name: 'GPT', model: 'o3' }),
    message('c', 'a', { at: at(3), author: 'assistant', text: '' }),
  ]);

  test('when a chat is written, then the form is that of its own export', () => {
    expect(toLibreChat(tree, target)).toEqual({
      conversationId: 'c1',
      endpoint: 'openAI',
      title: 'A chat',
      branches: true,
      recursive: false,
      options: { model: 'gpt-4o', isArchived: false, createdAt: tree.createdAt, updatedAt: tree.updatedAt },
      messages: [
        {
          messageId: 'a',
          parentMessageId: '00000000-0000-0000-0000-000000000000',
          conversationId: 'c1',
          isCreatedByUser: true,
          endpoint: 'openAI',
          text: 'text of a',
          createdAt: at(1),
          updatedAt: at(1),
        },
        {
          messageId: 'b',
          parentMessageId: 'a',
          conversationId: 'c1',
          isCreatedByUser: false,
          sender: 'GPT',
          model: 'o3',
          endpoint: 'openAI',
          text: 'answer',
          createdAt: at(2),
          updatedAt: at(2),
          content: [
            { type: 'think', think: 'hmm' },
            { type: 'text', text: 'answer' },
          ],
        },
        {
          messageId: 'c',
          parentMessageId: 'a',
          conversationId: 'c1',
          isCreatedByUser: false,
          endpoint: 'openAI',
          text: '',
          createdAt: at(3),
          updatedAt: at(3),
        },
      ],
    });
  });

  test('when it is read again, then it is the same chat', () => {
    const again = only(JSON.parse(JSON.stringify(toLibreChat(tree, target))));
    expect(again).toMatchObject({ title: 'A chat', endpoint: 'openAI', model: 'gpt-4o', archived: false });
    expect(told(again)).toEqual(told(tree));
  });

  test('when fields have wrong types, then they are left out', () => {
    const rest: Message['rest'] = {
      tokenCount: 'abc',
      content: 'not an array',
      files: [1],
      feedback: { rating: 'meh' },
      updatedAt: 'nonsense',
      unknownField: 1,
      quotes: ['q'],
      metadata: { a: 1 },
      expiredAt: 'nonsense',
    };
    const [written] = toLibreChat(transcript([message('a', null, { at: 'nonsense', rest })]), target).messages;
    const start = '2026-01-05T09:00:00.000Z';
    expect(written).toMatchObject({ quotes: ['q'], metadata: { a: 1 }, createdAt: start, updatedAt: start });
    for (const field of ['tokenCount', 'content', 'files', 'feedback', 'unknownField', 'expiredAt']) {
      expect(written).not.toHaveProperty(field);
    }
  });

  test.each<[string, (string | null)[], (string | undefined)[]]>([
    ['are missing in part', [at(1), null, at(9)], [at(1), '2026-01-05T09:00:01.001Z', at(9)]],
    ['are equal', [at(1), at(1), at(1)], [at(1), at(1), at(1)]],
    ['start missing', [null, null, at(9)], [at(9), '2026-01-05T09:00:09.001Z', at(9)]],
    ['are all missing', [null, null, null], [undefined, undefined, undefined]],
  ])('when times %s, then only these are filled in', (_, times, expected) => {
    const chain = times.map((time, index) => message(`m${index}`, index ? `m${index - 1}` : null, { at: time }));
    const { messages } = toLibreChat(transcript(chain, { createdAt: null }), target);
    expect(messages.map(({ createdAt }) => createdAt)).toEqual(expected);
  });

  test('when a thread is written, then it has the model that was chosen for it', () => {
    const thread = inThread([message('1/user', null, { at: at(1) })], { endpoint: 'openai', model: 'gpt-4.1' });
    expect(ownTarget(thread)).toBeNull();
    expect(toLibreChat(thread, { endpoint: 'google', model: 'gemini' })).toMatchObject({
      conversationId: 't/w/t',
      endpoint: 'google',
      options: { model: 'gemini' },
      messages: [{ endpoint: 'google' }],
    });
  });

  test.each<[string, Transcript, string[]]>([
    ['nothing', transcript([message('a', null, { at: at(1) })], { updatedAt: at(1) }), []],
    ['its place in the list', transcript([message('a', null, { at: at(1) })]), ['last-change']],
    [
      'most',
      transcript(
        [message('a', null, { attachments: [{ name: 'a', type: null }], sources: [{ title: 's', url: null }] })],
        { leftOut: 1, updatedAt: null },
      ),
      ['attachments', 'sources', 'times', 'unreadable-messages'],
    ],
  ])('when a chat loses %s, then codes say so', (_, chat, codes) => {
    expect(lostInLibreChat(chat)).toEqual(codes);
  });
});

describe('from exports', () => {
  test('when LibreChat exports a tree, then nothing below an empty message is lost', () => {
    const leaf = {
      messageId: 'f',
      sender: 'User',
      text: 'below',
      isCreatedByUser: true,
      createdAt: at(5),
      children: [],
    };
    const chat = only({
      conversationId: 'old',
      endpoint: 'openAI',
      title: 'T',
      recursive: true,
      options: { model: 'gpt-4o' },
      messagesTree: [
        {
          messageId: 'a',
          text: 'Root',
          isCreatedByUser: true,
          createdAt: at(1),
          children: [
            { messageId: 'b', text: '', content: [{ type: 'text', text: 'One' }], createdAt: at(2), children: [] },
            { messageId: 'e', text: '', createdAt: at(4), children: [leaf] },
          ],
        },
      ],
    });
    expect(said(chat).map(([author, text, , parent]) => [author, text, parent])).toEqual([
      ['user', 'Root', null],
      ['assistant', 'One', 0],
      ['assistant', '', 0],
      ['user', 'below', 2],
    ]);
  });

  test('when ChatGPT exports chats, then branches, thoughts and links are kept', () => {
    const node = (id: string, parent: string | null, role: string, content: object, metadata: object = {}) => ({
      id,
      parent,
      children: [],
      message: { id, author: { role }, content, create_time: 1767600001, metadata },
    });
    const textOf = (part: string) => ({ content_type: 'text', parts: [part] });
    const citation = { metadata: { type: 'webpage', title: 'T', url: 'https://e.example' } };
    const json = [
      {
        title: 'A chat',
        create_time: 1767600000.5,
        update_time: 1767609000,
        conversation_id: 'gpt-1',
        mapping: {
          root: { id: 'root', message: null, parent: null, children: ['s'] },
          s: node('s', 'root', 'system', textOf('')),
          u: node('u', 's', 'user', textOf('Hi there')),
          t: node('t', 'u', 'assistant', {
            content_type: 'thoughts',
            thoughts: [{ summary: 'S', content: 'thinking…' }],
          }),
          a: node('a', 't', 'assistant', textOf('Hello'), { model_slug: 'gpt-4o', citations: [citation, 5] }),
          a2: node('a2', 'u', 'assistant', textOf('Other'), { model_slug: 'gpt-4o-mini' }),
          p: node('p', 'a2', 'user', {
            content_type: 'multimodal_text',
            parts: [{ asset_pointer: 'file-service://f1' }],
          }),
          bad: 'no node',
        },
      },
      { title: null, create_time: 1767600000, mapping: {} },
    ];
    const [first, second] = [...readChats(json)].map((chat) => chat?.transcript);
    expect(first).toMatchObject({
      chat: { id: 'gpt-1' },
      createdAt: '2026-01-05T08:00:00.500Z',
      endpoint: 'openAI',
      model: 'gpt-4o-mini',
      leftOut: 1,
    });
    expect(told(first as Transcript)).toEqual([
      ['u', null, 'user', 'Hi there', undefined, null],
      ['a', 'u', 'assistant', 'Hello', 'thinking…', 'gpt-4o'],
      ['a2', 'u', 'assistant', 'Other', undefined, 'gpt-4o-mini'],
      ['p', 'a2', 'user', '', undefined, null],
    ]);
    expect(first?.messages[1]?.sources).toEqual([{ title: 'T', url: 'https://e.example/' }]);
    expect(first?.messages[3]?.attachments).toEqual([{ name: 'f1', type: 'image' }]);
    expect(second?.messages).toEqual([]);
  });

  test('when Claude exports chats, then thoughts and pasted texts are kept', () => {
    const chat = only([
      {
        uuid: 'c1',
        name: 'A chat',
        created_at: '2026-01-07T10:00:00Z',
        updated_at: '2026-01-08T10:00:00Z',
        chat_messages: [
          {
            uuid: '1',
            sender: 'human',
            text: 'Hi',
            content: [{ type: 'text', text: 'Hi' }],
            created_at: '2026-01-07T10:00:01Z',
            attachments: [{ file_name: 'p.txt', file_type: 'txt', extracted_content: 'pasted words' }],
            files: [],
          },
          {
            uuid: '2',
            sender: 'assistant',
            text: 'Hello',
            created_at: '2026-01-07T10:00:01Z',
            content: [
              { type: 'thinking', thinking: 'mm' },
              { type: 'text', text: 'Hello' },
              { type: 'tool_use', name: 'x' },
            ],
          },
          { uuid: '3', sender: 'human', text: 'Again', parent_message_uuid: '1', created_at: '2026-01-07T10:00:02Z' },
          { sender: 'system' },
        ],
      },
    ]);
    expect(told(chat)).toEqual([
      ['1', null, 'user', 'Hi', undefined, null],
      ['2', '1', 'assistant', 'Hello', 'mm', null],
      ['3', '1', 'user', 'Again', undefined, null],
    ]);
    expect(chat.leftOut).toBe(1);
    expect(chat.messages[0]).toMatchObject({ attachments: [{ name: 'p.txt' }], rest: { pasted: ['pasted words'] } });
  });

  const deep = JSON.parse(`${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`);
  const stored = (chat: object) => ({ format: 'tandem-transcript', version: 1, transcript: chat });
  test.each<[string, unknown]>([
    ['a number', 5],
    ['another shape', { a: 1 }],
    ['another version', { ...stored(transcript([])), version: 2 }],
    ['the home page as its chat', stored(transcript([], { chat: { kind: 'home', app: 'librechat' } as never }))],
    ['a depth of 20,000', stored({ ...transcript([]), rest: { deep } })],
    ['prototype keys', JSON.parse('{"__proto__":{"mapping":{}},"constructor":1}')],
  ])('when JSON has %s, then it is no chat', (_, json) => {
    expect([...readChats(json)]).toEqual([null]);
  });

  test('when a file of Tandem was tampered with, then its chat is sound', () => {
    const evil = message('a', 'a', { at: 'nonsense', sources: [{ title: 's', url: 'javascript:alert(1)' }] });
    const chat = only(stored(transcript([evil, evil])));
    expect(chat.messages.map(({ id, parent, at }) => [id, parent, at])).toEqual([
      ['a', null, null],
      ['a#2', 'a', null],
    ]);
    expect(chat.messages[0]?.sources).toEqual([{ title: 's', url: null }]);
  });
});

describe('fingerprint', () => {
  const chat = transcript([
    message('a', null, { at: at(1) }),
    message('b', 'a', { at: at(1), author: 'assistant', text: 'x\ud800' }),
    message('c', 'a', { at: at(1), author: 'assistant', text: 'y' }),
  ]);

  test('when a chat was brought into LibreChat, then it is known there', async () => {
    const imported = only(JSON.parse(JSON.stringify(toLibreChat(chat, target)).toWellFormed()));
    const [a, b, c] = imported.messages;
    const stored = { ...imported, title: 'new', messages: [a, c, b] as Message[] };
    expect(await fingerprint(stored)).toBe(await fingerprint(chat));
  });

  test.each<[string, Partial<Message>]>([
    ['text', { text: 'z' }],
    ['author', { author: 'user' }],
    ['time', { at: at(2) }],
    ['parent', { parent: null }],
  ])('when a %s differs, then the fingerprint does', async (_, change) => {
    const [a, b, c] = chat.messages as [Message, Message, Message];
    expect(await fingerprint(transcript([a, b, { ...c, ...change }]))).not.toBe(await fingerprint(chat));
  });
});

describe('to Markdown', () => {
  test('when a chat has branches, then all are there and marked', () => {
    const chat = transcript([
      message('a', null, { at: at(1), attachments: [{ name: 'a.txt', type: null }] }),
      message('b', 'a', {
        author: 'assistant',
        name: 'GPT',
        model: 'o3',
        thought: 'hm\nmm',
        text: '```js\nstopped',
        sources: [{ title: '[x](y)', url: 'https://e.example/a)>' }],
      }),
      message('c', 'a', { author: 'assistant', text: '# said' }),
    ]);
    expect(toMarkdown(chat, words)).toBe(`---
title: "A chat"
app: "librechat"
id: "c1"
endpoint: "openAI"
model: "gpt-4o"
created: "2026-01-05T09:00:00.000Z"
updated: "2026-01-05T10:00:00.000Z"
archived: false
messages: 3
---

# A chat

## 1. You

2026-01-05T09:00:01.000Z

text of a

**Attachments**
- a.txt

## 2. GPT

o3 · version 1/2 after 1

> **Thought**
> hm
> mm

\`\`\`js
stopped
\`\`\`

**Sources**
- [\\[x\\](y)](<https://e.example/a)%3E>)

## 3. Assistant

version 2/2 after 1

# said
`);
  });

  test('when titles and names are hostile, then they stay texts of one line', () => {
    const evil = 'a"\n---\n# b: <script>\u2028{{x}}\ud800';
    const [front = '', body = ''] = toMarkdown(transcript([message('a', null, { name: evil })], { title: evil }), words)
      .slice(4)
      .split('\n---\n');
    expect(front.split('\n')[0]).toBe(String.raw`title: "a\"\n---\n# b: <script>\u2028{{x}}�"`);
    expect(body.split('\n').filter((line) => /^(#|---)/.test(line))).toEqual([
      expect.stringMatching(/^# a" --- \\# b: \\<script\\> /),
      expect.stringMatching(/^## 1\. a" --- \\# b: \\<script\\> /),
    ]);
  });

  test('when a line has 300,000 characters, then it is written at once', () => {
    for (const line of ['`'.repeat(300_000), '~'.repeat(300_000), 'x '.repeat(150_000), '['.repeat(300_000)]) {
      expect(toMarkdown(transcript([message('a', null, { text: line })], { title: line }), words)).toContain(line);
    }
  });
});
