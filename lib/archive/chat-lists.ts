import type { AppId, Connection, ListedChat, SharedState } from '@/lib/model';
import { records, type StoredRecords } from '@/lib/store';
import type { SessionMemory } from '@/lib/sync/session-memory';
import type { ArchiveOwner } from './archive-store';
import type { ChatLists } from './compare-archive';

/** The lists of both apps, as far as chats are in them. */
export type ListedState = Pick<SharedState, 'workspaces' | 'threads' | 'conversations'>;

/** The chats of an app in its lists. A workspace has messages of its own, beside those of its threads. */
export function chatsOf(app: AppId, { conversations, workspaces, threads }: ListedState): readonly ListedChat[] {
  if (app === 'librechat')
    return conversations.map(({ id, pinned: _pinned, ...listed }) => ({
      ...listed,
      chat: { kind: 'conversation', id },
      workspace: null,
    }));
  return workspaces.flatMap(({ slug, name, provider, model, createdAt }): readonly ListedChat[] => {
    const common = { workspace: name, endpoint: provider, model, updatedAt: null, archived: false };
    return [
      { ...common, chat: { kind: 'workspace', slug }, title: name, createdAt },
      ...(threads[slug] ?? []).map(
        (thread): ListedChat => ({
          ...common,
          chat: { kind: 'thread', workspaceSlug: slug, slug: thread.slug },
          title: thread.name,
          createdAt: thread.createdAt,
        }),
      ),
    ];
  });
}

/** The times at which lists were last read in full. */
export interface ListTimes {
  /** The list of conversations, or of workspaces. */
  readonly list: number;
  /** By workspace slug. */
  readonly threads: Readonly<Record<string, number>>;
}

export async function listTimes({ id, app }: Connection, memory: SessionMemory): Promise<ListTimes> {
  if (app === 'librechat') return { list: (await memory.get(id, 'swept'))?.at ?? 0, threads: {} };
  const list = (await memory.get(id, 'poll'))?.readAt ?? 0;
  return { list, threads: (await memory.get(id, 'threadsReadAt')) ?? {} };
}

/** The chats in the stored lists of an identity. */
export function storedChats(
  app: AppId,
  { connection, identity }: ArchiveOwner,
  stored: StoredRecords,
  times: ListTimes,
): ChatLists {
  const workspaces = stored.read(records.workspaces(connection, identity)) ?? [];
  const known = new Set(workspaces.map(({ slug }) => slug));
  const chats = chatsOf(app, {
    conversations: stored.all('conversations', connection, identity).flatMap(({ data }) => data),
    workspaces,
    threads: Object.fromEntries(
      workspaces.map(({ slug }) => [slug, stored.read(records.threads(connection, identity, slug)) ?? []]),
    ),
  });
  return {
    chats,
    readAt: (chat) =>
      chat.kind === 'thread' && known.has(chat.workspaceSlug) ? (times.threads[chat.workspaceSlug] ?? 0) : times.list,
  };
}
