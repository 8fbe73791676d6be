import { type ChatItem, chatKey, type ListedChat } from '@/lib/model';
import type { ChatHead } from './archive-store';

/** The chats of an app as its lists had them last. */
export interface ChatLists {
  readonly chats: readonly ListedChat[];
  /** When the list in which this chat would be was last read in full (ms since the epoch; 0: never). */
  readAt(chat: ChatItem): number;
}

/** What the archive needs to be equal to the lists. */
export interface Comparison {
  /** To read, newest first. */
  readonly due: readonly ListedChat[];
  /** Heads that change, because their chats are missing in a list, or are back. */
  readonly marks: readonly ChatHead[];
  /** The keys of chats that two full lists in a row did not have. */
  readonly gone: readonly string[];
}

/** Newest first. A thread has only the time at which it was made. */
const timeOf = ({ updatedAt, createdAt }: ListedChat): string => updatedAt ?? createdAt ?? '';
const byTime = (a: ListedChat, b: ListedChat) => (timeOf(a) < timeOf(b) ? 1 : timeOf(a) > timeOf(b) ? -1 : 0);

/**
 * Compares the archive with the app's lists. Nothing else says what is left to do, so a killed worker goes on here.
 * A chat leaves only if a second full list, read after the first one without it, agrees.
 */
export function compareArchive(lists: ChatLists, heads: readonly ChatHead[]): Comparison {
  const known = new Map(heads.map((head) => [chatKey(head.chat), head]));
  const listed = new Set(lists.chats.map(({ chat }) => chatKey(chat)));
  const due = lists.chats.filter((one) => {
    const head = known.get(chatKey(one.chat));
    return !head || head.state === 'stale' || head.listedAt !== one.updatedAt;
  });
  const marks: ChatHead[] = [];
  const gone: string[] = [];
  for (const [key, head] of known) {
    const readAt = lists.readAt(head.chat);
    if (listed.has(key)) {
      if (head.missingSince !== null) marks.push({ ...head, missingSince: null });
    } else if (head.missingSince === null) {
      if (readAt > 0) marks.push({ ...head, missingSince: readAt });
    } else if (readAt > head.missingSince) gone.push(key);
  }
  return { due: due.toSorted(byTime), marks, gone };
}

/** The chats that were not read for `span` ms, the oldest reading first: lists do not show edits. */
export function oldestReadings(
  lists: ChatLists,
  heads: readonly ChatHead[],
  { now, span, most }: { readonly now: number; readonly span: number; readonly most: number },
): readonly ListedChat[] {
  const readAt = new Map(heads.map((head) => [chatKey(head.chat), head.readAt]));
  const age = ({ chat }: ListedChat) => now - (readAt.get(chatKey(chat)) ?? now);
  return lists.chats
    .filter((one) => age(one) >= span)
    .toSorted((a, b) => age(b) - age(a))
    .slice(0, most);
}
