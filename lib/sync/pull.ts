import type { AppAdapter, LearnedToken, ServerFacts } from '@/lib/apps/adapter';
import type { AppHttp, Credentials } from '@/lib/apps/http';
import { ElsewhereError, RoleRefusedError, SignedOutError, type SignedOutReason, toProblem } from '@/lib/errors';
import { type AppUser, type Connection, initialStatus, type Problem, type Slice, slices } from '@/lib/model';
import { records, type Store } from '@/lib/store';
import { hideIdentity } from './identity';
import type { EnginePorts } from './ports';
import { isSameSession, type Round } from './round';
import type { RefreshPolicy, SessionManager, SignIn } from './session-manager';
import type { SessionMemory } from './session-memory';
import { readableSlices, SliceReader } from './slice-reader';

/** What to ask an app for. */
export interface PullPlan {
  readonly slices: ReadonlySet<Slice>;
  /** Known items may have gone: read lists in full. */
  readonly fully: boolean;
  readonly refresh: RefreshPolicy;
  readonly urgency: Urgency;
}

const urgencies = ['poll', 'news', 'person'] as const;
/**
 * How much a reading may press an app that has trouble: a `poll` waits as long as failures demand, `news` that a page of
 * the app brought only as long as the server itself asked for, the `person` is never kept waiting.
 */
export type Urgency = (typeof urgencies)[number];

/** What is asked on every poll; the least that notices a change (design: frugal). */
export const pollPlan = (refresh: RefreshPolicy): PullPlan => ({
  slices: new Set(readableSlices),
  fully: false,
  refresh,
  urgency: 'poll',
});

export const fullPlan = (refresh: RefreshPolicy, urgency: Urgency): PullPlan => ({
  slices: new Set(slices),
  fully: true,
  refresh,
  urgency,
});

export function mergePlans(a: PullPlan, b: PullPlan): PullPlan {
  return {
    slices: new Set([...a.slices, ...b.slices]),
    fully: a.fully || b.fully,
    refresh: a.refresh === 'never' && b.refresh === 'never' ? 'never' : 'while-looked-at',
    urgency: urgencies.indexOf(a.urgency) > urgencies.indexOf(b.urgency) ? a.urgency : b.urgency,
  };
}

/** How a reading ended. */
export type PullEnd =
  | { readonly kind: 'done' }
  /** Nothing can be asked just now; what is known stands. */
  | { readonly kind: 'resting' }
  /** `problem`: what became of the session, where that needs more words than its state has. */
  | { readonly kind: 'not-signed-in'; readonly problem: Problem | null };

/** A session that just ran out or is missing needs no explanation; these do. */
const remarkable: ReadonlySet<SignedOutReason> = new Set([
  'invalid',
  'suspended',
  'deleted',
  'other-install',
  'second-factor',
]);

/** Thrown when somebody left while the server was asked who is there: its answer is about the past. */
class PersonLeft extends Error {}

/** One reading of one app: who is signed in, then the slices of the plan, each stored as soon as it is there. */
export class Pull {
  readonly #adapter: AppAdapter;
  #stored = false;
  #round: Round | null = null;
  /** At the beginning of the present attempt. */
  #departures = 0;

  constructor(
    private readonly ports: EnginePorts,
    private readonly store: Store,
    private readonly memory: SessionMemory,
    private readonly sessions: SessionManager,
    private readonly connection: Connection,
    private readonly plan: PullPlan,
    /** How the app's settings stand before anything is asked. */
    private readonly version: string | null,
    private readonly signal: AbortSignal,
  ) {
    this.#adapter = ports.adapterFor(connection);
  }

  /** Whether the stored copy changed. */
  get stored(): boolean {
    return this.#stored;
  }

  /** What was asked in the session that was read last. */
  get round(): Round | null {
    return this.#round;
  }

  /** In one session nothing is asked twice. */
  #http(credentials: Credentials): AppHttp {
    if (!this.#round || !isSameSession(this.#round.credentials, credentials)) {
      this.#round = { http: this.ports.http(this.connection, credentials), credentials, version: this.version };
    }
    return this.#round.http;
  }

  /** Throws what went wrong on the way. */
  async run(): Promise<PullEnd> {
    const facts = await this.#facts();
    let refusal: SignedOutError | null = null;
    // A refused token is dropped; what then can be learned or refreshed gets one more try.
    for (let attempt = 0; ; attempt++) {
      this.#departures = this.memory.departures(this.connection.id);
      const signIn = await this.#signIn(facts);
      if (signIn.state === 'resting') return { kind: 'resting' };
      if (signIn.state !== 'ready') return this.#setSession(signIn.state, signIn.refusal ?? refusal);
      try {
        await this.#pullSignedIn(facts, signIn);
        return { kind: 'done' };
      } catch (error) {
        if (error instanceof PersonLeft) return { kind: 'resting' };
        if (!(error instanceof SignedOutError)) throw error;
        refusal = error;
        if (signIn.token) await this.sessions.reject(this.connection, signIn.token, this.signal);
        if (attempt > 0 || !signIn.token) return this.#setSession(signIn.token ? 'expired' : 'signed-out', refusal);
      }
    }
  }

  async #facts(): Promise<ServerFacts> {
    const known = await this.memory.get(this.connection.id, 'facts');
    const tellsModel = known?.facts.llm !== null;
    if (known && !this.plan.fully && !(tellsModel && this.plan.slices.has('llm'))) return known.facts;
    // The session's own questions may be the same: what LibreChat's owner decides is told in the same place.
    const http = this.#http(await this.sessions.inHand(this.connection, known?.facts ?? null));
    const etag = this.plan.fully ? null : (known?.etag ?? null);
    const answer = await this.#adapter.facts(http, { signal: this.signal, etag });
    if (!answer.changed) {
      if (!known) throw new TypeError('304 without an ETag of ours');
      return known.facts;
    }
    await this.memory.set(this.connection.id, 'facts', { facts: answer.value, etag: answer.etag });
    return answer.value;
  }

  async #signIn(facts: ServerFacts): Promise<SignIn> {
    const reader = await this.store.reader();
    const status = reader.read(records.status(this.connection.id)) ?? initialStatus;
    const user = status.identity ? reader.read(records.user(this.connection.id, status.identity)) : null;
    return this.sessions.signIn(this.connection, facts, { status, user }, this.plan.refresh, this.signal);
  }

  async #setSession(
    session: 'unseen' | 'asleep' | 'expired' | 'signed-out',
    refusal: SignedOutError | null,
  ): Promise<PullEnd> {
    const news =
      refusal && remarkable.has(refusal.reason) ? toProblem(refusal, new Date(this.ports.now()).toISOString()) : null;
    const store = await this.ports.pages.elsewhere(this.connection);
    const away =
      store && toProblem(new ElsewhereError(this.connection.app, store), new Date(this.ports.now()).toISOString());
    let problem: Problem | null = null;
    const key = records.status(this.connection.id);
    if (session === 'signed-out') {
      // Somebody may have signed in while the server said that nobody is; their token is news, not part of the verdict.
      if (await this.memory.get(this.connection.id, 'token')) return { kind: 'resting' };
      await this.memory.forget(this.connection.id, 'verified', 'swept', 'threadsReadAt', 'etags');
    }
    await this.store.commit((transaction) => {
      const status = transaction.read(key) ?? initialStatus;
      if (session === 'signed-out') hideIdentity(transaction, this.connection.id, null);
      const identity = session === 'signed-out' ? null : status.identity;
      const told = status.session === session && status.problem?.code === 'signed-out' ? status.problem : null;
      problem = away ?? (session === 'expired' ? (news ?? told) : null);
      const bearer = session === 'signed-out' ? null : status.bearer;
      transaction.write(key, { ...status, session, identity, problem, bearer });
    });
    return { kind: 'not-signed-in', problem };
  }

  async #pullSignedIn(facts: ServerFacts, signIn: SignIn & { state: 'ready' }): Promise<void> {
    const http = this.#http(signIn.credentials);
    const identity = await this.#identify(http, facts, signIn.token);
    const { connection, signal } = this;
    const { slices, fully } = this.plan;
    const now = this.ports.now();
    const session = { connection, adapter: this.#adapter, http, facts, identity, fully, now, signal };
    const reader = new SliceReader(this.store, this.memory, session);
    try {
      for (const slice of readableSlices) {
        if (slices.has(slice)) await this.#unlessRefused(() => reader.read(slice));
      }
    } finally {
      if (reader.stored) this.#stored = true;
    }
  }

  /** A role that may not read a list simply has no such list; that is no failure of the app. */
  async #unlessRefused(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof RoleRefusedError)) throw error;
    }
  }

  /** Who this session belongs to. Asked again when the token is new, on a full pull, and always where only cookies tell. */
  async #identify(http: AppHttp, facts: ServerFacts, token: LearnedToken | null): Promise<string> {
    const verified = await this.memory.get(this.connection.id, 'verified');
    const isSame = verified?.token === (token?.token ?? null) && facts.signIn !== 'cookies';
    if (verified && isSame && !this.plan.slices.has('user')) return verified.identity;
    const options = { signal: this.signal };
    const user = await this.#adapter.user(http, this.connection, facts, options);
    await this.#setUser(user, facts, token);
    await this.memory.set(this.connection.id, 'verified', { token: token?.token ?? null, identity: user.id });
    return user.id;
  }

  async #setUser(user: AppUser, facts: ServerFacts, token: LearnedToken | null): Promise<void> {
    const { id } = this.connection;
    const key = records.status(id);
    const before = await this.store.read(key);
    if (before?.identity !== user.id) {
      await this.memory.forget(id, 'etags', 'swept', 'threadsReadAt');
    }
    const stored = await this.store.commit((transaction) => {
      if (this.signal.aborted || this.memory.departures(id) !== this.#departures) throw new PersonLeft();
      const status = transaction.read(key) ?? initialStatus;
      if (status.identity !== user.id) hideIdentity(transaction, id, user.id);
      transaction.write(key, {
        ...status,
        session: facts.signIn === 'none' ? 'not-needed' : 'signed-in',
        identity: user.id,
        // What else is wrong is judged when the whole reading has ended.
        problem: status.problem?.code === 'signed-out' ? null : status.problem,
        bearer: token?.kind ?? null,
      });
      transaction.write(records.user(id, user.id), user);
    });
    if (stored) this.#stored = true;
    if (before?.identity !== user.id) await this.ports.pages.askReports(this.connection);
  }
}
