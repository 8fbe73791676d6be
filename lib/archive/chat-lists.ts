import type { AppId, Connection, ListedChat } from '@/lib/model';
import { records, type StoredRecords } from '@/lib/store';
import type { SessionMemory } from '@/lib/sync/session-memory';
import type { ArchiveOwner } from './archive-store';
import type { ChatLists } from './compare-archive';

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
export function chatLists(app: AppId, owner: ArchiveOwner, stored: StoredRecords, times: ListTimes): ChatLists {
  return app === 'librechat' ? conversations(owner, stored, times) : workspaces(owner, stored, times);
}

function conversations({ connection, identity }: ArchiveOwner, stored: StoredRecords, times: ListTimes): ChatLists {
  const all = stored.all('conversations', connection, identity).flatMap(({ data }) => data);
  const chats = all.map(
    ({ id, title, endpoint, model, createdAt, updatedAt, archived }): ListedChat => ({
      chat: { kind: 'conversation', id },
      title,
      workspace: null,
      endpoint,
      model,
      createdAt,
      updatedAt,
      archived,
    }),
  );
  return { chats, readAt: () => times.list };
}

/** A workspace has messages of its own, beside those of its threads. */
function workspaces({ connection, identity }: ArchiveOwner, stored: StoredRecords, times: ListTimes): ChatLists {
  const all = stored.read(records.workspaces(connection, identity)) ?? [];
  const chats = all.flatMap(({ slug, name, provider, model, createdAt }): readonly ListedChat[] => {
    const common = { workspace: name, endpoint: provider, model, updatedAt: null, archived: false };
    const threads = stored.read(records.threads(connection, identity, slug)) ?? [];
    return [
      { ...common, chat: { kind: 'workspace', slug }, title: name, createdAt },
      ...threads.map(
        (thread): ListedChat => ({
          ...common,
          chat: { kind: 'thread', workspaceSlug: slug, slug: thread.slug },
          title: thread.name,
          createdAt: thread.createdAt,
        }),
      ),
    ];
  });
  const known = new Set(all.map(({ slug }) => slug));
  return {
    chats,
    readAt: (chat) =>
      chat.kind === 'thread' && known.has(chat.workspaceSlug) ? (times.threads[chat.workspaceSlug] ?? 0) : times.list,
  };
}
