import type { Ctx, Router } from '../../kit';
import { type App, bodyOf, isObject, sendText, signedIn, signedInRoutes } from '../app';
import type { Favorite, User } from '../state';
import { userOf } from '../wire';

const MAX_FAVORITES = 50;

/** The signed-in person, their role, favourites and the small lists that the page asks for. */
export function addUserRoutes(router: Router, app: App): void {
  const route = signedInRoutes(router, app);
  route('get', '/api/user', (ctx, user) => ctx.json(200, userOf(user, app.settings.version)));
  route('get', '/api/user/settings/favorites', (ctx, user) => ctx.json(200, user.favorites));
  route('post', '/api/user/settings/favorites', saveFavorites);
  route('get', '/api/roles/:name', (ctx, user) => {
    const role = app.state.roles.get(ctx.params.name ?? '');
    if (!role) return ctx.json(404, { message: 'Role not found' });
    if (user.role !== 'ADMIN' && role.name !== user.role) return ctx.json(403, { message: 'Unauthorized' });
    const { _id, ...rest } = role;
    ctx.json(200, { ...rest, _id, __v: 0 });
  });
  route('get', '/api/keys', (ctx, user) => {
    // An expired key is told like any other: the page compares the time by itself (0.8.7, from its source).
    ctx.json(200, { expiresAt: app.state.keys.get(`${user._id}/${ctx.query.get('name')}`) ?? null });
  });
  route('put', '/api/keys', (ctx, user) => {
    const { name, expiresAt } = bodyOf(ctx);
    app.state.keys.set(`${user._id}/${name}`, expiresAt ? new Date(String(expiresAt)).toISOString() : 'never');
    ctx.empty(201);
  });
  route('delete', '/api/keys/:name', (ctx, user) => {
    app.state.keys.delete(`${user._id}/${ctx.params.name}`);
    ctx.empty(204);
  });
  router.get(
    '/api/endpoints',
    app.settings.version !== '0.8.2' ? signedIn(app, sendEndpoints(app)) : sendEndpoints(app),
  );
  route('get', '/api/models', (ctx) => ctx.json(200, app.state.models));
}

/** The body is JSON, its content type says HTML (measured: librechat/22-endpoints). */
const sendEndpoints = (app: App) => (ctx: Ctx) => sendText(ctx, 200, JSON.stringify(app.state.endpoints));

function saveFavorites(ctx: Ctx, user: User) {
  const { favorites } = bodyOf(ctx);
  if (!Array.isArray(favorites)) return ctx.json(400, { message: 'Favorites data is required' });
  if (favorites.length > MAX_FAVORITES) {
    const message = `Maximum ${MAX_FAVORITES} favorites allowed`;
    return ctx.json(400, { code: 'MAX_FAVORITES_EXCEEDED', message, limit: MAX_FAVORITES });
  }
  if (!favorites.every(isFavorite)) {
    return ctx.json(400, { message: 'Each favorite must have either agentId, model+endpoint, or spec' });
  }
  user.favorites = favorites;
  user.updatedAt = new Date().toISOString();
  ctx.json(200, favorites);
}

function isFavorite(value: unknown): value is Favorite {
  if (!isObject(value)) return false;
  return 'agentId' in value || 'spec' in value || ('model' in value && 'endpoint' in value);
}
