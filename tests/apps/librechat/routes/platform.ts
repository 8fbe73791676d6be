import { type Ctx, type Router, routesWith } from '../../kit';
import { type App, bodyOf, type PersonHandler } from '../app';
import { newUuid } from '../ids';
import type { PlatformOptions } from '../options';
import type { User } from '../state';
import { convoLineOf, userOf } from '../wire';

/** The cookie that signs people in on the platform contract. */
export const PLATFORM_COOKIE = 'platform_session';

type Platform = Required<PlatformOptions>;

/** A new session; returns the value of its cookie. */
export function startPlatformSession(app: App, user: User): string {
  const cookie = newUuid();
  app.state.platformSessions.set(cookie, user._id);
  return cookie;
}

/** The platform contract: session cookies, and the endpoints that the original design names. */
export function addPlatformRoutes(router: Router, app: App, platform: Platform): void {
  const sessions = app.state.platformSessions;
  const userOfCookie = (ctx: Ctx): User | undefined =>
    app.state.users.get(sessions.get(ctx.cookies[PLATFORM_COOKIE] ?? '') ?? '');
  const route = routesWith(router, (handler: PersonHandler) => (ctx) => {
    const user = userOfCookie(ctx);
    if (user) return handler(ctx, user);
    if (platform.signedOut === 'redirect') return ctx.redirect(`${ctx.basePath}/login`);
    ctx.json(401, { message: 'Not signed in' });
  });

  router.post('/api/session', (ctx) => {
    const { email, password } = bodyOf(ctx);
    const user = [...app.state.users.values()].find((each) => each.email === email && each.password === password);
    if (!user) return ctx.json(401, { message: 'Wrong e-mail or password' });
    ctx.setCookie(PLATFORM_COOKIE, startPlatformSession(app, user), { httpOnly: true, sameSite: 'Lax' });
    ctx.json(200, { user: userOf(user, app.settings.version) });
  });
  router.delete('/api/session', (ctx) => {
    sessions.delete(ctx.cookies[PLATFORM_COOKIE] ?? '');
    ctx.setCookie(PLATFORM_COOKIE, '', { expires: new Date(0) });
    ctx.json(200, { message: 'Signed out' });
  });
  route('get', '/api/user/me', (ctx, user) => ctx.json(200, userOf(user, app.settings.version)));
  const sendSettings = (ctx: Ctx, user: User) => {
    const settings = app.state.platformSettings.get(user._id) ?? {};
    ctx.json(200, platform.settings === 'wrapped' ? { settings } : settings);
  };
  route('get', '/api/user/settings', sendSettings);
  route('post', '/api/user/settings', (ctx, user) => {
    if (platform.refuseForeignOrigin && isForeign(ctx)) return ctx.json(403, { message: 'Origin not allowed' });
    app.state.platformSettings.set(user._id, { ...app.state.platformSettings.get(user._id), ...bodyOf(ctx) });
    sendSettings(ctx, user);
  });
  route('get', '/api/conversations', (ctx, user) => sendConversations(app, platform, ctx, user));
}

function isForeign(ctx: Ctx): boolean {
  const { origin, host } = ctx.headers;
  return origin !== undefined && origin !== `http://${host}`;
}

/** Newest first; `nextCursor` is the number of conversations before the next page, missing on the last one. */
function sendConversations(app: App, platform: Platform, ctx: Ctx, user: User) {
  const own = [...app.state.conversations.values()].filter((convo) => convo.user === user._id && !convo.isArchived);
  own.sort((a, b) => b.updatedAt.localeCompare(a.updatedAt));
  const lines = own.map((convo) => convoLineOf(convo, app.settings.version));
  if (platform.list === 'bare') return ctx.json(200, lines);
  const from = Number.parseInt(ctx.query.get('cursor') ?? '', 10) || 0;
  const to = from + (Number.parseInt(ctx.query.get('limit') ?? '', 10) || 50);
  ctx.json(200, { conversations: lines.slice(from, to), ...(to < lines.length && { nextCursor: String(to) }) });
}
