import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { signHs256 } from '../../kit';

/** A JWT signed with HS256; `iat` and `exp` (seconds) are added. */
export function signJwt(payload: Record<string, unknown>, secret: string, lifetimeSeconds: number): string {
  const iat = Math.floor(Date.now() / 1000);
  return signHs256({ ...payload, iat, exp: iat + lifetimeSeconds }, secret);
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
