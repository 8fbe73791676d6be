import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Ctx, type Handler, type Router, routesWith, verifyHs256 } from '../kit';
import { familyOfBearer } from './openid';
import type { Settings } from './options';
import type { LibreChatState, User } from './state';

/** What every route needs. */
export interface App {
  readonly state: LibreChatState;
  readonly settings: Settings;
  readonly secrets: { access: string; refresh: string };
}

export const createApp = (state: LibreChatState, settings: Settings): App => ({
  state,
  settings,
  secrets: { access: randomBytes(32).toString('hex'), refresh: randomBytes(32).toString('hex') },
});

/** All clients of a stand-in come from this machine. */
export const CLIENT_ADDRESS = 'ip:127.0.0.1';

export const isAtLeast087 = (app: App): boolean => app.settings.version !== '0.8.2';

export const isAtLeast088 = (app: App): boolean => app.settings.version === '0.8.8';

type Identified = { user: User } | { refused: string };

/**
 * The user of a request's bearer. Cookies alone identify nobody; an openid bearer counts only together with its
 * cookies.
 */
export function identify(app: App, ctx: Ctx): Identified {
  const bearer = ctx.log.token;
  if (bearer === undefined) return { refused: 'No auth token' };
  if (app.settings.account === 'openid' && ctx.cookies.token_provider === 'openid') {
    const owner = verifyHs256(ctx.cookies.openid_user_id ?? '', app.secrets.refresh);
    const family = familyOfBearer(app.state, bearer);
    const user = owner.ok && family && family.user === owner.claims.id ? app.state.users.get(family.user) : undefined;
    if (user) return { user };
  }
  const verdict = verifyHs256(bearer, app.secrets.access);
  if (!verdict.ok) return { refused: verdict.reason };
  const user = app.state.users.get(String(verdict.claims.id));
  // Passport's own word if the strategy gives none (0.8.7, source).
  return user ? { user } : { refused: 'Unauthorized' };
}

export type PersonHandler = (ctx: Ctx, user: User) => Promise<void> | void;

/** Adds routes for signed-in users. */
export const signedInRoutes = (router: Router, app: App) =>
  routesWith(router, (handler: PersonHandler) => signedIn(app, handler));

/** A route for signed-in users; others get LibreChat's 401. */
export function signedIn(app: App, handler: PersonHandler): Handler {
  return (ctx) => {
    const found = identify(app, ctx);
    if ('user' in found) {
      return lacksFactor(app, found.user) ? ctx.json(403, factorWanted()) : handler(ctx, found.user);
    }
    // Up to 0.8.5 passport itself answered: one bare word without a content type, whatever the reason (source).
    if (app.settings.version === '0.8.2') ctx.untyped(401, 'Unauthorized');
    else ctx.json(401, { message: found.refused });
  };
}

/** Whether the user must set up a second factor first. */
export const lacksFactor = (app: App, user: User): boolean =>
  app.state.twoFactorEnforced && user.provider === 'local' && !user.twoFactorEnabled;

/** The answer to all of their requests then. */
export const factorWanted = () => ({
  code: 'TWO_FACTOR_ENROLLMENT_REQUIRED',
  twoFAPending: true,
  twoFASetupRequired: true,
  tempToken: randomBytes(24).toString('base64url'),
});

/** The request body as an object; empty if it is not an object. */
export function bodyOf(ctx: Ctx): Record<string, unknown> {
  const body = ctx.body();
  return isObject(body) ? body : {};
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Text as Express's `res.send` sends it. */
export const sendText = (ctx: Ctx, status: number, text: string): void =>
  ctx.text(status, text, 'text/html; charset=utf-8');

/** Serves at most `width` callers at a time; each holds its slot while it waits `gapMs` in the middle. */
export class Slots {
  readonly #waiting: (() => void)[] = [];
  #free: number;

  constructor(
    width: number,
    private readonly gapMs: number,
  ) {
    this.#free = width;
  }

  /** Reads, waits like a database, then saves. */
  async readThenSave<Read, Result>(read: () => Read, save: (read: Read) => Result): Promise<Result> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    const before = read();
    await sleep(this.gapMs);
    const result = save(before);
    const next = this.#waiting.shift();
    if (next) next();
    else this.#free += 1;
    return result;
  }
}
