import { type Ctx, type Router, verifyHs256 } from '../../kit';
import { type App, bodyOf, CLIENT_ADDRESS, factorWanted, lacksFactor, sendText, signedInRoutes } from '../app';
import { refuseBanned } from '../ban';
import { clearAuthCookies, localCookies, openIdCookies, setAuthCookies } from '../cookies';
import { issueBearer, rotateFamily, startFamily } from '../openid';
import { createAccessToken, findSession, rotateSession, startSession } from '../sessions';
import type { User } from '../state';
import { loggedInUserOf, refreshedUserOf } from '../wire';

/** Login, refresh and logout, and the stand-in's identity provider. */
export function addAuthRoutes(router: Router, app: App): void {
  const route = signedInRoutes(router, app);
  router.post('/api/auth/login', (ctx) => logIn(app, ctx));
  router.post('/api/auth/refresh', (ctx) =>
    app.settings.account === 'openid' && ctx.cookies.token_provider === 'openid'
      ? refreshOpenId(app, ctx)
      : refreshLocal(app, ctx),
  );
  route('post', '/api/auth/logout', (ctx) => logOut(app, ctx));
  router.get('/oauth/openid', (ctx) => signInAtProvider(app, ctx));
}

function logIn(app: App, ctx: Ctx) {
  if (refuseBanned(app, ctx, CLIENT_ADDRESS)) return;
  const { email, password } = bodyOf(ctx);
  const user = [...app.state.users.values()].find((each) => each.email === email);
  if (user?.provider !== 'local') return ctx.json(404, { message: 'Email does not exist.' });
  if (user.password !== password) return ctx.json(404, { message: 'Incorrect password.' });
  if (lacksFactor(app, user)) return ctx.json(200, factorWanted());
  const { session, refreshToken } = startSession(app, user);
  setAuthCookies(ctx, localCookies(session, refreshToken));
  ctx.json(200, { token: createAccessToken(app, user), user: loggedInUserOf(user) });
}

async function refreshLocal(app: App, ctx: Ctx) {
  const cookie = ctx.cookies.refreshToken;
  if (!cookie) return sendText(ctx, 200, 'Refresh token not provided');
  const verdict = verifyHs256(cookie, app.secrets.refresh);
  if (!verdict.ok) return sendText(ctx, 403, 'Invalid refresh token');
  const user = app.state.users.get(String(verdict.claims.id));
  if (!user) return ctx.redirect('/login');
  const present = findSession(app, cookie);
  if (present && lacksFactor(app, user)) {
    app.state.sessions.delete(present._id);
    clearAuthCookies(ctx);
    return ctx.json(200, factorWanted());
  }
  const rotated = await rotateSession(app, cookie);
  if (rotated) {
    setAuthCookies(ctx, localCookies(rotated.session, rotated.refreshToken));
    return ctx.json(200, { token: createAccessToken(app, user), user: refreshedUserOf(user) });
  }
  if (ctx.query.has('retry')) return sendText(ctx, 403, 'No session found');
  sendText(ctx, 401, 'Refresh token expired or not found for this user');
}

function refreshOpenId(app: App, ctx: Ctx) {
  const cookie = ctx.cookies.refreshToken;
  if (!cookie) return sendText(ctx, 200, 'Refresh token not provided');
  const family = rotateFamily(app.state, cookie);
  if (!family) return sendText(ctx, 403, 'Invalid OpenID refresh token');
  const user = app.state.users.get(family.user);
  if (!user) return ctx.redirect('/login');
  setAuthCookies(ctx, openIdCookies(app, family));
  const token = issueBearer(family, user, app.settings.openidBearer, app.settings.accessTokenSeconds);
  ctx.json(200, { token, user: refreshedUserOf(user) });
}

/** The bearer says who asks, the cookie says which session dies; without the cookie the session lives on. */
function logOut(app: App, ctx: Ctx) {
  const cookie = ctx.cookies.refreshToken ?? '';
  const session = findSession(app, cookie);
  if (session) app.state.sessions.delete(session._id);
  for (const family of app.state.families.values()) if (family.current === cookie) family.revoked = true;
  clearAuthCookies(ctx);
  ctx.json(200, { message: 'Logout successful' });
}

/** The identity provider knows everybody and asks nothing: `?email=` says who comes back signed in. */
function signInAtProvider(app: App, ctx: Ctx) {
  const people: User[] = [...app.state.users.values()].filter((user) => user.provider === 'openid');
  const email = ctx.query.get('email');
  const user = email === null ? people[0] : people.find((each) => each.email === email);
  if (!user) return ctx.redirect(`${ctx.basePath}/login?redirect=false&error=auth_failed`);
  setAuthCookies(ctx, openIdCookies(app, startFamily(app.state, user)));
  ctx.redirect(`${ctx.basePath}/`);
}
