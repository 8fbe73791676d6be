import { randomUUID } from 'node:crypto';
import { type Ctx, type Handler, Router } from '../../kit';
import type { PlatformShapes } from '../options';
import type { User } from '../state';
import type { App } from './app';
import { fieldsOf } from './http';
import { setupComplete } from './setup-complete';
import { updateEnv } from './update-env';
import { visibleWorkspaces } from './workspace-access';

const COOKIE = 'platform_session';

interface PlatformRules {
  shapes: PlatformShapes;
  refuseForeignOrigin: boolean;
}

/** Settings that only the platform has, kept as preferences under their own names. */
const PLAIN_SETTINGS = ['temperature', 'maxTokens', 'theme', 'language'];

function sessionUser(app: App, ctx: Ctx): User | undefined {
  const id = app.state.sessions.get(ctx.cookies[COOKIE] ?? '');
  return app.state.users.find((user) => user.id === id && !user.suspended);
}

function settingsOf(app: App): Record<string, unknown> {
  const own = PLAIN_SETTINGS.filter((key) => Object.hasOwn(app.state.preferences, key));
  return { ...setupComplete(app), ...Object.fromEntries(own.map((key) => [key, app.state.preferences[key]])) };
}

/**
 * The endpoints of the platform contract: the browser's session cookie authenticates, and answers have several
 * wrappings.
 */
export function platformRouter(app: App, { shapes, refuseForeignOrigin }: PlatformRules): Router {
  const router = new Router();
  const isForeign = (ctx: Ctx): boolean => {
    const { origin, host } = ctx.headers;
    return refuseForeignOrigin && origin !== undefined && origin !== `http://${host}`;
  };
  const signedIn =
    (handler: (ctx: Ctx, user: User) => void): Handler =>
    (ctx) => {
      const user = sessionUser(app, ctx);
      if (user === undefined) ctx.json(401, { error: 'Not signed in' });
      else if (ctx.method !== 'GET' && isForeign(ctx)) ctx.json(403, { error: 'Origin not allowed' });
      else handler(ctx, user);
    };
  const wrap = (settings: Record<string, unknown>) =>
    shapes.settings === 'flat' ? settings : { [shapes.settings === 'results' ? 'results' : 'settings']: settings };

  router.get(
    '/api/me',
    signedIn((ctx, { id, username, role }) => {
      const user = { id, username, email: `${username}@example.com`, role };
      ctx.json(200, shapes.user === 'wrapped' ? { user } : user);
    }),
  );
  router.get(
    '/api/system/settings',
    signedIn((ctx) => ctx.json(200, wrap(settingsOf(app)))),
  );
  router.post(
    '/api/system/update',
    signedIn((ctx) => {
      const wanted = fieldsOf(ctx);
      for (const key of PLAIN_SETTINGS) if (Object.hasOwn(wanted, key)) app.state.preferences[key] = wanted[key];
      updateEnv(app.state.env, wanted, app.isDesktop);
      ctx.json(200, { success: true, ...wrap(settingsOf(app)) });
    }),
  );
  router.get(
    '/api/workspaces',
    signedIn((ctx, user) => {
      const workspaces = visibleWorkspaces(app, { user });
      ctx.json(200, shapes.workspaces === 'array' ? workspaces : { workspaces });
    }),
  );
  router.post('/login', (ctx) => {
    const fields = new URLSearchParams(ctx.rawBody);
    const user = app.state.users.find(({ username }) => username === fields.get('username'));
    if (user === undefined || user.password !== fields.get('password')) {
      ctx.redirect(`${ctx.basePath}/login?failed=1`);
      return;
    }
    const id = randomUUID();
    app.state.sessions.set(id, user.id);
    ctx.setCookie(COOKIE, id, { httpOnly: true, sameSite: 'Lax', path: `${ctx.basePath}/` });
    ctx.redirect(`${ctx.basePath}/`);
  });
  router.post('/logout', (ctx) => {
    app.state.sessions.delete(ctx.cookies[COOKIE] ?? '');
    ctx.setCookie(COOKIE, '', { httpOnly: true, sameSite: 'Lax', path: `${ctx.basePath}/`, expires: new Date(0) });
    ctx.redirect(`${ctx.basePath}/login`);
  });
  router.all('/api/*', (ctx) => ctx.json(404, { error: 'Not found' }));
  return router;
}
