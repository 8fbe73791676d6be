import { chatKey, type MarkdownWords, type Transcript } from '@/lib/model';
import { sha256 } from './fingerprint';
import { type LibreChatExport, type LibreChatTarget, toLibreChat } from './to-librechat';
import { toMarkdown } from './to-markdown';

/** The labels of a chat that goes on elsewhere, in the person's language. */
export interface ContinueWords extends Omit<MarkdownWords, 'version'> {
  /** Stands before the address of the chat that it comes from. */
  readonly from: string;
  readonly untitled: string;
}

/** A chat as a document of one workspace. */
export interface ChatDocument {
  /** Equal for all versions of this chat's document in this workspace, and for nothing else. */
  readonly prefix: string;
  /** The prefix, and a hash of the text: the same text is the same document. */
  readonly name: string;
  readonly title: string;
  readonly text: string;
  readonly source: string;
}

const hash = async (text: string) => (await sha256(new TextEncoder().encode(text))).slice(0, 16);

/** Without the other versions of a message: only what leads to the newest one. That is what LibreChat opens with. */
function newestBranch({ messages, ...others }: Transcript): Transcript {
  const byId = new Map(messages.map((message) => [message.id, message]));
  const newest = messages.reduce((last, one) => ((one.at ?? '') >= (last?.at ?? '') ? one : last), messages[0]);
  const branch: Transcript['messages'] = [];
  // Each message follows its parent, so this ends.
  for (let at = newest; at; at = byId.get(at.parent ?? '')) branch.unshift(at);
  return { ...others, messages: branch };
}

/** Whether anything was said: an app takes a text without words, but nobody can continue it. */
const hasText = ({ messages }: Transcript) => messages.some(({ text }) => text.trim() !== '');

const titleOf = ({ title }: Transcript, words: ContinueWords) => title.trim() || words.untitled;

/** @param url The page of the chat. Null: nothing was said in it */
export async function chatDocument(
  transcript: Transcript,
  url: string,
  workspace: string,
  words: ContinueWords,
): Promise<ChatDocument | null> {
  if (!hasText(transcript)) return null;
  const title = titleOf(transcript, words);
  const markdown = toMarkdown({ ...newestBranch(transcript), title }, { ...words, version: () => '' });
  const text = `${markdown}\n${words.from} ${url}\n`;
  const prefix = `chat-${await hash(JSON.stringify([chatKey(transcript.chat), workspace]))}`;
  return { prefix, name: `${prefix}-${await hash(text)}`, title, text, source: url };
}

/**
 * A thread as a file for LibreChat's import. Its first message names where it comes from.
 * @param url The page of the thread
 * @param now ISO 8601; for a thread without any times
 * @returns Null: nothing was said in it
 */
export function chatContinuation(
  transcript: Transcript,
  url: string,
  target: LibreChatTarget,
  words: ContinueWords & { readonly now: string },
): LibreChatExport | null {
  if (!hasText(transcript)) return null;
  const messages = transcript.messages.map((message, index) =>
    index === 0 ? { ...message, text: `${words.from} ${url}\n\n${message.text}` } : message,
  );
  const createdAt = messages[0]?.at ?? transcript.createdAt ?? words.now;
  return toLibreChat(
    { ...transcript, createdAt, title: titleOf(transcript, words), archived: false, messages },
    target,
  );
}

/** Whether all texts of an import are in a chat, which may have gone on since. */
export function isContinuedIn(file: LibreChatExport, { messages }: Transcript): boolean {
  const theirs = new Set(messages.map(({ text }) => text));
  return file.messages.every(({ text }) => theirs.has(String(text)));
}
