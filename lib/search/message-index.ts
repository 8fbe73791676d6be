import type { ArchiveChange, ArchiveOwner } from '@/lib/archive/archive-store';
import type { ChatItem, Message } from '@/lib/model';
import type { Query } from './query';
import type { Snippet } from './snippet';

/** A message that a query finds. */
export interface Hit {
  readonly owner: ArchiveOwner;
  readonly chat: ChatItem;
  /** The message's id in its chat. */
  readonly message: string;
  readonly title: string;
  /** The workspace's name; null in LibreChat. */
  readonly workspace: string | null;
  readonly author: Message['author'];
  readonly name: string | null;
  readonly model: string | null;
  /** ISO 8601. */
  readonly at: string | null;
  readonly snippet: Snippet;
}

/** The words of the archive's messages. Derived from the archive: it may be thrown away at any time. */
export interface MessageIndex {
  /** The number of the last change that is in it; 0 at first. */
  appliedUpTo(): number;
  /** Takes over changes, oldest first; all of them or, after a kill, none. */
  apply(changes: readonly ArchiveChange[]): void;
  /**
   * Messages of these owners that have all terms and pass all filters: the most relevant first, of equal ones the
   * newest. Where nothing is found, words of five letters and more may have one typo. Without terms the newest that
   * pass the filters; an empty query finds nothing.
   */
  search(query: Query, limit: number, owners: readonly ArchiveOwner[]): readonly Hit[];
}
