import type { AppHttp } from '@/lib/apps/http';
import type { AppStatus, AppUser, Connection } from '@/lib/model';
import type { EnginePorts } from './ports';
import { isSameSession, type Round } from './round';
import type { RefreshPolicy, SessionManager } from './session-manager';
import type { SessionMemory } from './session-memory';

/** One app, and who is signed in there. */
export interface Side {
  readonly connection: Connection;
  readonly identity: string;
  readonly status: AppStatus;
  readonly user: AppUser | null;
}

/** A proven way to speak with an app as exactly this person. */
export interface Access {
  readonly http: AppHttp;
  /** Aborted when the app is disconnected. */
  readonly signal: AbortSignal;
  /** For `SessionManager.reject`, should the server refuse it. */
  readonly reject: () => Promise<void>;
}

export interface AccessParts {
  readonly ports: EnginePorts;
  readonly memory: SessionMemory;
  readonly sessions: SessionManager;
  /** Whether LibreChat's session may be refreshed by us just now. */
  readonly policy: (connection: Connection) => Promise<RefreshPolicy>;
}

/**
 * Finds the session of one person, and of nobody else: before settings are read or written, and before threads are read, the
 * one who is signed in must be the one whose they are. Null: not now.
 * @param round What this session was asked just now serves, too
 */
export async function accessAs(
  { connection, identity, status, user }: Side,
  parts: AccessParts,
  signal: AbortSignal,
  round: Round | null = null,
): Promise<Access | null> {
  const { ports, memory, sessions } = parts;
  if (!(await ports.isGranted(connection))) return null;
  // An app that asked for peace is given it; what waits is sent after its next reading.
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
  // Neither an opaque token nor a cookie tells whose it is by now.
  const anew = ports.http(connection, credentials);
  const present = await ports.adapterFor(connection).user(anew, connection, facts, { signal });
  return present.id === identity ? access : null;
}
