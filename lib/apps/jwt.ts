import * as z from 'zod/mini';

const headerSchema = z.looseObject({ alg: z.string() });
const payloadSchema = z.looseObject({
  iat: z.catch(z.optional(z.number()), undefined),
  exp: z.catch(z.optional(z.number()), undefined),
});

/** The content of a JSON Web Token, unverified: only the server that signed it can verify it. */
export interface DecodedJwt {
  readonly alg: string;
  readonly payload: Readonly<Record<string, unknown>>;
  /** Seconds since the epoch. */
  readonly issuedAt: number | null;
  readonly expiresAt: number | null;
}

function part(text: string | undefined): unknown {
  try {
    const binary = atob((text ?? '').replaceAll('-', '+').replaceAll('_', '/'));
    return JSON.parse(new TextDecoder().decode(Uint8Array.from(binary, (char) => char.charCodeAt(0))));
  } catch {
    return undefined;
  }
}

/** Null if the text is not a three-part token with a JSON header and payload. */
export function decodeJwt(token: string): DecodedJwt | null {
  const parts = token.split('.');
  if (parts.length !== 3) return null;
  const header = headerSchema.safeParse(part(parts[0]));
  const payload = payloadSchema.safeParse(part(parts[1]));
  if (!header.success || !payload.success) return null;
  return {
    alg: header.data.alg,
    payload: payload.data,
    issuedAt: payload.data.iat ?? null,
    expiresAt: payload.data.exp ?? null,
  };
}

/** The token in an Authorization header's value; the text itself if it has no scheme. */
export function bareToken(raw: string): string {
  return raw.trim().replace(/^bearer\s+/i, '');
}
