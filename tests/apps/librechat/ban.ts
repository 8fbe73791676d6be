import type { Ctx, Handler } from '../kit';
import { type App, CLIENT_ADDRESS, type PersonHandler, signedIn } from './app';
import { clearAuthCookies } from './cookies';
import { deleteSessionsOf } from './sessions';

const BAN_MS = 2 * 3_600_000;
const BANNED = { message: 'Your account has been temporarily banned due to violations of our service.' };
const BROWSER = /Mozilla\/5\.0 .*(?:Chrome|Firefox|Safari|Edg)\//;

/** Answers 403 if one of these users or addresses is banned; true if it did. */
export function refuseBanned(app: App, ctx: Ctx, ...names: string[]): boolean {
  const banned = names.some((name) => (app.state.bans.get(name) ?? 0) > Date.now());
  if (banned) ctx.json(403, BANNED);
  return banned;
}

/**
 * The guard of `/api/agents`, `/api/files`, `/api/assistants` and `/api/permissions`: one signed-in request without a
 * browser's User-Agent ends all sessions of the user and bans user and address for two hours (measured:
 * librechat/90-ban-non-browser-ua).
 */
export function browsersOnly(app: App, handler: PersonHandler): Handler {
  return signedIn(app, (ctx, user) => {
    if (refuseBanned(app, ctx, user._id, CLIENT_ADDRESS)) return;
    if (BROWSER.test(ctx.headers['user-agent'] ?? '')) return handler(ctx, user);
    deleteSessionsOf(app, user._id);
    for (const name of [user._id, CLIENT_ADDRESS]) app.state.bans.set(name, Date.now() + BAN_MS);
    clearAuthCookies(ctx);
    ctx.untyped(200, 'event: error\ndata: {"message":"Illegal request"}\n\n');
  });
}
