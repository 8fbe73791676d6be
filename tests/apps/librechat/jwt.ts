import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** The claims that LibreChat puts in its tokens; times in seconds since 1970. */
interface Claims {
  id: string;
  iat: number;
  exp: number;
  [claim: string]: unknown;
}

export type Verdict =
  | { ok: true; claims: Claims }
  | {
      ok: false;
      reason: 'jwt malformed' | 'invalid token' | 'invalid algorithm' | 'invalid signature' | 'jwt expired';
    };

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

const signatureOf = (head: string, secret: string): Buffer => createHmac('sha256', secret).update(head).digest();

/** Signs claims as a JWT with HS256, in the byte order of the `jsonwebtoken` package. */
export function signHs256(claims: Claims, secret: string): string {
  const head = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`;
  return `${head}.${signatureOf(head, secret).toString('base64url')}`;
}

/** A token that looks like an identity provider's RS256 id_token. It cannot be verified: its issuer remembers it. */
export function signRs256Looking(claims: Record<string, unknown>): string {
  const head = `${encode({ alg: 'RS256', typ: 'JWT', kid: 'stand-in-idp' })}.${encode(claims)}`;
  return `${head}.${randomBytes(256).toString('base64url')}`;
}

/** Checks shape, algorithm, signature and expiry of an HS256 token, in the order and the words of `jsonwebtoken`. */
export function verifyHs256(token: string, secret: string): Verdict {
  const [header, payload, signature, ...rest] = token.split('.');
  if (!header || !payload || !signature || rest.length > 0) return { ok: false, reason: 'jwt malformed' };
  const [head, claims] = [decoded(header), decoded(payload)];
  if (typeof head !== 'object' || head === null || !('alg' in head)) return { ok: false, reason: 'invalid token' };
  if (head.alg !== 'HS256') return { ok: false, reason: 'invalid algorithm' };
  const given = Buffer.from(signature, 'base64url');
  const expected = signatureOf(`${header}.${payload}`, secret);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    return { ok: false, reason: 'invalid signature' };
  }
  if (!isClaims(claims)) return { ok: false, reason: 'invalid token' };
  return claims.exp <= Date.now() / 1000 ? { ok: false, reason: 'jwt expired' } : { ok: true, claims };
}

function decoded(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString());
  } catch {
    return undefined;
  }
}

function isClaims(value: unknown): value is Claims {
  return (
    typeof value === 'object' && value !== null && 'id' in value && 'exp' in value && typeof value.exp === 'number'
  );
}
