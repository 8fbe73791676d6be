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

/** The slices to read. */
export interface PullPlan {
  readonly slices: ReadonlySet<Slice>;
  /** Known items may be deleted: read lists in full. */
  readonly fully: boolean;
  readonly refresh: RefreshPolicy;
  readonly urgency: Urgency;
}

const urgencies = ['poll', 'news', 'user'] as const;
/**
 * How far a reading may ignore an app's trouble. A `poll` waits as long as failures demand. `news` from a page of the
 * app waits only as long as the server itself asked for. The `user` never waits.
 */
export type Urgency = (typeof urgencies)[number];

/** The slices of every poll: the fewest that notice a change (design: frugal). */
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
    refresh: a.refresh === 'never' && b.refresh === 'never' ? 'never' : 'allowed',
    urgency: urgencies.indexOf(a.urgency) > urgencies.indexOf(b.urgency) ? a.urgency : b.urgency,
  };
}

/** How a reading ended. */
export type PullEnd =
  | { readonly kind: 'done' }
  /** No request is possible just now; the stored state stays. */
  | { readonly kind: 'resting' }
  /** `problem`: the state of the session, if that needs more words than `state` has. */
  | { readonly kind: 'not-signed-in'; readonly problem: Problem | null };

/** A session that expired or is missing needs no explanation; these reasons do. */
const remarkable: ReadonlySet<SignedOutReason> = new Set([
  'invalid',
  'suspended',
  'deleted',
  'other-install',
  'second-factor',
]);

/** Thrown if a user signed out while the server was asked for the identity: its answer is out of date. */
class PersonLeft extends Error {}

/** One reading of one app: the identity first, then the slices of the plan. Each slice is stored when it was read. */
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
    /** The version of the app's settings before any request. */
    private readonly version: string | null,
    private readonly signal: AbortSignal,
  ) {
    this.#adapter = ports.adapterFor(connection);
  }

  /** Whether the stored copy changed. */
  get stored(): boolean {
    return this.#stored;
  }

  /** The requests of the session that was read last. */
  get round(): Round | null {
    return this.#round;
  }

  /** In one session no request is sent twice. */
  #http(credentials: Credentials): AppHttp {
    if (!this.#round || !isSameSession(this.#round.credentials, credentials)) {
      this.#round = { http: this.ports.http(this.connection, credentials), credentials, version: this.version };
    }
    return this.#round.http;
  }

  /** Throws the error of any step. */
  async run(): Promise<PullEnd> {
    const facts = await this.#facts();
    let refusal: SignedOutError | null = null;
    // A refused token is dropped; a token that can then be learned or refreshed gets one more try.
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
    // The session may ask the same paths: LibreChat's owner rules are in the same answer.
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
      // A user may have signed in while the server answered "not signed in"; their token is newer than that answer.
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

  /** A role that may not read a list has no such list; that is not a failure of the app. */
  async #unlessRefused(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof RoleRefusedError)) throw error;
    }
  }

  /** The identity of this session. Asked if the token is new, on a full pull, and always if there are only cookies. */
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
        // Other problems are decided when the whole reading has ended.
        problem: status.problem?.code === 'signed-out' ? null : status.problem,
        bearer: token?.kind ?? null,
      });
      transaction.write(records.user(id, user.id), user);
    });
    if (stored) this.#stored = true;
    if (before?.identity !== user.id) await this.ports.pages.askReports(this.connection);
  }
}
