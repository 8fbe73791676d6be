import type { LearnedToken } from '../adapter';
import { bareToken, decodeJwt } from '../jwt';

/** Visible characters of a bearer (RFC 6750), long enough not to be a word such as `null`. */
const opaque = /^[\w.~+/-]{20,}=*$/;

/**
 * Reads a bearer of LibreChat's pages. Its own tokens are HS256 with the user's `id` and `provider`. With a reused
 * OpenID session the pages send the identity provider's token instead, which may be opaque: only the server knows its
 * user. Null for a text that is not a bearer.
 */
export function readToken(raw: string): LearnedToken | null {
  const token = bareToken(raw);
  const jwt = decodeJwt(token);
  if (!jwt && !opaque.test(token)) return null;
  const id = jwt?.payload.id;
  const own = jwt?.alg === 'HS256' && typeof id === 'string' && id !== '' && typeof jwt.payload.provider === 'string';
  return {
    token,
    kind: own ? 'own' : 'foreign',
    identity: own ? id : null,
    issuedAt: jwt?.issuedAt ?? null,
    expiresAt: jwt?.expiresAt ?? null,
  };
}
