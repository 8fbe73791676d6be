import type { AppHttp } from '@/lib/apps/http';
import type { AppStatus, AppUser, Connection } from '@/lib/model';
import type { EnginePorts } from './ports';
import { isSameSession, type Round } from './round';
import type { RefreshPolicy, SessionManager } from './session-manager';
import type { SessionMemory } from './session-memory';

/** One app and the identity that is signed in there. */
export interface Side {
  readonly connection: Connection;
  readonly identity: string;
  readonly status: AppStatus;
  readonly user: AppUser | null;
}

/** A proven session of exactly this identity. */
export interface Access {
  readonly http: AppHttp;
  /** Aborted when the app is disconnected. */
  readonly signal: AbortSignal;
  /** For `SessionManager.reject`, if the server refuses the session. */
  readonly reject: () => Promise<void>;
}

export interface AccessParts {
  readonly ports: EnginePorts;
  readonly memory: SessionMemory;
  readonly sessions: SessionManager;
  /** Whether Tandem may refresh LibreChat's session just now. */
  readonly policy: (connection: Connection) => Promise<RefreshPolicy>;
}

/**
 * Finds the session of one identity. Before settings are read or written, and before threads are read, the signed-in
 * user must be the owner of that data. Null: not now.
 * @param round Requests of this session that were answered just now; their answers serve here, too
 */
export async function accessAs(
  { connection, identity, status, user }: Side,
  parts: AccessParts,
  signal: AbortSignal,
  round: Round | null = null,
): Promise<Access | null> {
  const { ports, memory, sessions } = parts;
  if (!(await ports.isGranted(connection))) return null;
  // An app that asked for a pause (`Retry-After`) gets it; due writes go after its next reading.
  const { askedToWaitUntil = null } = (await memory.get(connection.id, 'poll')) ?? {};
  if (askedToWaitUntil !== null && ports.now() < askedToWaitUntil) return null;
  const facts = (await memory.get(connection.id, 'facts'))?.facts;
  if (!facts) return null;
  const signIn = await sessions.signIn(connection, facts, { status, user }, await parts.policy(connection), signal);
  if (signIn.state !== 'ready') return null;
  const { credentials, token } = signIn;
  const isSame = round !== null && isSameSession(round.credentials, credentials);
  const http = isSame ? round.http : ports.http(connection, credentials);
  const access: Access = {
    http,
    signal,
    reject: async () => {
      if (token) await sessions.reject(connection, token, signal);
    },
  };
  if (token && token.identity !== null) return token.identity === identity ? access : null;
  if (token) {
    const verified = await memory.get(connection.id, 'verified');
    if (verified?.token === token.token) return verified.identity === identity ? access : null;
  } else if (facts.signIn === 'none') return access;
  // An opaque token or a cookie may belong to another user by now.
  const anew = ports.http(connection, credentials);
  const present = await ports.adapterFor(connection).user(anew, connection, facts, { signal });
  return present.id === identity ? access : null;
}
