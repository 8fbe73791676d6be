import { randomBytes } from 'node:crypto';
import { jwtHead } from '../kit';
import { newUuid } from './ids';
import type { LibreChatState, OpenIdFamily, User } from './state';

export type BearerKind = 'opaque' | 'rs256';

const opaqueToken = (): string => randomBytes(32).toString('base64url');

/** A token that looks like an identity provider's RS256 id_token. It cannot be verified: its issuer remembers it. */
const rs256Looking = (claims: object): string =>
  `${jwtHead({ alg: 'RS256', typ: 'JWT', kid: 'stand-in-idp' }, claims)}.${randomBytes(256).toString('base64url')}`;

/** Signs a person in at the stand-in's identity provider. */
export function startFamily(state: LibreChatState, user: User): OpenIdFamily {
  const family: OpenIdFamily = {
    id: newUuid(),
    user: user._id,
    current: opaqueToken(),
    spent: new Set(),
    revoked: false,
    bearers: new Map(),
  };
  state.families.set(family.id, family);
  return family;
}

/**
 * Exchanges a refresh token like a provider with reuse detection: a used token revokes its whole family, so that both
 * of two racing clients are signed out.
 */
export function rotateFamily(state: LibreChatState, refreshToken: string): OpenIdFamily | undefined {
  for (const family of state.families.values()) {
    if (family.spent.has(refreshToken)) family.revoked = true;
    if (family.current !== refreshToken) continue;
    if (family.revoked) return undefined;
    family.spent.add(family.current);
    family.current = opaqueToken();
    return family;
  }
  return undefined;
}

/** A bearer of the family that the API accepts for `seconds`. */
export function issueBearer(family: OpenIdFamily, user: User, kind: BearerKind, seconds: number): string {
  const iat = Math.floor(Date.now() / 1000);
  const bearer =
    kind === 'opaque'
      ? opaqueToken()
      : rs256Looking({
          iss: 'https://idp.example',
          aud: 'librechat',
          sub: user._id,
          email: user.email,
          iat,
          exp: iat + seconds,
        });
  family.bearers.set(bearer, (iat + seconds) * 1000);
  return bearer;
}

/** The family of a valid bearer, or undefined. */
export function familyOfBearer(state: LibreChatState, bearer: string): OpenIdFamily | undefined {
  for (const family of state.families.values()) {
    const until = family.bearers.get(bearer);
    if (until !== undefined && until > Date.now()) return family;
  }
  return undefined;
}
