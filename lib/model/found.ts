import type { ChatItem } from './item-schema';
import type { Message } from './transcript';

/** A piece of a message as plain text, and the ranges in it that were looked for. */
export interface Snippet {
  readonly text: string;
  readonly marks: readonly (readonly [from: number, to: number])[];
}

/** A message that a search found. */
export interface MessageHit extends Pick<Message, 'author' | 'name' | 'model' | 'at'> {
  /** Whose chat: one identity at one connection. */
  readonly owner: { readonly connection: string; readonly identity: string };
  readonly chat: ChatItem;
  /** The message's id in its chat. */
  readonly message: string;
  readonly title: string;
  /** The workspace's name; null in LibreChat. */
  readonly workspace: string | null;
  readonly snippet: Snippet;
}

/** What a search inside chats found. */
export interface Found {
  readonly hits: readonly MessageHit[];
  /** `behind`: the index has not taken over all of the archive yet. */
  readonly index: 'complete' | 'behind';
}
