import { findDocuments, isProcessorUp, removeDocument, saveDocument } from '@/lib/apps/anythingllm/documents';
import { attachText, deleteThread, isUsed, nameThread, newThread } from '@/lib/apps/anythingllm/threads';
import { bringIn, importedSince, importPlace } from '@/lib/apps/librechat/bring-in';
import { KeyedQueue } from '@/lib/async';
import { NotFoundError, RoleRefusedError, SignedOutError, TandemError } from '@/lib/errors';
import {
  type AppId,
  appOf,
  type ChatItem,
  type Connection,
  type Continued,
  type ContinueRefusal,
  chatKey,
  itemUrl,
  type Transcript,
} from '@/lib/model';
import type { Store } from '@/lib/store';
import { type Access, type AccessParts, accessAs, type Side } from '@/lib/sync/access';
import {
  type ChatDocument,
  type ContinueWords,
  chatContinuation,
  chatDocument,
  isContinuedIn,
  type LibreChatTarget,
} from '@/lib/transcripts';
import type { ArchiveStore } from './archive-store';
import { listTimes, storedChats } from './chat-lists';

export interface ContinueParts extends AccessParts {
  readonly store: Store;
  readonly archive: ArchiveStore;
  /** Aborted when the app is disconnected. */
  stopped(connection: Connection): AbortSignal;
  /** A workspace has a new thread. */
  threadsChanged(connection: Connection, workspaceSlug: string): Promise<void>;
}

type Sides = Readonly<Record<AppId, Side>>;

/** What one command continues. */
export interface ChatToContinue {
  /** The identities that the view showed. */
  readonly sides: Sides;
  readonly chat: ChatItem;
  readonly words: ContinueWords;
}

const refused = (why: ContinueRefusal): Continued => ({ kind: 'refused', why });

/**
 * Takes a chat over into the other app. Nothing about it is stored: what was made before is found by its name or its
 * texts, so a second time replaces or opens it, also after a kill.
 */
export class ContinueChats {
  /** One after the other, so that a second click finds what the first one made. */
  readonly #queue = new KeyedQueue<'continue'>();

  constructor(private readonly parts: ContinueParts) {}

  /** Saves a conversation as a document of a workspace, in place of its former document there. */
  saveToWorkspace(from: ChatToContinue, workspace: string): Promise<Continued> {
    return this.#withDocument(from, workspace, async (document, { http, signal }) => {
      const saved = await saveDocument(http, workspace, document, null, { signal });
      if (saved.kind === 'refused') return refused(saved.why);
      for (const path of await findDocuments(http, `${document.prefix}-`, { signal }))
        if (path !== saved.path) await removeDocument(http, workspace, path, { signal });
      return { kind: 'done', is: null };
    });
  }

  /** Makes a thread of this user's in a workspace, with the conversation attached: every member may. */
  inAnythingLlm(from: ChatToContinue, workspace: string): Promise<Continued> {
    return this.#withDocument(from, workspace, async (document, { http, signal }) => {
      if (!(await isProcessorUp(http, { signal }))) return refused('no-processor');
      const { connection } = from.sides.anythingllm;
      await this.#removeLeftover(connection, { http, signal });
      const thread = await newThread(http, workspace, { signal });
      await this.parts.memory.set(connection.id, 'newThread', thread);
      try {
        await attachText(http, thread, { name: `${document.name}.md`, text: document.text }, { signal });
        await nameThread(http, thread, document.title, { signal });
      } catch (error) {
        // The first failure counts.
        await this.#removeLeftover(connection, { http, signal }).catch(() => undefined);
        throw error;
      }
      await this.parts.memory.forget(connection.id, 'newThread');
      await this.parts.threadsChanged(connection, workspace);
      return { kind: 'done', is: { kind: 'thread', ...thread } };
    });
  }

  /** Deletes a thread that was not finished, unless somebody has used it since. */
  async #removeLeftover(connection: Connection, { http, signal }: Pick<Access, 'http' | 'signal'>): Promise<void> {
    const { memory } = this.parts;
    const thread = await memory.get(connection.id, 'newThread');
    if (!thread) return;
    if (!(await isUsed(http, thread, { signal }))) await deleteThread(http, thread, { signal });
    await memory.forget(connection.id, 'newThread');
  }

  /** Imports a thread as a conversation; one that was imported before is found again. */
  inLibreChat(from: ChatToContinue, target: LibreChatTarget): Promise<Continued> {
    return this.#continue(from, 'librechat', async (transcript, url, { http, signal }) => {
      const now = new Date(this.parts.ports.now()).toISOString();
      const file = chatContinuation(transcript, url, target, { ...from.words, now });
      if (!file) return refused('no-text');
      const done = (id: string): Continued => ({ kind: 'done', is: { kind: 'conversation', id } });
      const reader = this.parts.ports.adapterFor(from.sides.librechat.connection).transcripts;
      const place = await importPlace(http, file, { signal });
      for (const id of place.before) {
        const listed = { ...transcript, chat: { kind: 'conversation', id } } as const;
        const theirs = await reader?.read(http, listed, { signal });
        if (theirs?.changed && isContinuedIn(file, theirs.value)) return done(id);
      }
      try {
        return done(await bringIn(http, file, place, { signal }));
      } catch (error) {
        // The answer may have been lost.
        const id = await importedSince(http, place, { signal }).catch(() => null);
        if (id === null) throw error;
        return done(id);
      }
    });
  }

  #withDocument(
    from: ChatToContinue,
    workspace: string,
    work: (document: ChatDocument, access: Access) => Promise<Continued>,
  ): Promise<Continued> {
    return this.#continue(from, 'anythingllm', async (transcript, url, access) => {
      const document = await chatDocument(transcript, url, workspace, from.words);
      return document ? work(document, access) : refused('no-text');
    });
  }

  /** Reads the chat and works at the other app. What that app refuses is told; other failures are thrown. */
  #continue(
    { sides, chat }: ChatToContinue,
    to: AppId,
    work: (transcript: Transcript, url: string, access: Access) => Promise<Continued>,
  ): Promise<Continued> {
    const side = sides[appOf(chat)];
    if (appOf(chat) === to) throw new TypeError(`this chat is in ${to} already`);
    return this.#queue.run('continue', async () => {
      const transcript = await this.#read(side, chat);
      if (!transcript) return refused('no-chat');
      try {
        const made = await this.#at(sides[to], (access) => work(transcript, itemUrl(side.connection, chat), access));
        return made ?? refused('signed-out');
      } catch (error) {
        if (error instanceof RoleRefusedError) return refused('role');
        if (error instanceof NotFoundError && to === 'anythingllm') return refused('no-workspace');
        throw error;
      }
    });
  }

  /** All that was said in a chat: as the archive has it if the app says that it is the same, or can't be asked. */
  async #read(side: Side, chat: ChatItem): Promise<Transcript | null> {
    const { archive, ports, store, memory } = this.parts;
    const { connection, identity } = side;
    const owner = { connection: connection.id, identity };
    const key = chatKey(chat);
    const lists = storedChats(connection.app, owner, await store.wholeReader(), await listTimes(connection, memory));
    const held = await archive.transcript(owner, key).catch(() => null);
    const listed = lists.chats.find((one) => chatKey(one.chat) === key) ?? held;
    const reader = ports.adapterFor(connection).transcripts;
    if (!listed || !reader) return held;
    const copy = held && { ...held, ...listed };
    const head = held && (await archive.heads(owner)).find((one) => chatKey(one.chat) === key);
    try {
      const read = await this.#at(side, ({ http, signal }) =>
        reader.read(http, listed, { signal, etag: head?.etag ?? null }),
      );
      return read?.changed ? read.value : copy;
    } catch (error) {
      if (error instanceof NotFoundError) return null;
      if (copy && error instanceof TandemError) return copy;
      throw error;
    }
  }

  /** Null: nobody is signed in there just now. */
  async #at<T>(side: Side, work: (access: Access) => Promise<T>): Promise<T | null> {
    const access = await accessAs(side, this.parts, this.parts.stopped(side.connection));
    if (!access) return null;
    try {
      return await work(access);
    } catch (error) {
      if (error instanceof SignedOutError) await access.reject();
      throw error;
    }
  }
}
