import type { AppAdapter, ServerFacts } from '@/lib/apps/adapter';
import type { AppHttp } from '@/lib/apps/http';
import type { Connection, Conversation, LlmPlace, OwnerChoice, Slice } from '@/lib/model';
import { type Repository, records, shardCount, toShards } from '@/lib/storage';
import { type ReadPage, readAll, readHead } from './conversations';
import type { SessionMemory } from './session-memory';

/** A full read of the conversations is made at least this often, in ms. */
const sweepSpan = 6 * 60 * 60_000;

/** An app that is being read for somebody who is signed in. */
export interface ReadingSession {
  readonly connection: Connection;
  readonly adapter: AppAdapter;
  readonly http: AppHttp;
  readonly facts: ServerFacts;
  readonly identity: string;
  /** Known items may have gone: read lists in full. */
  readonly fully: boolean;
  /** ms since the epoch. */
  readonly now: number;
  readonly signal: AbortSignal;
}

/** Reads an app's slices one by one and stores each as soon as it is there. */
export class SliceReader {
  #stored = false;

  constructor(
    private readonly repository: Repository,
    private readonly memory: SessionMemory,
    private readonly session: ReadingSession,
  ) {}

  /** Whether the stored copy changed. */
  get stored(): boolean {
    return this.#stored;
  }

  /** Model choices: those that the server tells everybody, the account's own, and what the page picked last. */
  async llm(): Promise<void> {
    const { http, facts, identity } = this.session;
    const own = await this.#cached('llm', identity, (etag) =>
      this.session.adapter.llm(http, { signal: this.session.signal, etag }),
    );
    const key = records.llm(this.session.connection.id, identity);
    const owner = await this.#owner(key);
    await this.#commitFor(identity, async (transaction) => {
      const { places: before = [], owner: known } = (await transaction.read(key)) ?? {};
      const fromServer: readonly LlmPlace[] = facts.llm ?? [];
      const ownPlaces = own.changed ? own.value : before.filter((place) => place.place !== 'system-default');
      // What the person picked last is told by the app's page, never by its server.
      const lastUsed = before.filter((place) => place.place === 'last-used');
      const rest = ownPlaces.filter((place) => place.place !== 'last-used');
      await transaction.write(key, { places: [...fromServer, ...lastUsed, ...rest], owner: owner ?? known });
    });
    if (own.changed) await this.#keepEtag('llm', own.etag);
  }

  /** What the owner decides changes rarely: it is asked when nothing is known, and on a full pull. */
  async #owner(key: ReturnType<typeof records.llm>): Promise<OwnerChoice | undefined> {
    const { adapter, http, fully, signal } = this.session;
    const isKnown = !adapter.owner || (!fully && (await this.repository.read(key))?.owner !== undefined);
    return isKnown ? undefined : adapter.owner?.(http, { signal });
  }

  /** Where the account holds theme and language (platform contract); the stock apps keep them in their pages. */
  async ui(): Promise<void> {
    const { http, identity } = this.session;
    const read = this.session.adapter.ui;
    if (!read) return;
    const answer = await this.#cached('ui', identity, (etag) => read(http, { signal: this.session.signal, etag }));
    if (!answer.changed) return;
    await this.#commitFor(identity, (transaction) =>
      transaction.write(records.ui(this.session.connection.id, identity), answer.value),
    );
    await this.#keepEtag('ui', answer.etag);
  }

  async workspaces(): Promise<void> {
    const { http, identity } = this.session;
    const read = this.session.adapter.workspaces;
    if (!read) return;
    const answer = await this.#cached('workspaces', identity, (etag) =>
      read(http, { signal: this.session.signal, etag }),
    );
    if (!answer.changed) return;
    await this.#commitFor(identity, async (transaction) => {
      await transaction.write(records.workspaces(this.session.connection.id, identity), [...answer.value]);
    });
    await this.#keepEtag('workspaces', answer.etag);
  }

  /** A look at the newest ones; all of them on the first read, on a full pull, every 6 hours, and when the look leaves doubts. */
  async conversations(): Promise<void> {
    const { http, identity } = this.session;
    const list = this.session.adapter.conversations;
    if (!list) return;
    const { now } = this.session;
    const swept = await this.memory.get(this.session.connection.id, 'swept');
    const etag = (await this.memory.get(this.session.connection.id, 'etags'))?.conversations ?? null;
    if (!this.session.fully && swept !== null && now - swept < sweepSpan) {
      const known = await this.#knownConversations(identity);
      const read: ReadPage = (query) =>
        list(http, query, { signal: this.session.signal, ...(query.after === null ? { etag } : {}) });
      const head = await readHead(read, known);
      if (head.kind === 'unchanged') return;
      if (head.kind === 'changed') {
        for (const item of head.items) known.set(item.id, item);
        await this.#storeConversations(identity, known.values());
        await this.#keepEtag('conversations', head.etag);
        return;
      }
    }
    const all = await readAll((query) => list(http, query, { signal: this.session.signal }));
    await this.#storeConversations(identity, all);
    await this.memory.set(this.session.connection.id, 'swept', now);
  }

  async #knownConversations(identity: string): Promise<Map<string, Conversation>> {
    const keys = Array.from({ length: shardCount }, (_, shard) =>
      records.conversations(this.session.connection.id, identity, shard),
    );
    const shards = await this.repository.readAll(keys);
    return new Map(shards.flatMap((shard) => shard ?? []).map((item) => [item.id, item]));
  }

  async #storeConversations(identity: string, conversations: Iterable<Conversation>): Promise<void> {
    const shards = toShards(conversations);
    await this.#commitFor(identity, async (transaction) => {
      for (const [number, shard] of shards.entries()) {
        const key = records.conversations(this.session.connection.id, identity, number);
        if (shard.length > 0) await transaction.write(key, shard);
        else if ((await transaction.read(key)) !== null) transaction.remove(key);
      }
    });
  }

  /** Reads a list conditionally; a copy that is not there (any more) is read in full. */
  async #cached<T extends { changed: boolean }>(
    slice: 'llm' | 'ui' | 'workspaces',
    identity: string,
    read: (etag: string | null) => Promise<T>,
  ): Promise<T> {
    const stored = await this.repository.read(records[slice](this.session.connection.id, identity));
    const etag =
      stored === null ? null : ((await this.memory.get(this.session.connection.id, 'etags'))?.[slice] ?? null);
    return read(etag);
  }

  async #keepEtag(slice: Slice, etag: string | null): Promise<void> {
    const { [slice]: _old, ...others } = (await this.memory.get(this.session.connection.id, 'etags')) ?? {};
    await this.memory.set(this.session.connection.id, 'etags', etag === null ? others : { ...others, [slice]: etag });
  }

  /** Stores what was read, unless another person signed in meanwhile. */
  async #commitFor(identity: string, work: Parameters<Repository['commit']>[0]): Promise<void> {
    const key = records.status(this.session.connection.id);
    const stored = await this.repository.commit(async (transaction) => {
      const status = await transaction.read(key);
      if (status?.identity !== identity) return;
      await work(transaction);
    });
    if (stored) this.#stored = true;
  }
}
