import type { ConversationPage, ConversationQuery } from '@/lib/apps/adapter';
import type { HttpAnswer } from '@/lib/apps/http';
import type { Conversation } from '@/lib/model';

/** Reads one page; bound to an app, a session and a signal by the caller. */
export type ReadPage = (query: ConversationQuery) => Promise<HttpAnswer<ConversationPage>>;

/** The stored conversations by id. Called only after an answer with changes: loading 10,000 takes time. */
export type Known = () => Promise<ReadonlyMap<string, Conversation>>;

/** Items of the page that is read on every poll; LibreChat's own default. */
const headLimit = 25;
/** Items a page of the full read: large, because LibreChat 0.8.7 loses ties at each boundary. */
const sweepLimit = 1000;
/** The largest page: one of twice the size would be larger than `bodyLimit`. */
const largestLimit = 64_000;
/** Pins a page. */
const pinsLimit = 100;
/** After this many new pages in a row a full read is cheaper. */
const longestHead = 8;
/** Against a server whose paging never ends. */
const mostPages = 1000;
/** In ms. A conversation that is dated later than now and this was not changed just now: no clock is so wrong. */
const clockTolerance = 24 * 60 * 60_000;

export type HeadRead =
  /** The first page has not changed. */
  | { readonly kind: 'unchanged' }
  /** New and changed conversations, newest first; `leftOut`: the number of them that could not be read. */
  | {
      readonly kind: 'changed';
      readonly items: readonly Conversation[];
      readonly leftOut: number;
      readonly etag: string | null;
    }
  /** More has changed than the head can show. */
  | { readonly kind: 'too-much' };

/**
 * Reads the newest conversations until known, unchanged ones appear. A conversation that is dated in the future always
 * comes first, so it shows nothing about those after it.
 * @param now ms since the epoch
 */
export async function readHead(read: ReadPage, known: Known, now: number): Promise<HeadRead> {
  const latest = new Date(now + clockTolerance).toISOString();
  const items: Conversation[] = [];
  let leftOut = 0;
  let after: string | null = null;
  let etag: string | null = null;
  let limit = headLimit;
  for (let pages = 0, all = 0; pages < longestHead && all < mostPages; all++) {
    const answer = await read({ archived: false, limit, after });
    if (!answer.changed) return { kind: 'unchanged' };
    const page = answer.value;
    const before = await known();
    if (after === null) etag = answer.etag;
    items.push(...page.items);
    leftOut += page.leftOut;
    const isLast = page.next === null || page.next === after;
    const isFuture = (item: Conversation) => item.updatedAt !== null && item.updatedAt > latest;
    const reached = page.items.some((item) => !isFuture(item) && before.get(item.id)?.updatedAt === item.updatedAt);
    if (reached || isLast) {
      return hasGap(before, items, isLast) ? { kind: 'too-much' } : { kind: 'changed', items, leftOut, etag };
    }
    const tellsNothing = page.items.every(isFuture);
    limit = tellsNothing ? sweepLimit : headLimit;
    if (!tellsNothing) pages += 1;
    after = page.next;
  }
  return { kind: 'too-much' };
}

/** Whether a known conversation is missing at its position: it was deleted or archived. */
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

/** All conversations of a user that could be read. */
export interface WholeRead {
  readonly items: readonly Conversation[];
  readonly leftOut: number;
  /** The server does not list all conversations that it has. */
  readonly unlisted: boolean;
  /** See `ConversationPage`. */
  readonly keepsTimes: boolean;
}

/** Reads everything, archived ones too. */
export async function readAll(read: ReadPage): Promise<WholeRead> {
  const sweep = new Sweep(read);
  for (const archived of [false, true]) await sweep.list(archived);
  return sweep.end();
}

class Sweep {
  readonly #all = new Map<string, Conversation>();
  #leftOut = 0;
  #unlisted = false;
  #keepsTimes: boolean | null = null;

  constructor(private readonly read: ReadPage) {}

  /**
   * Reads one list page by page. The next page starts a moment before the last item's time, so that items with the same
   * time come again and none is lost. If more items share a time than a page holds, the page grows. If the server does
   * not let it grow, its own cursor is used, and the rest of them is lost.
   */
  async list(archived: boolean): Promise<void> {
    const asked = new Set<string>();
    let limit = sweepLimit;
    let page = await this.#page({ archived, limit, after: null });
    this.#take(page);
    for (let count = 1; page.next !== null; count++) {
      if (count === mostPages) this.#unlisted = true;
      if (count >= mostPages) return;
      asked.add(page.next);
      const isExact = page.next === page.serverNext;
      const found = await this.#page({ archived, limit, after: page.next });
      const isNew = found.items.some(({ id }) => !this.#all.has(id));
      if (isNew || isExact || found.items.length === 0 || found.next === null) {
        this.#take(found);
        if (!isNew && found.next !== null && asked.has(found.next)) return;
        page = found;
      } else if (rowsIn(found) >= limit && limit < largestLimit) {
        limit *= 4;
      } else {
        this.#unlisted = true;
        page = { ...page, next: page.serverNext };
      }
    }
  }

  async end(): Promise<WholeRead> {
    // The cursor that shows this is missing if each list fits on one page.
    if (this.#keepsTimes === null && this.#all.size > 1) await this.#page({ archived: false, limit: 1, after: null });
    return {
      items: [...this.#all.values()],
      leftOut: this.#leftOut,
      unlisted: this.#unlisted,
      keepsTimes: this.#keepsTimes === true,
    };
  }

  async #page(query: ConversationQuery): Promise<ConversationPage> {
    const page = await readFresh(this.read, query);
    this.#keepsTimes = page.keepsTimes ?? this.#keepsTimes;
    return page;
  }

  #take({ items, leftOut }: ConversationPage): void {
    for (const item of items) this.#all.set(item.id, item);
    this.#leftOut += leftOut;
  }
}

async function readFresh(read: ReadPage, query: ConversationQuery): Promise<ConversationPage> {
  const answer = await read(query);
  if (!answer.changed) throw new TypeError('a page asked without an ETag was answered with 304');
  return answer.value;
}

const rowsIn = ({ items, leftOut }: ConversationPage): number => items.length + leftOut;

/** The pins of a server that keeps times: the whole list, since it has no times of pinning. */
export async function readPins(
  read: ReadPage,
  known: Known,
): Promise<{ readonly items: readonly Conversation[]; readonly etag: string | null } | 'unchanged'> {
  const pinned = new Map<string, Conversation>();
  let after: string | null = null;
  let etag: string | null = null;
  for (let count = 0; count < mostPages; count++) {
    const answer = await read({ archived: false, show: 'pinned', limit: pinsLimit, after });
    if (!answer.changed) return 'unchanged';
    if (after === null) etag = answer.etag;
    for (const item of answer.value.items) pinned.set(item.id, item);
    if (answer.value.next === null || answer.value.next === after) break;
    after = answer.value.next;
  }
  const unpinned = [...(await known()).values()].filter(
    (item) => item.pinned && !item.archived && !pinned.has(item.id),
  );
  return { items: [...pinned.values(), ...unpinned.map((item) => ({ ...item, pinned: false }))], etag };
}

export type ArchiveRead =
  | 'unchanged'
  /** `ids`: the last archived ones, an input of the next reading. */
  | {
      readonly items: readonly Conversation[];
      readonly ids: readonly string[];
      /** A conversation of the former reading is missing: it was unarchived, or deleted. */
      readonly hasLost: boolean;
      readonly etag: string | null;
    };

/**
 * The last archived conversations, of a server that keeps times. @param before `ids` of the former reading; null: there
 * was none
 */
export async function readArchiveHead(read: ReadPage, before: readonly string[] | null): Promise<ArchiveRead> {
  const answer = await read({ archived: true, show: 'last-archived', limit: headLimit, after: null });
  if (!answer.changed) return 'unchanged';
  const { items } = answer.value;
  const ids = items.map(({ id }) => id);
  const added = ids.filter((id) => before?.includes(id) === false).length;
  const stillThere = (before ?? []).slice(0, Math.max(0, headLimit - added));
  return { items, ids, hasLost: stillThere.some((id) => !ids.includes(id)), etag: answer.etag };
}
