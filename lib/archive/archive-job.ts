import type { TranscriptReader } from '@/lib/apps/adapter';
import { type Coalesced, coalesce } from '@/lib/async';
import { NotFoundError, RoleRefusedError, SignedOutError, TandemError } from '@/lib/errors';
import {
  type ArchiveProgress,
  type ChatItem,
  type Connection,
  chatKey,
  type ListedChat,
  type Preferences,
} from '@/lib/model';
import { records, type Store } from '@/lib/store';
import { type Access, type AccessParts, accessAs } from '@/lib/sync/access';
import type { LoadGate } from '@/lib/sync/load-gate';
import type { ArchiveOwner, ArchiveStore, ChatHead } from './archive-store';
import { type ListTimes, listTimes, storedChats } from './chat-lists';
import { type ChatLists, compareArchive, oldestReadings } from './compare-archive';

/** The pause after a request is this many times as long as its answer took, so that a server spends a fifth on us. */
const pauseFactor = 4;
/** In ms. */
const shortestPause = 20;
/** In ms. Browsers stop a worker that is idle for 30 s. */
const longestPause = 10_000;
/** Lists show no edits, so a chat is read again after this time, in ms. */
const rotationSpan = 24 * 60 * 60_000;
/** Chats of the rotation at one look. */
const rotationStep = 5;
/** In ms. Threads that another browser made show up after this time. */
const threadsSpan = 6 * 60 * 60_000;
/** In ms. A second list is read this long after the first one that lacks a chat. */
const confirmSpan = 60_000;

export interface ArchiveJobParts extends Omit<AccessParts, 'policy'> {
  readonly store: Store;
  readonly archive: ArchiveStore;
  readonly gate: LoadGate;
  preferences(): Promise<Preferences>;
  connections(): Promise<readonly Connection[]>;
  /** Aborted when the app is disconnected. */
  stopped(connection: Connection): AbortSignal;
  /** Reads the threads of a workspace if they are stale. */
  readThreads(connection: Connection, workspaceSlug: string): Promise<void>;
  /** Begins to read the list of conversations in full. */
  readList(connection: Connection): Promise<void>;
  /** Notes a failure of the app, so that all readings wait. */
  failed(connection: Connection, error: TandemError): Promise<void>;
}

interface Running {
  readonly work: Coalesced;
  /** Per chat with its pause, in ms; a moving average. */
  msPerChat: number | null;
  /** Chats in the lists, and those of them that the archive has as listed; null: not counted in this worker's life. */
  counts: { readonly held: number; readonly listed: number } | null;
  /** Chats that the app refused, with their listed times: not asked again until those change. */
  readonly refused: Set<string>;
}

/** Where one app's reading stands. */
interface Present {
  readonly connection: Connection;
  readonly owner: ArchiveOwner;
  readonly signal: AbortSignal;
  readonly reader: TranscriptReader;
}

/**
 * Keeps the archive equal to the apps, one request at a time and one loop per app. Nothing is remembered between two
 * loops: `compareArchive` says what is left. The loop ends at every obstacle, and the next poll starts it again.
 */
export class ArchiveJob {
  readonly #running = new Map<string, Running>();

  constructor(private readonly parts: ArchiveJobParts) {}

  /** Something may have changed: goes on if it is not running. Resolves when nothing is left to do just now. */
  resume(connection: Connection): Promise<void> {
    return this.#of(connection).work.run();
  }

  /** A page of the app changed what was said in these chats. */
  async changed(connection: Connection, chats: readonly ChatItem[]): Promise<void> {
    const present = await this.#present(connection);
    if (!present) return;
    const keys = new Set(chats.map(chatKey));
    const heads = await this.parts.archive.heads(present.owner);
    const stale = heads.filter(({ chat }) => keys.has(chatKey(chat)));
    await this.parts.archive.mark(
      present.owner,
      stale.map((head) => ({ ...head, state: 'stale' })),
    );
  }

  /** Deletes what is not wanted any more: other identities, disconnected apps, apps that are switched off. */
  async deleteUnwanted(): Promise<void> {
    const { archive } = this.parts;
    const preferences = await this.parts.preferences();
    // Nobody was asked so far: there is nothing to delete, and no database is opened for that.
    if (!preferences.archive) return;
    const reader = await this.parts.store.reader();
    const connections = await this.parts.connections();
    await archive.removeOwners(({ connection, identity }) => {
      const found = connections.find(({ id }) => id === connection);
      if (!found || !preferences.archive?.[found.app]) return false;
      return preferences.keepCopyAfterSignOut || reader.read(records.status(connection))?.identity === identity;
    });
  }

  async progress(connection: Connection): Promise<ArchiveProgress | null> {
    const choice = (await this.parts.preferences()).archive?.[connection.app];
    if (!choice) return null;
    const running = this.#of(connection);
    running.counts ??= await this.#count(connection);
    const { held, listed } = running.counts;
    const state = held === listed ? 'complete' : running.work.isRunning() ? 'reading' : 'waiting';
    return {
      state: choice === 'paused' ? 'paused' : state,
      held,
      listed,
      msLeft: running.msPerChat === null ? null : Math.round(running.msPerChat * (listed - held)),
    };
  }

  async #count(connection: Connection): Promise<NonNullable<Running['counts']>> {
    const owner = await this.owner(connection);
    if (!owner) return { held: 0, listed: 0 };
    const lists = await this.#lists(connection, owner);
    const { due } = compareArchive(lists, await this.parts.archive.heads(owner));
    return { held: lists.chats.length - due.length, listed: lists.chats.length };
  }

  #of(connection: Connection): Running {
    const known = this.#running.get(connection.id);
    if (known) return known;
    const running: Running = {
      work: coalesce(() => this.#work(connection)),
      msPerChat: null,
      counts: null,
      refused: new Set(),
    };
    this.#running.set(connection.id, running);
    return running;
  }

  /** Whose chats are archived by this connection just now; null: nobody's. */
  async owner({ id }: Connection): Promise<ArchiveOwner | null> {
    const identity = (await this.parts.store.read(records.status(id)))?.identity ?? null;
    return identity === null ? null : { connection: id, identity };
  }

  /** Null: just now nothing is to be read. */
  async #present(connection: Connection): Promise<Present | null> {
    const reader = this.parts.ports.adapterFor(connection).transcripts;
    const signal = this.parts.stopped(connection);
    const choice = (await this.parts.preferences()).archive?.[connection.app];
    const owner = await this.owner(connection);
    return reader && owner && choice === 'on' && !signal.aborted ? { connection, owner, signal, reader } : null;
  }

  #times(connection: Connection): Promise<ListTimes> {
    return listTimes(connection, this.parts.memory);
  }

  async #lists(connection: Connection, owner: ArchiveOwner): Promise<ChatLists> {
    return storedChats(connection.app, owner, await this.parts.store.wholeReader(), await this.#times(connection));
  }

  async #work(connection: Connection): Promise<void> {
    const { archive, ports } = this.parts;
    try {
      for (;;) {
        const present = await this.#present(connection);
        if (!present) return;
        const { owner } = present;
        if (connection.app === 'anythingllm' && !(await this.#askAnythingLlm(present))) return;
        const lists = await this.#lists(connection, owner);
        const heads = await archive.heads(owner);
        const { due, marks, gone } = compareArchive(lists, heads);
        await archive.mark(owner, marks);
        await archive.remove(owner, gone);
        const now = ports.now();
        if (heads.some(({ missingSince }) => missingSince !== null && now - missingSince > confirmSpan))
          await this.parts.readList(connection);
        const running = this.#of(connection);
        const wanted = due.filter((one) => !running.refused.has(refusedAt(one)));
        const listed = lists.chats.length;
        running.counts = { listed, held: listed - wanted.length };
        const rotation = oldestReadings(lists, heads, { now, span: rotationSpan, most: rotationStep });
        const known = new Map(heads.map((head) => [chatKey(head.chat), head]));
        for (const one of wanted.length > 0 ? wanted : rotation) {
          if (!(await this.#read(one, known.get(chatKey(one.chat)) ?? null, connection))) return;
          if (wanted.length > 0) running.counts = { listed, held: running.counts.held + 1 };
        }
        if (wanted.length === 0) return;
      }
    } catch (error) {
      if (!this.parts.stopped(connection).aborted) throw error;
    }
  }

  /** Reads one chat. @returns Whether the next one may be read */
  async #read(listed: ListedChat, head: ChatHead | null, connection: Connection): Promise<boolean> {
    const { archive, ports } = this.parts;
    const present = await this.#present(connection);
    return this.#paced(present, async ({ owner, reader, signal }, access) => {
      try {
        // A chat that its list changed is read whole: its title may be new although its messages are not.
        const etag = head !== null && head.listedAt === listed.updatedAt ? head.etag : null;
        const answer = await reader.read(access.http, listed, { signal, etag });
        const next: ChatHead = {
          chat: listed.chat,
          listedAt: listed.updatedAt,
          readAt: ports.now(),
          etag: answer.changed ? answer.etag : etag,
          state: 'current',
          missingSince: null,
        };
        // The identity may have left while the app answered.
        if ((await this.owner(connection))?.identity !== owner.identity) return;
        await (answer.changed ? archive.put(owner, next, answer.value) : archive.mark(owner, [next]));
      } catch (error) {
        if (!(error instanceof NotFoundError || error instanceof RoleRefusedError)) throw error;
        this.#of(connection).refused.add(refusedAt(listed));
      }
    });
  }

  /** Reads what AnythingLLM's lists do not have. @returns Whether chats may be read now */
  async #askAnythingLlm(present: Present): Promise<boolean> {
    const { archive, ports } = this.parts;
    const { connection, owner } = present;
    const { newest } = present.reader;
    if (newest) {
      const isAnswered = await this.#paced(present, async ({ reader, signal }, access) => {
        const before = await archive.turns(owner);
        const news = (await reader.newest?.(access.http, before, { signal })) ?? null;
        if (!news) return;
        const changed = news.chats && new Set(news.chats.map(chatKey));
        // Without names, any chat may have changed: the rotation looks into them, since a sweep would cost too much.
        const heads = (await archive.heads(owner)).flatMap((head): readonly ChatHead[] => {
          if (!changed) return before ? [{ ...head, readAt: 0 }] : [];
          return changed.has(chatKey(head.chat)) ? [{ ...head, state: 'stale' }] : [];
        });
        await archive.setTurns(owner, { last: news.last, total: news.total }, heads);
      });
      if (!isAnswered) return false;
    }
    const reader = await this.parts.store.reader();
    const { threads } = await this.#times(connection);
    const isMissing = new Map<string, number>();
    for (const { chat, missingSince } of await archive.heads(owner))
      if (chat.kind === 'thread' && missingSince !== null) isMissing.set(chat.workspaceSlug, missingSince);
    for (const { slug } of reader.read(records.workspaces(owner.connection, owner.identity)) ?? []) {
      const readAt = threads[slug] ?? 0;
      if (ports.now() - readAt < threadsSpan && readAt > (isMissing.get(slug) ?? 0)) continue;
      if (!(await this.#paced(present, () => this.parts.readThreads(connection, slug)))) return false;
    }
    return true;
  }

  /** Sends one request and rests in proportion. @returns Whether the app answered */
  async #paced(
    present: Present | null,
    request: (present: Present, access: Access) => Promise<void>,
  ): Promise<boolean> {
    const { ports, gate, store } = this.parts;
    if (!present) return false;
    const { connection, owner, signal } = present;
    if (!gate.isOpen) await gate.whenOpen();
    const status = await store.read(records.status(connection.id));
    if (!status || status.identity !== owner.identity || status.problem !== null) return false;
    const user = await store.read(records.user(connection.id, owner.identity));
    const side = { connection, identity: owner.identity, status, user };
    // The archive is no reason to refresh LibreChat's session.
    const parts = { ...this.parts, policy: async () => 'never' as const };
    let access: Access | null = null;
    const startedAt = ports.now();
    try {
      access = await accessAs(side, parts, signal);
      if (!access) return false;
      await request(present, access);
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof TandemError)) throw error;
      if (error instanceof SignedOutError) await access?.reject();
      else await this.parts.failed(connection, error);
      return false;
    }
    const took = ports.now() - startedAt;
    const pause = Math.min(longestPause, Math.max(shortestPause, took * pauseFactor));
    const running = this.#of(connection);
    running.msPerChat = (running.msPerChat ?? took + pause) * 0.9 + (took + pause) * 0.1;
    await ports.sleep(pause, signal);
    return true;
  }
}

const refusedAt = ({ chat, updatedAt }: ListedChat) => `${chatKey(chat)} ${updatedAt}`;
