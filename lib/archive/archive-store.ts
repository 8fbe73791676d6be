import type { Turns } from '@/lib/apps/adapter';
import type { ChatItem, Transcript } from '@/lib/model';

/** Whose chats: one identity at one connection. */
export interface ArchiveOwner {
  readonly connection: string;
  readonly identity: string;
}

/** What is known of an archived chat without its messages. Small, so that all of them fit into memory. */
export interface ChatHead {
  readonly chat: ChatItem;
  /** `updatedAt` of the app's list when the chat was read; null: the list has none. */
  readonly listedAt: string | null;
  /** When the app last answered for this chat, in ms since the epoch. */
  readonly readAt: number;
  readonly etag: string | null;
  /** `stale`: a page of the app changed it, so that it has to be read again. */
  readonly state: 'current' | 'stale';
  /** When a full list was first without it (ms since the epoch); null: the lists have it. */
  readonly missingSince: number | null;
}

/** One change of the archive, for whoever follows it: the search index. */
export interface ArchiveChange {
  /** Rises with every change. */
  readonly seq: number;
  readonly owner: ArchiveOwner;
  /** Null: all chats of this owner left the archive. */
  readonly key: string | null;
  /** Null: the chat left the archive. */
  readonly transcript: Transcript | null;
}

/**
 * The copy of the transcripts, in IndexedDB. Every call is one transaction: after a kill it was done or not begun.
 * Chats are named by `chatKey`.
 */
export interface ArchiveStore {
  heads(owner: ArchiveOwner): Promise<readonly ChatHead[]>;
  transcript(owner: ArchiveOwner, key: string): Promise<Transcript | null>;
  /** Stores a chat as it was read. The same transcript again is no change for those who follow. */
  put(owner: ArchiveOwner, head: ChatHead, transcript: Transcript): Promise<void>;
  /** Changes heads of chats that are archived, without their transcripts. */
  mark(owner: ArchiveOwner, heads: readonly ChatHead[]): Promise<void>;
  /** How far the app's turns had come when it was last asked; null: it was not asked so far. */
  turns(owner: ArchiveOwner): Promise<Turns | null>;
  /** Changes these heads, too, in the same transaction. */
  setTurns(owner: ArchiveOwner, turns: Turns, heads: readonly ChatHead[]): Promise<void>;
  remove(owner: ArchiveOwner, keys: readonly string[]): Promise<void>;
  /** Removes all chats of every owner that is not wanted. */
  removeOwners(isWanted: (owner: ArchiveOwner) => boolean): Promise<void>;
  /** The changes after `seq`, oldest first; of a chat that changed often only the last one. */
  changesAfter(seq: number, limit: number): Promise<readonly ArchiveChange[]>;
}
