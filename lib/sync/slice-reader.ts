import type { AppAdapter, ServerFacts } from '@/lib/apps/adapter';
import type { AppHttp, HttpAnswer } from '@/lib/apps/http';
import { once } from '@/lib/async';
import {
  type Connection,
  type Conversation,
  type LeftOut,
  type LlmPlace,
  type OwnerChoice,
  type Slice,
  slices,
} from '@/lib/model';
import {
  changedShards,
  type RecordData,
  records,
  type Store,
  shardCount,
  type Transaction,
  toShards,
  type Work,
} from '@/lib/store';
import { type ReadPage, readAll, readArchiveHead, readHead, readPins } from './conversations';
import { noteLeftOut } from './left-out';
import type { Remembered, SessionMemory } from './session-memory';

/** In ms. The conversations are read in full at least this often. */
const sweepSpan = 6 * 60 * 60_000;

type ReadableSlice = Exclude<Slice, 'user'>;
/** The slices that are read after the identity, in this order. */
export const readableSlices = slices.filter((slice): slice is ReadableSlice => slice !== 'user');
type WholeSlice = Exclude<ReadableSlice, 'conversations'>;

type LeftOutFound = Parameters<typeof noteLeftOut>[3];
type ConversationLists = NonNullable<AppAdapter['conversations']>;

/** An app that is being read for its signed-in user. */
export interface ReadingSession {
  readonly connection: Connection;
  readonly adapter: AppAdapter;
  readonly http: AppHttp;
  readonly facts: ServerFacts;
  readonly identity: string;
  /** Known items may be deleted: read lists in full. */
  readonly fully: boolean;
  /** ms since the epoch. */
  readonly now: number;
  readonly signal: AbortSignal;
}

/** Reads an app's slices one by one and stores each as soon as it is there. */
export class SliceReader {
  #stored = false;

  constructor(
    private readonly store: Store,
    private readonly memory: SessionMemory,
    private readonly session: ReadingSession,
  ) {}

  /** Whether the stored copy changed. */
  get stored(): boolean {
    return this.#stored;
  }

  async read(slice: ReadableSlice): Promise<void> {
    if (slice === 'conversations') await this.#readConversations();
    else await this.#readWhole(slice);
  }

  /** A slice that comes in one answer. */
  async #readWhole(slice: WholeSlice): Promise<void> {
    const { adapter, connection, http, identity, signal } = this.session;
    const read: ((...asked: Parameters<AppAdapter['llm']>) => Promise<HttpAnswer<unknown>>) | undefined =
      adapter[slice];
    if (!read) return;
    const answer = await this.#cached(slice, (etag) => read(http, { signal, etag }));
    const storeChoices = slice === 'llm' ? await this.#choices(answer as HttpAnswer<readonly LlmPlace[]>) : null;
    if (!answer.changed && !storeChoices) return;
    const key = records[slice](connection.id, identity);
    const counted: keyof LeftOut | 'ui' = slice === 'llm' ? 'presets' : slice;
    await this.#commitFor(identity, (transaction) => {
      storeChoices?.(transaction);
      if (!answer.changed) return;
      if (!storeChoices) transaction.write(key, answer.value as RecordData<WholeSlice>);
      this.#noteLeftOut(transaction, { [counted]: answer.leftOut ?? 0 });
    });
    if (answer.changed) await this.#keepEtags({ [slice]: answer.etag });
  }

  /** Model choices: the public ones, the account's own, and the page's last used one. */
  async #choices(own: HttpAnswer<readonly LlmPlace[]>): Promise<Work> {
    const { connection, facts, identity } = this.session;
    const key = records.llm(connection.id, identity);
    const owner = await this.#owner(key);
    return (transaction) => {
      const { places: before = [], owner: known } = transaction.read(key) ?? {};
      const fromServer: readonly LlmPlace[] = facts.llm ?? [];
      const ownPlaces = own.changed ? own.value : before.filter((place) => place.place !== 'system-default');
      // Only the app's page knows the last used model, never its server.
      const lastUsed = before.filter((place) => place.place === 'last-used');
      const rest = ownPlaces.filter((place) => place.place !== 'last-used');
      transaction.write(key, { places: [...fromServer, ...lastUsed, ...rest], owner: owner ?? known });
    };
  }

  /** The owner's rules change rarely: they are read if none are known, and on a full pull. */
  async #owner(key: ReturnType<typeof records.llm>): Promise<OwnerChoice | undefined> {
    const { adapter, http, fully, signal } = this.session;
    const isKnown = !adapter.owner || (!fully && (await this.store.read(key))?.owner !== undefined);
    return isKnown ? undefined : adapter.owner?.(http, { signal });
  }

  /**
   * Reads the newest ones. Reads all of them the first time, on a full pull, every 6 hours, and if the newest leave
   * doubts.
   */
  async #readConversations(): Promise<void> {
    const list = this.session.adapter.conversations;
    if (!list) return;
    const { http, connection, now, signal } = this.session;
    const swept = await this.memory.get(connection.id, 'swept');
    if (!this.session.fully && swept !== null && now - swept.at < sweepSpan && (await this.#readNewest(list, swept)))
      return;
    const all = await readAll((query) => list(http, query, { signal }));
    await this.#storeConversations(toShards(all.items).entries(), {
      conversations: all.leftOut,
      unlisted: all.unlisted,
    });
    await this.memory.set(connection.id, 'swept', { at: now, keepsTimes: all.keepsTimes, lastArchived: null });
    await this.#keepEtags({ pins: null, archive: null });
  }

  /**
   * Reads new conversations, and the pins and the archive if the newest do not show them. @returns Whether that was
   * enough
   */
  async #readNewest(list: ConversationLists, swept: Remembered['swept']): Promise<boolean> {
    const { http, connection, now, signal, identity } = this.session;
    const etags = (await this.memory.get(connection.id, 'etags')) ?? {};
    const reading =
      (name: string): ReadPage =>
      (query) =>
        list(http, query, { signal, ...(query.after === null ? { etag: etags[name] ?? null } : {}) });
    const known = once(async () => knownConversations(await this.#storedShards()));
    const pins = swept.keepsTimes ? await readPins(reading('pins'), known) : 'unchanged';
    const archive = swept.keepsTimes ? await readArchiveHead(reading('archive'), swept.lastArchived) : 'unchanged';
    if (archive !== 'unchanged' && archive.hasLost) return false;
    const marked = [...(pins === 'unchanged' ? [] : pins.items), ...(archive === 'unchanged' ? [] : archive.items)];
    // Archived ones are not missing in the other list; the known times show how far that list was read.
    for (const item of marked) {
      const before = (await known()).get(item.id);
      if (before) (await known()).set(item.id, { ...item, updatedAt: before.updatedAt });
    }
    const head = await readHead(reading('conversations'), known, now);
    if (head.kind === 'too-much') return false;
    if (head.kind === 'unchanged' && pins === 'unchanged' && archive === 'unchanged') return true;
    const changed = [...marked, ...(head.kind === 'changed' ? head.items : [])];
    const before = (await this.store.read(records.leftOut(connection.id, identity)))?.conversations ?? 0;
    const leftOut = head.kind === 'changed' ? Math.max(before, head.leftOut) : before;
    await this.#storeConversations(changedShards(changed, await this.#storedShards()), { conversations: leftOut });
    await this.#keepEtags({
      ...(pins === 'unchanged' ? {} : { pins: pins.etag }),
      ...(archive === 'unchanged' ? {} : { archive: archive.etag }),
      ...(head.kind === 'unchanged' ? {} : { conversations: head.etag }),
    });
    if (archive !== 'unchanged') await this.memory.set(connection.id, 'swept', { ...swept, lastArchived: archive.ids });
    return true;
  }

  async #storedShards(): Promise<(shard: number) => readonly Conversation[]> {
    const { connection, identity } = this.session;
    const reader = await this.store.wholeReader();
    return (shard) => reader.read(records.conversations(connection.id, identity, shard)) ?? [];
  }

  async #storeConversations(shards: Iterable<readonly [number, Conversation[]]>, leftOut: LeftOutFound): Promise<void> {
    const { connection, identity } = this.session;
    await this.store.wholeReader();
    await this.#commitFor(identity, (transaction) => {
      for (const [number, shard] of shards) {
        const key = records.conversations(connection.id, identity, number);
        if (shard.length > 0) transaction.write(key, shard);
        else transaction.remove(key);
      }
      this.#noteLeftOut(transaction, leftOut);
    });
  }

  #noteLeftOut(transaction: Transaction, found: LeftOutFound): void {
    noteLeftOut(transaction, this.session.connection.id, this.session.identity, found);
  }

  /** Reads a list conditionally; in full if the plan says so, or if no copy is stored. */
  async #cached<T extends { changed: boolean }>(
    slice: WholeSlice,
    read: (etag: string | null) => Promise<T>,
  ): Promise<T> {
    const { connection, fully, identity } = this.session;
    const hasCopy = !fully && (await this.store.read(records[slice](connection.id, identity))) !== null;
    return read(hasCopy ? ((await this.memory.get(connection.id, 'etags'))?.[slice] ?? null) : null);
  }

  /** Remembers the versions of lists, or forgets them (null). */
  async #keepEtags(found: Readonly<Record<string, string | null>>): Promise<void> {
    const before = (await this.memory.get(this.session.connection.id, 'etags')) ?? {};
    const after = Object.entries({ ...before, ...found }).flatMap(([name, etag]) =>
      etag === null ? [] : [[name, etag]],
    );
    await this.memory.set(this.session.connection.id, 'etags', Object.fromEntries(after));
  }

  /** Stores the result, unless another user signed in meanwhile. */
  async #commitFor(identity: string, work: Work): Promise<void> {
    const key = records.status(this.session.connection.id);
    const stored = await this.store.commit((transaction) => {
      const status = transaction.read(key);
      if (status?.identity !== identity) return;
      work(transaction);
    });
    if (stored) this.#stored = true;
  }
}

function knownConversations(stored: (shard: number) => readonly Conversation[]): Map<string, Conversation> {
  const all = Array.from({ length: shardCount }, (_, shard) => stored(shard)).flat();
  return new Map(all.map((item) => [item.id, item]));
}
