import type { Message, Transcript } from '@/lib/model';
import type { MarkdownWords } from '@/lib/transcripts';

export const words: MarkdownWords = {
  user: 'You',
  assistant: 'Assistant',
  thought: 'Thought',
  attachments: 'Attachments',
  sources: 'Sources',
  version: ({ number, of, answers }) => `version ${number}/${of} after ${answers}`,
};

export const message = (id: string, parent: string | null, more: Partial<Message> = {}): Message => ({
  id,
  parent,
  author: 'user',
  name: null,
  model: null,
  at: null,
  text: `text of ${id}`,
  attachments: [],
  sources: [],
  rest: {},
  ...more,
});

export const transcript = (messages: readonly Message[], more: Partial<Transcript> = {}): Transcript => ({
  chat: { kind: 'conversation', id: 'c1' },
  title: 'A chat',
  workspace: null,
  endpoint: 'openAI',
  model: 'gpt-4o',
  createdAt: '2026-01-05T09:00:00.000Z',
  updatedAt: '2026-01-05T10:00:00.000Z',
  archived: false,
  messages: [...messages],
  rest: {},
  ...more,
});

export const inThread = (messages: readonly Message[], more: Partial<Transcript> = {}): Transcript =>
  transcript(messages, { chat: { kind: 'thread', workspaceSlug: 'w', slug: 't' }, workspace: 'W', ...more });

/** What a chat says: authors, texts, times and branches in their order, without ids. */
export const said = ({ messages }: Transcript) => {
  const numbers = new Map(messages.map(({ id }, index) => [id, index]));
  return messages.map(({ author, text, at, parent }) => [author, text, at, numbers.get(parent ?? '') ?? null]);
};
