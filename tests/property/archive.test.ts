import 'fake-indexeddb/auto';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { AppAdapter, Turns } from '@/lib/apps/adapter';
import type { RequestOptions } from '@/lib/apps/http';
import { ArchiveJob, type ArchiveOwner } from '@/lib/archive';
import { NotFoundError, UnreachableError } from '@/lib/errors';
import {
  type AppId,
  type ChatItem,
  type Connection,
  chatKey,
  initialStatus,
  type ListedChat,
  type Transcript,
} from '@/lib/model';
import { openArchive } from '@/lib/platform/archive-db';
import { records, Store } from '@/lib/store';
import { SessionMemory } from '@/lib/sync/session-memory';
import { MemoryArea } from '../unit/kit/memory-area';

const hour = 60 * 60_000;
let databases = 0;

interface Chat {
  readonly texts: string[];
  updatedAt: number;
}

/** An app with chats, what Tandem's lists know of it, and an archive of it. */
class Simulation {
  now = Date.UTC(2026, 0, 1);
  readonly chats = new Map<string, Chat>();
  readonly archive = openArchive(`simulated-${databases++}`);
  readonly memory = new SessionMemory(new MemoryArea());
  readonly store = new Store(new MemoryArea(), { onDamaged: async () => undefined, onStorageError: () => undefined });
  readonly connection: Connection;
  readonly owner: ArchiveOwner;
  /** Requests until the worker is killed, and until the app answers again. */
  untilKill = Number.POSITIVE_INFINITY;
  failing = 0;
  atOnce = 0;
  #stopped = new AbortController();
  #turns = 0;
  #lastTurns = new Map<string, number>();
  #made = 0;
  job: ArchiveJob;

  constructor(readonly app: AppId) {
    this.connection = {
      id: 'c',
      app,
      contract: 'stock',
      origin: 'http://127.0.0.1:1',
      basePath: '/',
      title: app,
      openIdLogin: false,
      connectedAt: new Date(this.now).toISOString(),
    } as Connection;
    this.owner = { connection: 'c', identity: 'me' };
    this.job = this.#job();
  }

  async start(): Promise<void> {
    const { connection } = this;
    await this.memory.set('c', 'facts', { facts: { signIn: 'none' } as never, etag: null });
    await this.store.commit((transaction) => {
      transaction.write(records.connections, [connection]);
      transaction.write(records.status('c'), { ...initialStatus, session: 'signed-in', identity: 'me' });
    });
    await this.readLists();
  }

  #item(id: string): ChatItem {
    return this.app === 'librechat' ? { kind: 'conversation', id } : { kind: 'thread', workspaceSlug: 'w', slug: id };
  }

  /** What Tandem's pull stores, when it reads the lists in full. */
  async readLists(): Promise<void> {
    this.now += 1000;
    const iso = (at: number) => new Date(at).toISOString();
    await this.store.commit((transaction) => {
      if (this.app === 'librechat') {
        const all = [...this.chats].map(([id, { updatedAt }]) => ({
          ...{ id, title: id, endpoint: null, model: null, createdAt: null },
          ...{ updatedAt: iso(updatedAt), archived: false, pinned: false },
        }));
        transaction.write(records.conversations('c', 'me', 0), all);
      } else {
        const workspace = { id: '1', slug: 'w', name: 'W', provider: null, model: null, temperature: null };
        transaction.write(records.workspaces('c', 'me'), [{ ...workspace, createdAt: null }]);
      }
    });
    await this.memory.set('c', 'swept', { at: this.now, keepsTimes: false, lastArchived: null });
    const poll = { checkedAt: this.now, readAt: this.now, failures: 0, retryAt: null, askedToWaitUntil: null };
    await this.memory.set('c', 'poll', poll);
  }

  async readThreads(): Promise<void> {
    const all = [...this.chats.keys()].map((slug) => ({ slug, name: slug, workspaceSlug: 'w', createdAt: null }));
    await this.store.commit((transaction) => {
      transaction.write(records.threads('c', 'me', 'w'), all);
    });
    await this.memory.set('c', 'threadsReadAt', { w: this.now });
  }

  say(id: string, text: string): void {
    const chat = this.chats.get(id) ?? { texts: [], updatedAt: 0 };
    chat.texts.push(text);
    chat.updatedAt = this.now;
    this.chats.set(id, chat);
    this.#turns += 1;
    this.#lastTurns.set(id, this.#turns);
  }

  /** An import: its times are old. */
  bringIn(text: string): void {
    this.chats.set(`imported-${this.#made++}`, { texts: [text], updatedAt: Date.UTC(2001, 0, 1) });
    this.#turns += 1;
  }

  /** The app is polled, which goes on with the archive. */
  async poll(): Promise<void> {
    await this.readLists();
    await this.job.resume(this.connection);
  }

  kill(): void {
    this.#stopped.abort(new DOMException('killed', 'AbortError'));
    this.#stopped = new AbortController();
    this.untilKill = Number.POSITIVE_INFINITY;
    this.job = this.#job();
  }

  #answer<T>(value: () => T): Promise<T> {
    this.now += 10;
    if (--this.untilKill < 0) this.kill();
    if (this.failing > 0) {
      this.failing -= 1;
      return Promise.reject(new UnreachableError(this.app, 'http://127.0.0.1:1', 'unknown'));
    }
    expect(++this.atOnce).toBe(1);
    return Promise.resolve().then(() => {
      this.atOnce -= 1;
      return value();
    });
  }

  #read = (listed: ListedChat, { etag, signal }: RequestOptions) =>
    this.#answer(() => {
      signal.throwIfAborted();
      const key = chatKey(listed.chat);
      const id = key.split('/').at(-1) ?? '';
      const texts = listed.chat.kind === 'workspace' ? [] : this.chats.get(id)?.texts;
      if (!texts) throw new NotFoundError(this.app, key);
      if (etag === JSON.stringify(texts)) return { changed: false } as const;
      const messages = texts.map((text, at) => ({
        ...{ id: String(at), parent: at === 0 ? null : String(at - 1), author: 'user' as const, name: null },
        ...{ model: null, at: null, text, attachments: [], sources: [], rest: {} },
      }));
      const value: Transcript = { ...listed, messages, rest: {} };
      return { changed: true, value, etag: JSON.stringify(texts) } as const;
    });

  #newest = (known: Turns | null) =>
    this.#answer(() => {
      const total = [...this.chats.values()].reduce((sum, { texts }) => sum + texts.length, 0);
      const isLess = known !== null && total - known.total < this.#turns - known.last;
      const after = [...this.chats.keys()].filter((id) => (this.#lastTurns.get(id) ?? 0) > (known?.last ?? 0));
      const chats = known === null || isLess ? null : after.map((id) => this.#item(id));
      return { last: this.#turns, total, chats };
    });

  #job(): ArchiveJob {
    const { signal } = this.#stopped;
    const transcripts = {
      read: (_http: unknown, listed: ListedChat, options: RequestOptions) => this.#read(listed, options),
      ...(this.app === 'anythingllm' && { newest: (_http: unknown, known: Turns | null) => this.#newest(known) }),
    };
    return new ArchiveJob({
      ports: {
        now: () => this.now,
        sleep: async (ms: number) => {
          this.now += ms;
        },
        isGranted: async () => true,
        http: () => ({}) as never,
        adapterFor: () => ({ transcripts }) as unknown as AppAdapter,
      } as never,
      memory: this.memory,
      sessions: { signIn: async () => ({ state: 'ready', credentials: { kind: 'none' }, token: null }) } as never,
      store: this.store,
      archive: this.archive,
      gate: { isOpen: true } as never,
      preferences: async () => ({ archive: { [this.app]: 'on' } }) as never,
      connections: async () => [this.connection],
      stopped: () => signal,
      readThreads: () => this.#answer(() => this.readThreads()).then(),
      readList: () => this.readLists(),
      failed: async () => undefined,
    });
  }

  async archived(): Promise<Record<string, readonly string[]>> {
    const heads = (await this.archive.heads(this.owner)).filter(({ chat }) => chat.kind !== 'workspace');
    const all = heads.map(async ({ chat }) => {
      const key = chatKey(chat);
      const transcript = await this.archive.transcript(this.owner, key);
      return [key.split('/').at(-1), transcript?.messages.map(({ text }) => text)];
    });
    return Object.fromEntries(await Promise.all(all));
  }

  said(): Record<string, readonly string[]> {
    return Object.fromEntries([...this.chats].map(([id, { texts }]) => [id, texts]));
  }
}

type Step = (world: Simulation) => unknown;
const id = fc.constantFrom('a', 'b', 'c');
const text = fc.string({ maxLength: 8 });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(id, text).map(
    ([one, said]): Step =>
      (world) =>
        world.say(one, said),
  ),
  text.map(
    (said): Step =>
      (world) =>
        world.bringIn(said),
  ),
  // Nothing in any list shows these two.
  fc.tuple(id, text).map(
    ([one, said]): Step =>
      (world) =>
        world.chats.get(one)?.texts.splice(0, 1, said),
  ),
  id.map(
    (one): Step =>
      (world) =>
        world.chats.get(one)?.texts.pop(),
  ),
  id.map(
    (one): Step =>
      (world) =>
        world.chats.delete(one),
  ),
  fc.constant<Step>((world) => world.readLists()),
  fc.constant<Step>((world) => world.job.resume(world.connection)),
  fc.nat({ max: 3 }).map(
    (after): Step =>
      (world) => {
        world.untilKill = after;
        return world.job.resume(world.connection);
      },
  ),
  fc.nat({ max: 3 }).map(
    (count): Step =>
      (world) => {
        world.failing = count;
      },
  ),
  fc.integer({ min: 1, max: 30 }).map(
    (hours): Step =>
      (world) => {
        world.now += hours * hour;
      },
  ),
);

it.each(['librechat', 'anythingllm'] as const)(
  'when %s chats change, workers die and servers fail, then the archive has all',
  async (app) => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const world = new Simulation(app);
        await world.start();
        for (const one of steps) await one(world);
        world.failing = 0;
        // The rotation reads a few chats at a time.
        for (let round = 0; round < 12; round++) {
          world.now += 25 * hour;
          await world.poll();
        }
        expect(await world.archived()).toEqual(world.said());
      }),
      { numRuns: 60 },
    );
  },
);

async function archivedOnce(app: AppId): Promise<Simulation> {
  const world = new Simulation(app);
  world.say('a', 'Hello');
  world.say('b', 'Bye');
  await world.start();
  await world.poll();
  return world;
}

it('when one list is short by mistake, then no chat leaves the archive', async () => {
  const world = await archivedOnce('librechat');
  const all = new Map(world.chats);
  world.chats.clear();
  await world.poll();
  expect(await world.archived()).toEqual({ a: ['Hello'], b: ['Bye'] });
  for (const [key, chat] of all) world.chats.set(key, chat);
  await world.poll();
  expect((await world.archive.heads(world.owner)).map(({ missingSince }) => missingSince)).toEqual([null, null]);
});

it('when a chat is deleted, then a second list is read after a minute and it leaves', async () => {
  const world = await archivedOnce('librechat');
  world.chats.delete('a');
  await world.poll();
  expect(await world.archived()).toEqual({ a: ['Hello'], b: ['Bye'] });
  world.now += 2 * 60_000;
  await world.job.resume(world.connection);
  await world.job.resume(world.connection);
  expect(await world.archived()).toEqual({ b: ['Bye'] });
});

it('when AnythingLLM has a new turn in a known thread, then the next poll reads it', async () => {
  const world = await archivedOnce('anythingllm');
  world.say('a', 'Again');
  await world.poll();
  expect(await world.archived()).toEqual({ a: ['Hello', 'Again'], b: ['Bye'] });
});

it('when a page changed a chat, then the next poll reads that chat', async () => {
  const world = await archivedOnce('librechat');
  world.chats.get('a')?.texts.push('Edited');
  await world.job.changed(world.connection, [{ kind: 'conversation', id: 'a' }]);
  await world.poll();
  expect(await world.archived()).toEqual({ a: ['Hello', 'Edited'], b: ['Bye'] });
});
