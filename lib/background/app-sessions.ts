import type { PageReport } from '@/lib/messaging/protocol';
import { type AppStatus, type Connection, initialStatus, isInFront } from '@/lib/model';
import { records, type Store } from '@/lib/store';
import { hideIdentity } from '@/lib/sync/identity';
import type { LoadGate } from '@/lib/sync/load-gate';
import type { EnginePorts, Recognised } from '@/lib/sync/ports';
import type { SessionManager } from '@/lib/sync/session-manager';
import type { SessionMemory } from '@/lib/sync/session-memory';
import type { Findings } from './request-findings';

export interface AppSessionsParts {
  readonly ports: EnginePorts;
  readonly store: Store;
  readonly memory: SessionMemory;
  readonly sessions: SessionManager;
  readonly gate: LoadGate;
}

/** Whether what a page showed is a reason to read its app. */
type Verdict = 'read' | 'nothing';

/** Who is signed in at the apps, as their pages show it: tokens that come, people who leave. */
export class AppSessions {
  constructor(private readonly parts: AppSessionsParts) {}

  /** A page sent a request with this bearer. */
  async bearerSeen(connection: Connection, raw: string): Promise<Verdict> {
    const learned = await this.parts.sessions.learn(connection, raw);
    if (!learned) return 'nothing';
    const status = await this.#status(connection);
    const isSame = learned.identity !== null && learned.identity === status?.identity;
    if (learned.identity !== null && status?.identity && !isSame) await this.leave(connection, 'unseen');
    return status?.session === 'signed-in' && isSame ? 'nothing' : 'read';
  }

  /** A page reported whether it holds a session. @param which Of its document */
  async reported(
    connection: Connection,
    { session }: PageReport,
    which: 'first-report' | 'later-report',
  ): Promise<Verdict> {
    const { memory, sessions, ports } = this.parts;
    const facts = (await memory.get(connection.id, 'facts'))?.facts;
    if (session === 'present') {
      // A document keeps its token, and who signs in anew loads another one.
      const isKnown = (await sessions.inHand(connection, facts ?? null)).kind === 'bearer';
      if (which === 'later-report' && isKnown) return 'nothing';
      const page = await ports.pages.readToken(connection);
      return page.open && page.token !== null ? this.bearerSeen(connection, page.token) : 'nothing';
    }
    if (session === 'absent' && facts?.signIn === 'bearer') await this.#pageIsSignedOut(connection);
    return 'nothing';
  }

  async #pageIsSignedOut(connection: Connection): Promise<void> {
    const status = await this.#status(connection);
    if (!status || status.session === 'signed-out') return;
    await this.parts.gate.open();
    // The report may be older than a sign-in since: what counts is what the page holds now.
    const page = await this.parts.ports.pages.readToken(connection);
    if (page.open && page.token === null) await this.leave(connection, 'signed-out');
  }

  /** An app was opened where its sign-in is another: who waits for a sign-in is told. */
  async openedElsewhere(connection: Connection): Promise<Verdict> {
    const status = await this.#status(connection);
    return status?.session === 'signed-in' || status?.session === 'not-needed' ? 'nothing' : 'read';
  }

  /**
   * Whether the answer to one of the app's own pages shows that we may be answered, too. Then the user passed what stands
   * in front, or signed in where only cookies tell that.
   * @param isTime Whether it is time to follow that up
   */
  async mayAnswerNow(
    connection: Connection,
    { api }: NonNullable<Findings['answered']>,
    isTime: () => boolean,
  ): Promise<boolean> {
    const status = await this.#status(connection);
    if (isInFront(status?.problem ?? null)) return api && isTime();
    const facts = (await this.parts.memory.get(connection.id, 'facts'))?.facts;
    return facts?.signIn === 'cookies' && status?.session !== 'signed-in';
  }

  /** Nobody, or somebody else, is signed in now: the former user's token and data go at once. */
  async leave(connection: Connection, session: 'signed-out' | 'unseen'): Promise<void> {
    const { ports, memory, store } = this.parts;
    ports.log.note('session-left', { app: connection.app, session });
    memory.noteDeparture(connection.id);
    if (session === 'signed-out') await memory.forgetConnection(connection.id, 'user');
    const key = records.status(connection.id);
    await store
      .commit((transaction) => {
        const status = transaction.read(key) ?? initialStatus;
        hideIdentity(transaction, connection.id, null);
        transaction.write(key, { ...status, session, identity: null, problem: null, bearer: null });
      })
      .catch(() => {
        // Removing came first and needs no room; that the rest was not written is told by the store's own event.
      });
  }

  /** The app speaks otherwise than was stored: whoever was signed in is unknown. @param store Stores how it speaks */
  async speaksAnew(connection: Connection, { facts }: Recognised, store: () => Promise<void>): Promise<void> {
    const { memory } = this.parts;
    await this.leave(connection, 'unseen');
    await memory.forgetConnection(connection.id, 'user');
    // First: a worker that is stopped on the way must not read the facts of one contract by the other.
    await memory.forget(connection.id, 'facts', 'poll', 'reading', 'placesRead');
    await store();
    await memory.set(connection.id, 'facts', { facts, etag: null });
  }

  #status({ id }: Connection): Promise<AppStatus | null> {
    return this.parts.store.read(records.status(id));
  }
}
