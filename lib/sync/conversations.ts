import type { ConversationPage } from '@/lib/apps/adapter';
import type { Answer } from '@/lib/apps/http';
import type { Conversation } from '@/lib/model';

/** Reads one page; bound to an app, a session and a signal by the caller. */
export type ReadPage = (query: {
  readonly archived: boolean;
  readonly limit: number;
  readonly after: string | null;
}) => Promise<Answer<ConversationPage>>;

/** Items of the page that is read on every poll; LibreChat's own default. */
const headLimit = 25;
/** Items a page of the full read: large, because LibreChat 0.8.7 loses ties at each boundary. */
const sweepLimit = 1000;
/** After this many new pages in a row a full read is cheaper. */
const longestHead = 8;
/** Against a server whose paging never ends. */
const mostPages = 1000;

export type HeadRead =
  /** The first page is what it was. */
  | { readonly kind: 'unchanged' }
  /** New and changed conversations, newest first. */
  | { readonly kind: 'changed'; readonly items: readonly Conversation[]; readonly etag: string | null }
  /** More has changed than a look at the head can tell. */
  | { readonly kind: 'too-much' };

/** Reads the newest conversations until known, unchanged ones appear. */
export async function readHead(read: ReadPage, known: ReadonlyMap<string, Conversation>): Promise<HeadRead> {
  const items: Conversation[] = [];
  let after: string | null = null;
  let etag: string | null = null;
  for (let page = 0; page < longestHead; page++) {
    const answer = await read({ archived: false, limit: headLimit, after });
    if (!answer.changed) return { kind: 'unchanged' };
    if (page === 0) etag = answer.etag;
    const fresh = answer.value.items.filter((item) => known.get(item.id)?.updatedAt !== item.updatedAt);
    items.push(...answer.value.items);
    if (fresh.length < answer.value.items.length || answer.value.next === null) {
      return hasGap(known, items, answer.value.next === null) ? { kind: 'too-much' } : { kind: 'changed', items, etag };
    }
    after = answer.value.next;
  }
  return { kind: 'too-much' };
}

/** Whether a known conversation is missing from where it should stand: it was deleted or archived somewhere. */
function hasGap(
  known: ReadonlyMap<string, Conversation>,
  head: readonly Conversation[],
  isWholeList: boolean,
): boolean {
  const seen = new Set(head.map((item) => item.id));
  const oldest = head.reduce(
    (least, item) => (item.updatedAt !== null && item.updatedAt < least ? item.updatedAt : least),
    '~',
  );
  for (const item of known.values()) {
    if (item.archived || seen.has(item.id)) continue;
    if (isWholeList || (item.updatedAt !== null && item.updatedAt > oldest)) return true;
  }
  return false;
}

/** Reads everything, archived ones too. */
export async function readAll(read: ReadPage): Promise<Conversation[]> {
  const all = new Map<string, Conversation>();
  for (const archived of [false, true]) await readList(read, archived, all);
  return [...all.values()];
}

/**
 * Pages through one list. The next page is asked from a moment after the last item, so that items sharing its time
 * stamp come again instead of getting lost; a page that brings nothing new that way is asked with the server's cursor.
 */
async function readList(read: ReadPage, archived: boolean, all: Map<string, Conversation>): Promise<void> {
  let page = await readChanged(read, { archived, limit: sweepLimit, after: null });
  addAll(all, page.items);
  for (let count = 1; count < mostPages && page.next !== null; count++) {
    let next = await readChanged(read, { archived, limit: sweepLimit, after: page.next });
    if (addAll(all, next.items) === 0) {
      if (page.serverNext === null) return;
      next = await readChanged(read, { archived, limit: sweepLimit, after: page.serverNext });
      if (addAll(all, next.items) === 0) return;
    }
    page = next;
  }
}

async function readChanged(read: ReadPage, query: Parameters<ReadPage>[0]): Promise<ConversationPage> {
  const answer = await read(query);
  if (!answer.changed) throw new TypeError('a page asked without an ETag was answered with 304');
  return answer.value;
}

/** @returns How many were new. */
function addAll(all: Map<string, Conversation>, items: readonly Conversation[]): number {
  const before = all.size;
  for (const item of items) all.set(item.id, item);
  return all.size - before;
}
