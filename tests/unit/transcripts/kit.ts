import type { MarkdownWords, Message, Transcript } from '@/lib/model';
import { type ExportManifest, type FoundInFile, readExport, ZipExport, type ZipLimits } from '@/lib/transcripts';

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

/** Tandem's zip of these chats, with the pieces as the sink got them. */
export async function exported(
  chats: Iterable<Transcript>,
  more: (zip: ZipExport) => Promise<void> | void = () => {},
): Promise<{ file: Blob; pieces: Uint8Array<ArrayBuffer>[]; manifest: ExportManifest }> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  const zip = new ZipExport({
    sink: (piece) => void pieces.push(new Uint8Array(piece)),
    words,
    at: '2026-01-06T00:00:00.000Z',
    versions: { tandem: '1.0.0', librechat: '0.8.7' },
  });
  for (const chat of chats) await zip.add(chat);
  await more(zip);
  const manifest = await zip.finish();
  return { file: new Blob(pieces), pieces, manifest };
}

export async function found(file: Blob, limits?: ZipLimits): Promise<FoundInFile[]> {
  const all: FoundInFile[] = [];
  for await (const each of readExport(file, limits)) all.push(each);
  return all;
}

export const chatsIn = (all: readonly FoundInFile[]): Transcript[] =>
  all.flatMap((each) => (each.kind === 'chat' ? [each.transcript] : []));

export const troublesIn = (all: readonly FoundInFile[]): [string, string][] =>
  all.flatMap((each) => (each.kind === 'trouble' ? [[each.file, each.code] as [string, string]] : []));
