import { type Ctx, type Handler, type Router, routesWith, verifyHs256 } from '../../kit';
import type { Role } from '../state';
import { type App, isMultiUser, type Session } from './app';
import { openPassword, signJwt } from './jwt';

interface Access {
  /** The allowed roles in multi-user mode; single-user sessions always pass. */
  roles?: readonly Role[];
  /** The route exists only in one kind of mode and answers 401 text in the other. */
  only?: 'multi' | 'single';
}

/** bcrypt on the event loop: nothing else is answered meanwhile (measured: facts/anythingllm-password-cost). */
export function burn(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

function singleUserRefusal(app: App, token: string): string | undefined {
  if (token === '') return 'No auth token found.';
  const verdict = verifyHs256(token, app.jwtSecret);
  if (!verdict.ok || typeof verdict.claims.p !== 'string') return 'Token expired or failed validation.';
  burn(app.passwordCostMs);
  return openPassword(verdict.claims.p, app.jwtSecret) === app.state.password ? undefined : 'Invalid auth credentials.';
}

function multiUserSession(app: App, token: string): Session | string {
  if (token === '') return 'No auth token found.';
  const verdict = verifyHs256(token, app.jwtSecret);
  if (!verdict.ok) return 'Invalid auth token.';
  const user = app.state.users.find(({ id }) => id === verdict.claims.id);
  if (user === undefined) return 'Invalid auth for user.';
  return user.suspended ? 'User is suspended from system' : { user };
}

/** The session of a request, or the words of the JSON 401. */
function sessionOf(app: App, ctx: Ctx): Session | string {
  // The server takes the second word of the header, whatever the first is; the page sends "null" in open mode.
  const token = (ctx.headers.authorization ?? '').split(' ')[1] ?? '';
  if (isMultiUser(app)) return multiUserSession(app, token);
  if (app.mode === 'password') {
    const refusal = singleUserRefusal(app, token);
    if (refusal !== undefined) return refusal;
  }
  return { user: null };
}

type SessionHandler = (ctx: Ctx, session: Session) => Promise<void> | void;

/** Adds routes for sessions. */
export const guardedRoutes = (app: App, router: Router) =>
  routesWith(router, (access: Access, handler: SessionHandler) => guarded(app, access, handler));

/** A handler behind the session check (401 JSON) and the role check (401 text). */
export function guarded(app: App, access: Access, handler: SessionHandler): Handler {
  return (ctx) => {
    const session = sessionOf(app, ctx);
    if (typeof session === 'string') {
      ctx.json(401, { error: session });
      return;
    }
    const wrongMode = access.only !== undefined && (access.only === 'multi') !== isMultiUser(app);
    const refused = session.user !== null && access.roles !== undefined && !access.roles.includes(session.user.role);
    if (wrongMode || refused) {
      ctx.text(401, 'Unauthorized');
      return;
    }
    return handler(ctx, session);
  };
}

/** A fresh token for a user, or for the password of single-user mode. */
export function issueToken(app: App, payload: Record<string, unknown>): string {
  return signJwt(payload, app.jwtSecret, app.tokenLifetimeSeconds);
}
