import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

type JwtPayload = Record<string, unknown>;

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const sign = (text: string, secret: string): string => createHmac('sha256', secret).update(text).digest('base64url');

/** A JWT signed with HS256; `iat` and `exp` (seconds) are added. */
export function signJwt(payload: JwtPayload, secret: string, lifetimeSeconds: number): string {
  const iat = Math.floor(Date.now() / 1000);
  const unsigned = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode({ ...payload, iat, exp: iat + lifetimeSeconds })}`;
  return `${unsigned}.${sign(unsigned, secret)}`;
}

/** The payload of a token whose signature holds and which has not expired; otherwise undefined. */
export function verifyJwt(token: string, secret: string): JwtPayload | undefined {
  const [head, body, signature, ...rest] = token.split('.');
  if (head === undefined || body === undefined || signature === undefined || rest.length > 0) return undefined;
  const wanted = Buffer.from(sign(`${head}.${body}`, secret));
  const given = Buffer.from(signature);
  if (wanted.length !== given.length || !timingSafeEqual(wanted, given)) return undefined;
  try {
    const payload = JSON.parse(Buffer.from(body, 'base64url').toString()) as JwtPayload;
    return typeof payload.exp === 'number' && payload.exp <= Date.now() / 1000 ? undefined : payload;
  } catch {
    return undefined;
  }
}

const cipherKey = (secret: string): Buffer => createHash('sha256').update(secret).digest();

/** The password inside the token of password mode: `<32 hex iv>:<aes-256-cbc hex>`. */
export function sealPassword(password: string, secret: string): string {
  const iv = randomBytes(16);
  const cipher = createCipheriv('aes-256-cbc', cipherKey(secret), iv);
  return `${iv.toString('hex')}:${Buffer.concat([cipher.update(password, 'utf8'), cipher.final()]).toString('hex')}`;
}

/** The sealed password, or undefined if it was sealed with another secret. */
export function openPassword(sealed: string, secret: string): string | undefined {
  const [iv, data] = sealed.split(':');
  try {
    const decipher = createDecipheriv('aes-256-cbc', cipherKey(secret), Buffer.from(iv ?? '', 'hex'));
    return Buffer.concat([decipher.update(Buffer.from(data ?? '', 'hex')), decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}
