import { createHmac, timingSafeEqual } from 'node:crypto';

/** Times in seconds since 1970. */
interface Claims {
  exp: number;
  [claim: string]: unknown;
}

type Verdict =
  | { ok: true; claims: Claims }
  | {
      ok: false;
      reason: 'jwt malformed' | 'invalid token' | 'invalid algorithm' | 'invalid signature' | 'jwt expired';
    };

const signatureOf = (head: string, secret: string): Buffer => createHmac('sha256', secret).update(head).digest();

/** The first two parts of a JWT. */
export const jwtHead = (header: object, claims: object): string =>
  [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');

/** Signs claims as a JWT with HS256, in the byte order of the `jsonwebtoken` package. */
export function signHs256(claims: Claims, secret: string): string {
  const head = jwtHead({ alg: 'HS256', typ: 'JWT' }, claims);
  return `${head}.${signatureOf(head, secret).toString('base64url')}`;
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

const isClaims = (value: unknown): value is Claims =>
  typeof value === 'object' && value !== null && 'exp' in value && typeof value.exp === 'number';
