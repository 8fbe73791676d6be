import { deleteWorkspace, giveSettings, isUnused, listWorkspaces, newWorkspace } from '@/lib/apps/anythingllm/bring-in';
import { findDocument, removeDocument, saveDocument } from '@/lib/apps/anythingllm/documents';
import { bringIn, deleteConversation, importedSince, importPlace, messageCount } from '@/lib/apps/librechat/bring-in';
import { KeyedQueue } from '@/lib/async';
import {
  NotFoundError,
  RateLimitedError,
  SignedOutError,
  StorageFullError,
  TandemError,
  toProblem,
  UnexpectedAnswerError,
} from '@/lib/errors';
import type { BringInReply, TakeBackReply, ViewReplies } from '@/lib/messaging/commands';
import type { AppId, BringInRefusal, BroughtIn, Connection, ToBringIn } from '@/lib/model';
import { records, type Store } from '@/lib/store';
import { type Access, type AccessParts, accessAs } from '@/lib/sync/access';
import { fingerprint } from '@/lib/transcripts/fingerprint';
import type { ArchiveOwner } from '../archive-store';

/** In ms: how long to wait if a server that limits requests does not say it. */
const usualWait = 60_000;

/** What is to be made, and for whom. */
export interface BringInOrder {
  readonly identity: string;
  readonly run: string;
  readonly at: string;
  readonly title: string;
  readonly said: string;
  readonly what: ToBringIn;
}

export interface BringInParts extends AccessParts {
  readonly store: Store;
  connections(): Promise<readonly Connection[]>;
  /** Aborted when the app is disconnected. */
  stopped(connection: Connection): AbortSignal;
  /** Notes a failure of the app, so that all readings wait. */
  failed(connection: Connection, error: TandemError): Promise<void>;
}

/** An app that is being written to. */
interface Present extends Access {
  readonly connection: Connection;
  readonly owner: ArchiveOwner;
}

type Outcome = 'made' | 'there' | { readonly refused: BringInRefusal };
type Made<K extends BroughtIn['made']['kind']> = Extract<BroughtIn['made'], { kind: K }>;

const appOfKind = { conversation: 'librechat', document: 'anythingllm', workspace: 'anythingllm' } as const;

/**
 * Makes things in the apps out of a file, and takes them back: one at a time, each recorded before the app is asked. Every
 * request may be repeated, also after a stop.
 */
export class BringIn {
  readonly #queue = new KeyedQueue<AppId>();

  constructor(private readonly parts: BringInParts) {}

  bringIn(order: BringInOrder): Promise<BringInReply> {
    const app = appOfKind[order.what.kind];
    return this.#queue.run(app, () =>
      this.#present<BringInReply>(app, order.identity, async (present) => {
        const outcome = await this.#bringIn(present, order);
        return typeof outcome === 'string' ? { kind: outcome } : { kind: 'refused', why: outcome.refused };
      }),
    );
  }

  /** @param changed What becomes of something that was changed since. */
  takeBack(app: AppId, identity: string, id: string, changed: 'keep' | 'delete'): Promise<TakeBackReply> {
    return this.#queue.run(app, () =>
      this.#present<TakeBackReply>(app, identity, async (present) => {
        const one = (await this.#list(present.owner)).find((each) => each.id === id);
        if (one && !(await this.#delete(present, one, changed))) return { kind: 'changed' };
        await this.#forget(present.owner, id);
        return { kind: 'gone' };
      }),
    );
  }

  /** All that is to be seen in the apps of what was brought in, for the present identities. */
  async list(): Promise<ViewReplies['brought-in']> {
    const all = (await this.parts.connections()).map(async ({ id, app }) => {
      const identity = (await this.parts.store.read(records.status(id)))?.identity ?? null;
      const list = identity === null ? [] : await this.#list({ connection: id, identity });
      return list.map((one) => ({ app, ...one }));
    });
    return (await Promise.all(all)).flat();
  }

  async #list({ connection, identity }: ArchiveOwner): Promise<readonly BroughtIn[]> {
    return (await this.parts.store.read(records.broughtIn(connection, identity))) ?? [];
  }

  /** Resolves when it is on the disk. Without that, something could be made twice, or not be taken back. */
  async #record(
    { connection, identity }: ArchiveOwner,
    change: (list: readonly BroughtIn[]) => readonly BroughtIn[],
  ): Promise<void> {
    let isSignedIn = false;
    try {
      await this.parts.store.commit((transaction) => {
        isSignedIn = transaction.read(records.status(connection))?.identity === identity;
        if (!isSignedIn) return;
        const key = records.broughtIn(connection, identity);
        const next = change(transaction.read(key) ?? []);
        if (next.length > 0) transaction.write(key, [...next]);
        else transaction.remove(key);
      });
    } catch (cause) {
      throw new StorageFullError({ cause });
    }
    if (!isSignedIn) throw new DOMException('another person is signed in by now', 'AbortError');
  }

  /** Stores one entry, in place of its former form. */
  #put(owner: ArchiveOwner, one: BroughtIn): Promise<void> {
    return this.#record(owner, (list) => {
      const at = list.findIndex(({ id }) => id === one.id);
      return at < 0 ? [...list, one] : list.with(at, one);
    });
  }

  #forget(owner: ArchiveOwner, id: string): Promise<void> {
    return this.#record(owner, (list) => list.filter((one) => one.id !== id));
  }

  /** Works with a proven session of exactly this identity. */
  async #present<R>(
    app: AppId,
    identity: string,
    work: (present: Present) => Promise<R>,
  ): Promise<R | Extract<BringInReply, { kind: 'wait' | 'stopped' }>> {
    const { ports, store } = this.parts;
    const notNow = { kind: 'stopped', problem: null } as const;
    const connection = (await this.parts.connections()).find((one) => one.app === app);
    if (!connection || !ports.adapterFor(connection).transcripts) return notNow;
    const signal = this.parts.stopped(connection);
    const status = await store.read(records.status(connection.id));
    if (!status || status.identity !== identity || signal.aborted) return notNow;
    let access: Access | null = null;
    try {
      const user = await store.read(records.user(connection.id, identity));
      access = await accessAs({ connection, identity, status, user }, this.parts, signal);
      if (!access) return notNow;
      return await work({ ...access, connection, owner: { connection: connection.id, identity } });
    } catch (error) {
      const isSame = (await store.read(records.status(connection.id)))?.identity === identity;
      if (signal.aborted || !isSame) return notNow;
      if (error instanceof RateLimitedError) return { kind: 'wait', ms: error.retryAfterMs ?? usualWait };
      if (error instanceof SignedOutError) await access?.reject();
      else if (isOfApp(error)) await this.parts.failed(connection, error);
      return { kind: 'stopped', problem: toProblem(error, new Date(ports.now()).toISOString()) };
    }
  }

  async #bringIn(present: Present, order: BringInOrder): Promise<Outcome> {
    const same = (await this.#list(present.owner)).filter((one) => isOf(one, order));
    for (const one of same) {
      if (one.made.id === null) continue;
      if (one.run === order.run) return 'made';
      // The person may have deleted it since.
      if (await this.#isThere(present, one)) return 'there';
      await this.#forget(present.owner, one.id);
    }
    const begun = same.find(({ made }) => made.id === null) ?? null;
    const { run, at, title, said } = order;
    const entry = { id: begun?.id ?? crypto.randomUUID(), run, at, title, said };
    const outcome = await this.#make(present, order.what, entry, begun);
    if (outcome !== 'made') await this.#forget(present.owner, entry.id);
    return outcome;
  }

  /** @param begun What a former call has begun, of which nobody knows whether it was made */
  async #make(
    present: Present,
    what: ToBringIn,
    entry: Omit<BroughtIn, 'made'>,
    begun: BroughtIn | null,
  ): Promise<Outcome> {
    const { http, signal, owner } = present;
    const options = { signal };
    const note = (made: BroughtIn['made']) => this.#put(owner, { ...entry, made });
    if (what.kind === 'conversation') {
      let id = begun?.made.kind === 'conversation' ? await importedSince(http, begun.made.place, options) : null;
      let place = begun?.made.kind === 'conversation' ? begun.made.place : null;
      if (id !== null && (await messageCount(http, id, options)) === 0) {
        await deleteConversation(http, id, options);
        id = null;
      }
      if (id === null || place === null) {
        place = await importPlace(http, what.file, options);
        await note({ kind: 'conversation', id: null, place });
        try {
          id = await bringIn(http, what.file, place, options);
        } catch (error) {
          if (error instanceof UnexpectedAnswerError && error.status === 500) return { refused: 'not-taken' };
          if (error instanceof RateLimitedError) await this.#forget(owner, entry.id);
          throw error;
        }
      }
      await note({ kind: 'conversation', id, place: { ...place, before: [] } });
      return 'made';
    }
    if (what.kind === 'document') {
      const former = begun?.made.kind === 'document' ? begun.made.name : null;
      const { workspaceSlug, text, source } = what;
      const document = { name: former ?? `tandem-${entry.id}`, title: entry.title, text, source };
      await note({ kind: 'document', id: null, workspaceSlug, name: document.name });
      try {
        const saved = await saveDocument(http, workspaceSlug, document, null, options);
        if (saved.kind === 'refused') return { refused: saved.why };
        await note({ kind: 'document', id: saved.path, workspaceSlug, name: document.name });
        return 'made';
      } catch (error) {
        if (!(error instanceof NotFoundError)) throw error;
        // It was uploaded all the same.
        const left = await findDocument(http, document.name, options);
        if (left !== null) await removeDocument(http, workspaceSlug, left, options);
        return { refused: 'no-workspace' };
      }
    }
    let slug = begun ? await this.#findWorkspace(present, begun) : null;
    if (slug === null) {
      const before = (await listWorkspaces(http, options)).map((one) => one.slug);
      await note({ kind: 'workspace', id: null, before });
      slug = await newWorkspace(http, entry.title, options);
    }
    await giveSettings(http, slug, what.settings, options);
    await note({ kind: 'workspace', id: slug, before: [] });
    return 'made';
  }

  async #findWorkspace({ http, signal }: Present, { title, made }: BroughtIn): Promise<string | null> {
    if (made.kind !== 'workspace') return null;
    const all = await listWorkspaces(http, { signal });
    const found = all.filter(({ slug, name }) => !made.before.includes(slug) && name?.trim() === title.trim());
    return found.length === 1 ? (found[0]?.slug ?? null) : null;
  }

  async #isThere({ http, signal }: Present, { made }: BroughtIn): Promise<boolean> {
    if (made.id === null) return false;
    if (made.kind === 'conversation') return (await messageCount(http, made.id, { signal })) !== null;
    if (made.kind === 'document') return (await findDocument(http, made.name, { signal })) !== null;
    return (await isUnused(http, made.id, { signal })) !== null;
  }

  /** @returns Whether it is gone */
  async #delete(present: Present, one: BroughtIn, changed: 'keep' | 'delete'): Promise<boolean> {
    const { http, signal } = present;
    const options = { signal };
    const { made } = one;
    if (made.kind === 'conversation') {
      const id = made.id ?? (await importedSince(http, made.place, options));
      if (id === null) return true;
      if (changed === 'keep' && (await this.#isChanged(present, id, one))) return false;
      await deleteConversation(http, id, options);
    } else if (made.kind === 'document') {
      const id = made.id ?? (await findDocument(http, made.name, options));
      if (id !== null) await removeDocument(http, made.workspaceSlug, id, options);
    } else {
      const id = made.id ?? (await this.#findWorkspace(present, one));
      if (id === null) return true;
      if (changed === 'keep' && (await isUnused(http, id, options)) === false) return false;
      await deleteWorkspace(http, id, options);
    }
    return true;
  }

  /** Whether other things are said there now than were brought in. */
  async #isChanged({ connection, http, signal }: Present, id: string, one: BroughtIn): Promise<boolean> {
    const { title, said } = one;
    const unknown = { workspace: null, endpoint: null, model: null, createdAt: null, updatedAt: null, archived: false };
    const listed = { chat: { kind: 'conversation' as const, id }, title, ...unknown };
    try {
      const answer = await this.parts.ports.adapterFor(connection).transcripts?.read(http, listed, { signal });
      return !answer?.changed || (await fingerprint(answer.value)) !== said;
    } catch (error) {
      if (error instanceof NotFoundError) return false;
      throw error;
    }
  }
}

/** Whether the app failed, so that it is to be left alone for a while. */
const isOfApp = (error: unknown): error is TandemError =>
  error instanceof TandemError && error.transient && !(error instanceof StorageFullError);

/** Whether an entry is of the very thing that is to be made. */
const isOf = ({ said, made }: BroughtIn, order: BringInOrder): boolean =>
  said === order.said &&
  made.kind === order.what.kind &&
  (order.what.kind !== 'document' || (made as Made<'document'>).workspaceSlug === order.what.workspaceSlug);
