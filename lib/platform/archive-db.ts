import { type DBSchema, type IDBPDatabase, type IDBPObjectStore, openDB } from 'idb';
import type { Turns } from '@/lib/apps/adapter';
import type { ArchiveOwner, ArchiveStore, ChatHead } from '@/lib/archive';
import { chatKey, type Transcript } from '@/lib/model';

/** Connection, identity, chat. An empty chat stands for all chats of the owner. */
type Key = [connection: string, identity: string, chat: string];

interface Stored {
  readonly seq: number;
  /** Null: it left the archive, which the followers have to learn. */
  readonly transcript: Transcript | null;
}

interface Schema extends DBSchema {
  heads: { key: Key; value: ChatHead };
  chats: { key: Key; value: Stored; indexes: { seq: number } };
  turns: { key: [connection: string, identity: string]; value: Turns };
  /** The number of the last change. */
  counter: { key: 'seq'; value: number };
}

const stores = ['heads', 'chats', 'turns', 'counter'] as const;
const keyOf = ({ connection, identity }: ArchiveOwner, chat: string): Key => [connection, identity, chat];
const ownerOf = ([connection, identity]: Key): ArchiveOwner => ({ connection, identity });
/** All chats of an owner: an array sorts after every text. */
const chatsOf = ({ connection, identity }: ArchiveOwner) =>
  IDBKeyRange.bound([connection, identity], [connection, identity, []]);

/**
 * The archive in IndexedDB. Another context may open it, too: the search index reads its changes.
 * @param name The database. Tests take one of their own.
 */
export function openArchive(name = 'archive'): ArchiveStore {
  let opened: Promise<IDBPDatabase<Schema>> | null = null;
  const database = () => {
    opened ??= openDB<Schema>(name, 1, {
      upgrade(db) {
        db.createObjectStore('heads');
        db.createObjectStore('chats').createIndex('seq', 'seq');
        db.createObjectStore('turns');
        db.createObjectStore('counter');
      },
      // A newer version of Tandem, or the user who clears the data, must not wait for us.
      blocking: (_from, _to, event) => {
        opened = null;
        (event.target as IDBDatabase).close();
      },
      terminated: () => {
        opened = null;
      },
    }).catch((error) => {
      opened = null;
      throw error;
    });
    return opened;
  };

  const write = async (work: (access: Writing) => Promise<void>) => {
    const transaction = (await database()).transaction(stores, 'readwrite');
    let seq = (await transaction.objectStore('counter').get('seq')) ?? 0;
    const chats = transaction.objectStore('chats');
    try {
      await work({
        heads: transaction.objectStore('heads'),
        turns: transaction.objectStore('turns'),
        chats,
        tell: (key, transcript) => {
          seq += 1;
          return chats.put({ seq, transcript }, key);
        },
      });
      await transaction.objectStore('counter').put(seq, 'seq');
    } catch (error) {
      transaction.abort();
      await transaction.done.catch(() => undefined);
      throw error;
    }
    await transaction.done;
  };

  return {
    heads: async (owner) => (await database()).getAll('heads', chatsOf(owner)),
    transcript: async (owner, key) => (await (await database()).get('chats', keyOf(owner, key)))?.transcript ?? null,
    put: (owner, head, transcript) =>
      write(async ({ heads, chats, tell }) => {
        const key = keyOf(owner, chatKey(head.chat));
        await heads.put(head, key);
        const before = (await chats.get(key))?.transcript;
        if (JSON.stringify(before) !== JSON.stringify(transcript)) await tell(key, transcript);
      }),
    mark: (owner, changed) => write(({ heads }) => changeHeads(heads, owner, changed)),
    turns: async ({ connection, identity }) => (await (await database()).get('turns', [connection, identity])) ?? null,
    setTurns: (owner, now, changed) =>
      write(async ({ heads, turns }) => {
        await turns.put(now, [owner.connection, owner.identity]);
        await changeHeads(heads, owner, changed);
      }),
    remove: (owner, keys) =>
      write(async ({ heads, tell }) => {
        for (const chat of keys) {
          const key = keyOf(owner, chat);
          if (!(await heads.getKey(key))) continue;
          await heads.delete(key);
          await tell(key, null);
        }
      }),
    removeOwners: async (isWanted) => {
      const unwanted = (await owners(await database())).filter((owner) => !isWanted(owner));
      if (unwanted.length === 0) return;
      await write(async ({ heads, chats, turns, tell }) => {
        for (const owner of unwanted) {
          await turns.delete([owner.connection, owner.identity]);
          await heads.delete(chatsOf(owner));
          await chats.delete(chatsOf(owner));
          await tell(keyOf(owner, ''), null);
        }
      });
    },
    changesAfter: async (seq, limit) => {
      const index = (await database()).transaction('chats').store.index('seq');
      const changes = [];
      let cursor = await index.openCursor(IDBKeyRange.lowerBound(seq, true));
      while (cursor && changes.length < limit) {
        const [, , chat] = cursor.primaryKey;
        const { transcript } = cursor.value;
        changes.push({ seq: cursor.value.seq, owner: ownerOf(cursor.primaryKey), key: chat || null, transcript });
        cursor = await cursor.continue();
      }
      return changes;
    },
  };
}

type Writable<Name extends 'heads' | 'chats' | 'turns'> = IDBPObjectStore<Schema, typeof stores, Name, 'readwrite'>;

interface Writing {
  readonly heads: Writable<'heads'>;
  readonly chats: Writable<'chats'>;
  readonly turns: Writable<'turns'>;
  /** Stores the next change. */
  readonly tell: (key: Key, transcript: Transcript | null) => Promise<unknown>;
}

/** Only of chats that are archived. */
async function changeHeads(heads: Writable<'heads'>, owner: ArchiveOwner, changed: readonly ChatHead[]): Promise<void> {
  for (const head of changed) {
    const key = keyOf(owner, chatKey(head.chat));
    if (await heads.getKey(key)) await heads.put(head, key);
  }
}

/** Everybody of whom a chat is archived. One step a person, not a chat. */
async function owners(db: IDBPDatabase<Schema>): Promise<readonly ArchiveOwner[]> {
  const found: ArchiveOwner[] = [];
  let cursor = await db.transaction('heads').store.openKeyCursor();
  while (cursor) {
    const owner = ownerOf(cursor.key);
    found.push(owner);
    cursor = await cursor.continue([owner.connection, owner.identity, []] as unknown as Key);
  }
  return found;
}
