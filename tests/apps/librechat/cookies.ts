import { type Ctx, signHs256 } from '../kit';
import type { App } from './app';
import type { OpenIdFamily, Session } from './state';

/** A cookie with its value; every one is HttpOnly, SameSite=Strict, path '/'. */
export interface AuthCookie {
  name: string;
  value: string;
  expires: Date;
}

/** The two cookies of a local session. They keep the session's expiry from the login. */
export function localCookies(session: Session, refreshToken: string): AuthCookie[] {
  const expires = new Date(session.expiration);
  return [
    { name: 'refreshToken', value: refreshToken, expires },
    { name: 'token_provider', value: 'librechat', expires },
  ];
}

/** The three cookies of an identity provider's session; their expiry moves with each refresh. */
export function openIdCookies(app: App, family: OpenIdFamily): AuthCookie[] {
  const expires = new Date(Date.now() + app.settings.refreshTokenSeconds * 1000);
  const iat = Math.floor(Date.now() / 1000);
  const owner = signHs256({ id: family.user, iat, exp: Math.floor(expires.getTime() / 1000) }, app.secrets.refresh);
  return [
    { name: 'refreshToken', value: family.current, expires },
    { name: 'token_provider', value: 'openid', expires },
    { name: 'openid_user_id', value: owner, expires },
  ];
}

export function setAuthCookies(ctx: Ctx, cookies: AuthCookie[]): void {
  for (const { name, value, expires } of cookies) {
    ctx.setCookie(name, value, { expires, httpOnly: true, sameSite: 'Strict' });
  }
}

/** Clears all five, as logout and a ban do. */
export function clearAuthCookies(ctx: Ctx): void {
  for (const name of ['refreshToken', 'openid_access_token', 'openid_id_token', 'openid_user_id', 'token_provider']) {
    ctx.setCookie(name, '', { expires: new Date(0) });
  }
}
