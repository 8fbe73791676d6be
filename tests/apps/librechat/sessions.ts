import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { signHs256 } from '../kit';
import type { App } from './app';
import { newObjectId } from './ids';
import type { Session, User } from './state';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const nowInSeconds = (): number => Math.floor(Date.now() / 1000);

/** An access token as LibreChat signs one. It stays good until it expires, whatever happens to its session. */
export function createAccessToken(app: App, user: User, seconds = app.settings.accessTokenSeconds): string {
  const iat = nowInSeconds();
  return signHs256(
    { id: user._id, username: user.username, provider: user.provider, email: user.email, iat, exp: iat + seconds },
    app.secrets.access,
  );
}

/**
 * The refresh token of a session at this moment. Its times count whole seconds, so that two of the same second are
 * the same text (measured: librechat/15-refresh-race-same-second).
 */
function signRefreshToken(app: App, session: Session): string {
  return signHs256(
    { id: session.user, sessionId: session._id, iat: nowInSeconds(), exp: Math.floor(session.expiration / 1000) },
    app.secrets.refresh,
  );
}

/** A new session and its first refresh token. */
export function startSession(app: App, user: User): { session: Session; refreshToken: string } {
  const session: Session = {
    _id: newObjectId(),
    user: user._id,
    expiration: Date.now() + app.settings.refreshTokenSeconds * 1000,
    refreshTokenHash: '',
  };
  const refreshToken = signRefreshToken(app, session);
  session.refreshTokenHash = sha256(refreshToken);
  app.state.sessions.set(session._id, session);
  return { session, refreshToken };
}

/** The living session whose newest token this is. */
export function findSession(app: App, refreshToken: string): Session | undefined {
  const hash = sha256(refreshToken);
  return [...app.state.sessions.values()].find(
    (session) => session.refreshTokenHash === hash && session.expiration > Date.now(),
  );
}

/**
 * Rotates the token of a session. Between reading the session and saving the new hash other refreshes with the same
 * token still find it, as in LibreChat: both succeed, the last one to save wins.
 */
export async function rotateSession(
  app: App,
  refreshToken: string,
): Promise<{ session: Session; refreshToken: string } | undefined> {
  const session = findSession(app, refreshToken);
  if (!session) return undefined;
  await sleep(app.settings.refreshGapMs);
  await app.settings.inRefreshGap();
  const next = signRefreshToken(app, session);
  session.refreshTokenHash = sha256(next);
  return { session, refreshToken: next };
}

/** Ends every session of a person; their access tokens stay good until they expire. */
export function deleteSessionsOf(app: App, userId: string): void {
  for (const session of app.state.sessions.values()) {
    if (session.user === userId) app.state.sessions.delete(session._id);
  }
  for (const family of app.state.families.values()) {
    if (family.user === userId) family.revoked = true;
  }
  for (const [cookie, owner] of app.state.platformSessions) {
    if (owner === userId) app.state.platformSessions.delete(cookie);
  }
}
