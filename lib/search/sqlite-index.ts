import type { Database, PreparedStatement, SqlValue } from '@sqlite.org/sqlite-wasm';
import type { ArchiveChange, ArchiveOwner } from '@/lib/archive/archive-store';
import { appOf, type ChatItem, type MessageHit, type Transcript } from '@/lib/model';
import { fold } from './fold';
import { DamagedIndexError, type MessageIndex } from './message-index';
import { forgivable, type Needle, needlesOf } from './needles';
import type { Filter, Query } from './query';
import { snippetOf } from './snippet';
import { oneTypoAway } from './typos';
import { wordsOf } from './words';

/** Raise it with every change of the tables or of what is in them: another version is built anew. */
const version = 1;

/**
 * `words` is the full-text index, without the texts themselves. Its text is our own words with spaces between, which the
 * plainest tokenizer splits again. What a hit shows is JSON, since SQLite's texts have no NUL and no half characters.
 * Texts have a table of their own, so that filters read small rows.
 */
const tables = `
  CREATE TABLE state (applied INTEGER NOT NULL);
  INSERT INTO state VALUES (0);
  CREATE TABLE owner (id INTEGER PRIMARY KEY, owner TEXT NOT NULL UNIQUE);
  CREATE TABLE chat (
    id INTEGER PRIMARY KEY, owner INTEGER NOT NULL, key TEXT NOT NULL, shown TEXT NOT NULL,
    app TEXT NOT NULL, workspace TEXT, UNIQUE (owner, key)
  );
  CREATE TABLE message (
    id INTEGER PRIMARY KEY, chat INTEGER NOT NULL, author TEXT NOT NULL, at INTEGER, model TEXT
  );
  CREATE INDEX message_of_chat ON message (chat);
  CREATE TABLE body (id INTEGER PRIMARY KEY, shown TEXT NOT NULL);
  CREATE VIRTUAL TABLE words USING fts5 (text, content = '', tokenize = 'ascii');
  CREATE VIRTUAL TABLE vocabulary USING fts5vocab (words, 'instance');
  -- What leaves the archive leaves the file, too.
  INSERT INTO words (words, rank) VALUES ('secure-delete', 1);
`;
const settings = `
  PRAGMA locking_mode = EXCLUSIVE;
  PRAGMA journal_mode = TRUNCATE;
  PRAGMA synchronous = NORMAL;
  PRAGMA secure_delete = ON;
  PRAGMA temp_store = MEMORY;
  PRAGMA cache_size = -16000;
`;

const ofOwners = 'chat.owner IN (SELECT id FROM owner WHERE owner.owner IN (SELECT value FROM json_each(?)))';

type ShownChat = Pick<MessageHit, 'chat' | 'title' | 'workspace'>;
type ShownMessage = Pick<MessageHit, 'message' | 'author' | 'name' | 'model' | 'at'> & { readonly text: string };

const json = JSON.stringify;
const ownerText = ({ connection, identity }: ArchiveOwner) => json([connection, identity]);
/** A name for comparing: one line, and without the quotes that no filter can have. */
const comparable = (name: string) =>
  fold(name)
    .replace(/["\s]+/g, ' ')
    .trim();

function timeOf(at: string | null): number | null {
  const time = Date.parse(at ?? '');
  return Number.isNaN(time) ? null : time;
}

/** The codes of SQLite for a damaged file, and for a file that is none of its own. */
const damaged: readonly number[] = [11, 26];

/** Tells a damaged file from other failures, such as a full disk. */
function failing<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    const code = Number(Object(error).resultCode);
    // The lower byte; the rest says where. What we stored as JSON is damaged, too, if it is none.
    const isDamaged = damaged.includes(code & 0xff) || error instanceof SyntaxError;
    throw isDamaged ? new DamagedIndexError('damaged', { cause: error }) : error;
  }
}

/** The index in a database of SQLite with FTS5. */
export class SqliteIndex implements MessageIndex {
  readonly #db: Database;
  /** By their SQL. The database ends them when it is closed. */
  readonly #prepared = new Map<string, PreparedStatement>();

  /** @throws DamagedIndexError as every method */
  constructor(db: Database) {
    this.#db = db;
    failing(() => this.#begin());
  }

  appliedUpTo(): number {
    return failing(() => Number(this.#value('SELECT applied FROM state LIMIT ?', [1])));
  }

  apply(changes: readonly ArchiveChange[]): void {
    const last = changes.at(-1);
    if (!last) return;
    failing(() =>
      this.#db.transaction(() => {
        for (const { owner, key, transcript } of changes) {
          if (key === null) this.#removeOwner(owner);
          else if (transcript) this.#put(owner, key, transcript);
          else this.#remove(owner, key);
        }
        this.#rows('UPDATE state SET applied = ?', [last.seq]);
        this.#db.exec('DELETE FROM owner WHERE id NOT IN (SELECT owner FROM chat)');
      }),
    );
  }

  search({ terms, filters }: Query, limit: number, owners: readonly ArchiveOwner[]): readonly MessageHit[] {
    const needles = needlesOf(terms);
    if (needles.length === 0 && (terms.length > 0 || filters.length === 0)) return [];
    return failing(() => {
      const found = this.#find(needles, filters, limit, owners);
      if (found.length > 0) return found;
      const forgiving = needles.map((needle) => ({ ...needle, instead: this.#alike(needle, owners) }));
      const isAnyAlike = forgiving.some(({ instead }) => instead.length > 0);
      return isAnyAlike ? this.#find(forgiving, filters, limit, owners) : [];
    });
  }

  close(): void {
    this.#db.close();
  }

  #begin(): void {
    this.#db.exec(settings);
    if (this.#db.selectValue('PRAGMA user_version') === version) return;
    if (this.#db.selectValue('SELECT count(*) FROM sqlite_schema') !== 0) throw new DamagedIndexError('other version');
    this.#db.transaction(() => {
      this.#db.exec(tables);
      this.#db.exec(`PRAGMA user_version = ${version}`);
    });
  }

  /** The rows of a statement, which stays prepared. */
  #rows(sql: string, bind: readonly SqlValue[]): SqlValue[][] {
    let statement = this.#prepared.get(sql);
    if (!statement) {
      statement = this.#db.prepare(sql);
      this.#prepared.set(sql, statement);
    }
    try {
      statement.bind([...bind]);
      const rows: SqlValue[][] = [];
      while (statement.step()) rows.push(statement.get([]));
      return rows;
    } finally {
      statement.reset();
    }
  }

  #value(sql: string, bind: readonly SqlValue[]): SqlValue {
    return this.#rows(sql, bind)[0]?.[0] ?? null;
  }

  /** Messages that are as they were stay: most chats only grow. */
  #put(owner: ArchiveOwner, key: string, { chat, title, workspace, model, messages }: Transcript): void {
    this.#rows('INSERT OR IGNORE INTO owner (owner) VALUES (?)', [ownerText(owner)]);
    const shownChat: ShownChat = { chat, title, workspace };
    const id = this.#value(
      `INSERT INTO chat (owner, key, shown, app, workspace) VALUES ((SELECT id FROM owner WHERE owner = ?), ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET shown = excluded.shown, app = excluded.app, workspace = excluded.workspace RETURNING id`,
      [ownerText(owner), json(key), json(shownChat), appOf(chat), workspace === null ? null : comparable(workspace)],
    );
    const wanted = new Map(
      messages.map(({ id: message, author, name, at, text, model: own }) => {
        const shown: ShownMessage = { message, author, name, model: own ?? model, at, text };
        return [json(shown), shown];
      }),
    );
    for (const message of this.#messagesOf(id)) if (!wanted.delete(message.shown)) this.#removeMessage(message);
    for (const shown of wanted.values()) this.#addMessage(id, shown);
  }

  #remove(owner: ArchiveOwner, key: string): void {
    const chat = this.#value(
      'SELECT chat.id FROM chat JOIN owner ON owner.id = chat.owner WHERE owner.owner = ? AND key = ?',
      [ownerText(owner), json(key)],
    );
    if (chat === null) return;
    for (const message of this.#messagesOf(chat)) this.#removeMessage(message);
    this.#rows('DELETE FROM chat WHERE id = ?', [chat]);
  }

  /** Many messages at once: the words of the rest are indexed anew, which is quicker than to take words out. */
  #removeOwner(owner: ArchiveOwner): void {
    const id = this.#value('SELECT id FROM owner WHERE owner = ?', [ownerText(owner)]);
    if (id === null) return;
    this.#rows('DELETE FROM message WHERE chat IN (SELECT id FROM chat WHERE owner = ?)', [id]);
    this.#rows('DELETE FROM chat WHERE owner = ?', [id]);
    this.#db.exec(`
      DELETE FROM body WHERE id NOT IN (SELECT id FROM message);
      INSERT INTO words (words) VALUES ('delete-all');
    `);
    for (const rest of this.#db.selectValues('SELECT id FROM message')) {
      const shown = this.#value('SELECT shown FROM body WHERE id = ?', [rest]);
      this.#addWords(rest, (JSON.parse(String(shown)) as ShownMessage).text);
    }
  }

  #messagesOf(chat: SqlValue): { readonly id: SqlValue; readonly shown: string }[] {
    const rows = this.#rows('SELECT id, shown FROM body WHERE id IN (SELECT id FROM message WHERE chat = ?)', [chat]);
    return rows.map(([id = null, shown]) => ({ id, shown: String(shown) }));
  }

  #addMessage(chat: SqlValue, shown: ShownMessage): void {
    const { author, at, model, text } = shown;
    const id = this.#value('INSERT INTO message (chat, author, at, model) VALUES (?, ?, ?, ?) RETURNING id', [
      chat,
      author,
      timeOf(at),
      model === null ? null : comparable(model),
    ]);
    this.#rows('INSERT INTO body (id, shown) VALUES (?, ?)', [id, json(shown)]);
    this.#addWords(id, text);
  }

  #addWords(id: SqlValue, text: string): void {
    this.#rows('INSERT INTO words (rowid, text) VALUES (?, ?)', [id, wordsOf(text).join(' ')]);
  }

  #removeMessage({ id, shown }: { readonly id: SqlValue; readonly shown: string }): void {
    const { text } = JSON.parse(shown) as ShownMessage;
    // An index without texts has to be told what it loses.
    this.#rows("INSERT INTO words (words, rowid, text) VALUES ('delete', ?, ?)", [id, wordsOf(text).join(' ')]);
    this.#rows('DELETE FROM body WHERE id = ?', [id]);
    this.#rows('DELETE FROM message WHERE id = ?', [id]);
  }

  #find(
    needles: readonly Needle[],
    filters: readonly Filter[],
    limit: number,
    owners: readonly ArchiveOwner[],
  ): readonly MessageHit[] {
    const passes = filters.map(conditionOf);
    const bind = [
      ...(needles.length > 0 ? [needles.map(expressionOf).join(' AND ')] : []),
      json(owners.map(ownerText)),
      ...passes.map(({ value }) => value),
      limit,
    ];
    const conditions = [ofOwners, ...passes.map(({ sql }) => sql)].join(' AND ');
    // CROSS JOIN: first the words, then what they are in.
    const ids =
      needles.length > 0
        ? `SELECT message.id FROM words CROSS JOIN message ON message.id = words.rowid CROSS JOIN chat ON chat.id = chat
           WHERE words MATCH ? AND ${conditions} ORDER BY words.rank, at DESC, message.id DESC LIMIT ?`
        : `SELECT message.id FROM message CROSS JOIN chat ON chat.id = chat
           WHERE ${conditions} ORDER BY at DESC, message.id DESC LIMIT ?`;
    return this.#rows(ids, bind).map(([id = null]) => this.#hitOf(id, needles));
  }

  #hitOf(id: SqlValue, needles: readonly Needle[]): MessageHit {
    const [[owner, chat, message] = []] = this.#rows(
      `SELECT owner.owner, chat.shown, body.shown FROM message JOIN body ON body.id = message.id
         JOIN chat ON chat.id = message.chat JOIN owner ON owner.id = chat.owner WHERE message.id = ?`,
      [id],
    );
    const [connection, identity] = JSON.parse(String(owner)) as [string, string];
    const { text, ...shown } = JSON.parse(String(message)) as ShownMessage;
    const shownChat = JSON.parse(String(chat)) as { chat: ChatItem; title: string; workspace: string | null };
    return { owner: { connection, identity }, ...shownChat, ...shown, snippet: snippetOf(text, needles) };
  }

  /** The words of the index that are the needle's word with one typo, if it finds nothing by itself. */
  #alike(needle: Needle, owners: readonly ArchiveOwner[]): readonly string[] {
    const word = forgivable(needle);
    if (word === null) return [];
    const isKnown = this.#value(
      `SELECT 1 FROM words CROSS JOIN message ON message.id = words.rowid CROSS JOIN chat ON chat.id = chat
       WHERE words MATCH ? AND ${ofOwners} LIMIT 1`,
      [expressionOf(needle), json(owners.map(ownerText))],
    );
    if (isKnown !== null) return [];
    return oneTypoAway(word).filter(
      (one) => this.#value('SELECT 1 FROM vocabulary WHERE term = ? LIMIT 1', [one]) !== null,
    );
  }
}

function expressionOf({ words, last, instead }: Needle): string {
  const found = `"${words.join(' ')}"${last === 'beginning' ? ' *' : ''}`;
  return instead.length === 0 ? found : `(${[found, ...instead.map((word) => `"${word}"`)].join(' OR ')})`;
}

function conditionOf(filter: Filter): { readonly sql: string; readonly value: SqlValue } {
  switch (filter.name) {
    case 'in':
      return { sql: 'instr(chat.workspace, ?) > 0', value: comparable(filter.value) };
    case 'model':
      return { sql: 'instr(message.model, ?) > 0', value: comparable(filter.value) };
    case 'app':
      return { sql: 'chat.app = ?', value: filter.value };
    case 'from':
      return { sql: 'message.author = ?', value: 'user' };
    case 'before':
      return { sql: 'at < ?', value: filter.at };
    case 'after':
      return { sql: 'at >= ?', value: filter.at };
  }
}
