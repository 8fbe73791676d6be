import type { LearnedToken } from '../adapter';
import { bareToken, decodeJwt } from '../jwt';
import { singleUser } from './mapping';

/**
 * Reads a bearer of AnythingLLM's web pages. Its own tokens are HS256 with `{id, username}` (accounts) or `{p}` (one
 * password for all). Null for `null`, which open mode's pages send, and for API keys.
 */
export function readToken(raw: string): LearnedToken | null {
  const token = bareToken(raw);
  const jwt = decodeJwt(token);
  if (!jwt) return null;
  const { id, username, p } = jwt.payload;
  const account = (typeof id === 'number' || (typeof id === 'string' && id !== '')) && typeof username === 'string';
  const identity = account ? String(id) : typeof p === 'string' ? singleUser : null;
  const own = jwt.alg === 'HS256' && identity !== null;
  return {
    token,
    kind: own ? 'own' : 'foreign',
    identity: own ? identity : null,
    issuedAt: jwt.issuedAt,
    expiresAt: jwt.expiresAt,
  };
}
