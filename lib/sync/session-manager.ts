import type { AppAdapter, LearnedToken, ServerFacts } from '@/lib/apps/adapter';
import type { Credentials } from '@/lib/apps/http';
import { singleFlight } from '@/lib/async';
import { failureOf } from '@/lib/diagnostics';
import { RefreshRefusedError, SignedOutError } from '@/lib/errors';
import type { AppStatus, AppUser, Connection } from '@/lib/model';
import { longestLoad } from '@/lib/model/load-limits';
import type { EnginePorts } from './ports';
import type { Loads, SessionMemory } from './session-memory';

/** In ms. A token is not used this long before it expires, but never for more than half of its life. */
const longestMargin = 60_000;
/**
 * In ms. LibreChat strands a page whose first refresh loses a race with ours, so Tandem does not refresh near a load.
 */
const settleSpan = 5_000;
/** In ms. The page that won a race needs this long to store its cookie. */
const raceSpan = 300;

/** Whether no document of the app is loading, nor was within the last 5 s. */
export function isSettled(loads: Iterable<Loads>, now: number): boolean {
  return [...loads].every(({ startedAt, settledAt }) =>
    settledAt === null ? now - startedAt > longestLoad : now - settledAt > settleSpan,
  );
}

/** Whether a newly seen bearer replaces the current one: another user's bearer only if it was issued later. */
export function replaces(current: LearnedToken | null, next: LearnedToken): boolean {
  if (!current || current.token === next.token) return !current;
  const samePerson = current.identity !== null && current.identity === next.identity;
  // If neither shows its age, the current one stays until it is refused.
  if (next.issuedAt === null) return current.issuedAt !== null;
  if (current.issuedAt === null) return true;
  return samePerson ? next.issuedAt >= current.issuedAt : next.issuedAt > current.issuedAt;
}

/** A token's expiry by our own clock, which may differ from the server's: it was issued this moment. */
function justIssued(token: LearnedToken, now: number): LearnedToken {
  if (token.issuedAt === null || token.expiresAt === null) return token;
  return { ...token, expiresAt: Math.floor(now / 1000) + token.expiresAt - token.issuedAt };
}

/** A page uses this token, so it is valid, whatever our clock says: it stays until the server refuses it. */
function inUse(token: LearnedToken, now: number): LearnedToken {
  return isOver(token, now) ? { ...token, expiresAt: null } : token;
}

/** Whether a token has expired at this time (ms since the epoch), or is so close to it that it should be refreshed. */
export function isOver(token: LearnedToken, now: number): boolean {
  return token.expiresAt !== null && token.expiresAt * 1000 <= now;
}

export function isNearEnd(token: LearnedToken, now: number): boolean {
  const { issuedAt, expiresAt } = token;
  // Of an unknown lifetime no part is given up.
  const life = issuedAt === null || expiresAt === null ? 0 : Math.max(0, expiresAt - issuedAt) * 1000;
  return isOver(token, now + Math.min(longestMargin, life / 2));
}

/** Whether a bearer is newer than a sign-out: servers accept the old bearer until it expires. */
function isLater(next: LearnedToken, left: LearnedToken): boolean {
  if (next.token === left.token) return false;
  const samePerson = next.identity !== null && next.identity === left.identity;
  return !samePerson || next.issuedAt === null || left.issuedAt === null || next.issuedAt > left.issuedAt;
}

export type SignIn =
  | { readonly state: 'ready'; readonly credentials: Credentials; readonly token: LearnedToken | null }
  /** Nothing is known or possible just now; the stored state stays. */
  | { readonly state: 'resting' }
  /** `refusal`: the reason, if it needs more words than `state` has. */
  | { readonly state: 'unseen' | 'asleep' | 'expired' | 'signed-out'; readonly refusal?: SignedOutError };

/** Whether Tandem may refresh LibreChat's session: only while the user looks or a change waits (`AppReadings.policy`). */
export type RefreshPolicy = 'allowed' | 'never';

/** Finds the credentials for a connection: learned from the app's own pages, or requested if that is safe. */
export class SessionManager {
  readonly #refreshOnce = singleFlight(
    (connection: Connection, adapter: AppAdapter, signal: AbortSignal) =>
      this.#refreshNoted(connection, adapter, signal),
    ({ id }) => id,
  );

  constructor(
    private readonly ports: EnginePorts,
    private readonly memory: SessionMemory,
  ) {}

  /**
   * Takes in a bearer from the app's own traffic or storage.
   * @returns The token if it is now the current one
   */
  async learn(connection: Connection, raw: string): Promise<LearnedToken | null> {
    const seen = this.ports.adapterFor(connection).readToken(raw);
    if (!seen) return null;
    const next = inUse(seen, this.ports.now());
    const left = await this.memory.get(connection.id, 'left');
    if (left && !isLater(next, left)) return null;
    if (next.token === (await this.memory.get(connection.id, 'rejected'))) return null;
    const current = await this.memory.get(connection.id, 'token');
    const live = current && !isOver(current, this.ports.now()) ? current : null;
    if (!replaces(live, next)) return null;
    await this.memory.set(connection.id, 'token', next);
    this.ports.log.note('session-learned', { app: connection.app, kind: next.kind });
    return next;
  }

  /**
   * The server refused this token: it is never sent again. Throws an error if the app's public facts are refused, too:
   * then something in front used the app's words, and the token may still be valid.
   */
  async reject(connection: Connection, token: LearnedToken, signal: AbortSignal): Promise<void> {
    const anonymous = this.ports.http(connection, { kind: 'none' });
    await this.ports.adapterFor(connection).facts(anonymous, { signal });
    this.ports.log.note('session-refused', { app: connection.app });
    const current = await this.memory.get(connection.id, 'token');
    if (current?.token === token.token) await this.memory.forget(connection.id, 'token', 'verified');
    await this.memory.set(connection.id, 'rejected', token.token);
  }

  /** The credentials that are at hand without a request. */
  async inHand(connection: Connection, facts: ServerFacts | null): Promise<Credentials> {
    const token = facts?.signIn === 'bearer' ? await this.memory.get(connection.id, 'token') : null;
    return token && !isNearEnd(token, this.ports.now()) ? ready(token).credentials : { kind: 'none' };
  }

  async signIn(
    connection: Connection,
    facts: ServerFacts,
    known: { readonly status: AppStatus; readonly user: AppUser | null },
    refresh: RefreshPolicy,
    signal: AbortSignal,
  ): Promise<SignIn> {
    if (facts.signIn !== 'bearer') return { state: 'ready', credentials: { kind: 'none' }, token: null };
    const current = await this.memory.get(connection.id, 'token');
    if (current && !isNearEnd(current, this.ports.now())) return ready(current);
    const adapter = this.ports.adapterFor(connection);
    const found = adapter.refresh
      ? await this.#refreshed(connection, adapter, facts, known, refresh, signal)
      : await this.#readFromPage(connection, known.status, current !== null);
    if (found.state === 'ready') return found;
    // The rest of a token's life is better than no token: a page uses it, too.
    const left = await this.memory.get(connection.id, 'token');
    return left && !isOver(left, this.ports.now()) ? ready(left) : found;
  }

  async #readFromPage(connection: Connection, status: AppStatus, hadToken: boolean): Promise<SignIn> {
    const page = await this.ports.pages.readToken(connection);
    if (page.open && page.token !== null) {
      const token = this.ports.adapterFor(connection).readToken(page.token);
      const rejected = await this.memory.get(connection.id, 'rejected');
      if (token && !isOver(token, this.ports.now()) && token.token !== rejected) {
        await this.memory.set(connection.id, 'token', token);
        this.ports.log.note('session-learned', { app: connection.app, kind: token.kind });
        return ready(token);
      }
      return { state: 'expired' };
    }
    if (page.open) return { state: 'signed-out' };
    if (status.session === 'signed-out' || status.session === 'expired') return { state: status.session };
    if (hadToken) return { state: 'expired' };
    return { state: status.identity === null ? 'unseen' : 'asleep' };
  }

  async #refreshed(
    connection: Connection,
    adapter: AppAdapter,
    facts: ServerFacts,
    known: { readonly status: AppStatus; readonly user: AppUser | null },
    policy: RefreshPolicy,
    signal: AbortSignal,
  ): Promise<SignIn> {
    const { status, user } = known;
    if (status.session === 'signed-out' || status.session === 'expired') return { state: status.session };
    if (!mayRefresh(status, user, facts)) return { state: status.identity === null ? 'unseen' : 'asleep' };
    if (policy === 'never') return { state: 'resting' };
    if (!isSettled((await this.memory.loads(connection.id)).values(), this.ports.now())) return { state: 'resting' };
    return this.#refreshOnce(connection, adapter, signal);
  }

  async #refreshNoted(connection: Connection, adapter: AppAdapter, signal: AbortSignal): Promise<SignIn> {
    const { app } = connection;
    const startedAt = this.ports.now();
    const msSince = () => this.ports.now() - startedAt;
    try {
      const signIn = await this.#refresh(connection, adapter, signal);
      this.ports.log.note('session-refreshed', { app, end: signIn.state, ms: msSince() });
      return signIn;
    } catch (error) {
      this.ports.log.note('session-refreshed', { app, end: 'failed', ms: msSince(), ...failureOf(error) });
      throw error;
    }
  }

  async #refresh(connection: Connection, adapter: AppAdapter, signal: AbortSignal): Promise<SignIn> {
    const http = this.ports.http(connection, { kind: 'none' });
    const startedAt = this.ports.now();
    const before = await this.memory.get(connection.id, 'token');
    await this.memory.set(connection.id, 'refresh', { startedAt, endedAt: startedAt + longestLoad });
    try {
      const token = justIssued(await this.#askTwice(http, adapter), this.ports.now());
      signal.throwIfAborted();
      await this.memory.set(connection.id, 'token', token);
      return ready(token);
    } catch (error) {
      if (!(error instanceof RefreshRefusedError || error instanceof SignedOutError)) throw error;
      // A page may have won the race and brought its own token meanwhile.
      const learned = await this.memory.get(connection.id, 'token');
      if (learned && learned.token !== before?.token) return ready(learned);
      if (error instanceof SignedOutError) return { state: 'expired', refusal: error };
      if (error.reason === 'no-cookie') {
        await this.memory.forget(connection.id, 'token', 'verified');
        return { state: 'signed-out' };
      }
      const isElsewhere = error.reason === 'invalid' || error.reason === 'other-account';
      return { state: 'expired', ...(isElsewhere && { refusal: new SignedOutError(connection.app, 'other-install') }) };
    } finally {
      await this.memory.set(connection.id, 'refresh', { startedAt, endedAt: this.ports.now() });
    }
  }

  /**
   * A 401 may only mean that a page refreshed first: its new cookie is in the jar a moment later (measured:
   * librechat/12-refresh-old-cookie). Nothing aborts this request: the server replaces the cookie when it answers, and
   * a lost answer would leave the browser with a dead cookie.
   */
  async #askTwice(http: ReturnType<EnginePorts['http']>, adapter: AppAdapter): Promise<LearnedToken> {
    const { signal } = new AbortController();
    if (!adapter.refresh) throw new TypeError(`${adapter.app} has no refresh`);
    try {
      return await adapter.refresh(http, { signal });
    } catch (error) {
      if (!(error instanceof RefreshRefusedError && error.reason === 'rotated')) throw error;
      await this.ports.sleep(raceSpan, signal);
      return adapter.refresh(http, { signal });
    }
  }
}

const ready = (token: LearnedToken): SignIn & { readonly state: 'ready' } => ({
  state: 'ready',
  credentials: { kind: 'bearer', token: token.token },
  token,
});

/**
 * Whether a refresh by Tandem is safe. A session of an identity provider must not be raced: a provider that detects
 * reuse revokes all of its tokens. So never for such a user, and not before a token was seen on a server that offers
 * this sign-in.
 */
export function mayRefresh(status: AppStatus, user: AppUser | null, facts: ServerFacts): boolean {
  if (status.bearer === 'foreign' || user?.signInProvider === 'openid') return false;
  return status.bearer === 'own' || !facts.openIdLogin;
}
