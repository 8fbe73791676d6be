import type { Router } from '../../kit';
import { type App, identify, isAtLeast087, sendText } from '../app';

/** What anybody may ask: the config, whether the server lives, the banner. */
export function addPublicRoutes(router: Router, app: App): void {
  router.get('/api/config', (ctx) => {
    const full = !isAtLeast087(app) || 'user' in identify(app, ctx);
    ctx.json(200, full ? { ...app.state.config, ...app.state.configSignedIn } : app.state.config);
  });
  router.get('/api/banner', (ctx) => ctx.empty(200));
  router.get('/health', (ctx) => sendText(ctx, 200, 'OK'));
  if (!isAtLeast087(app)) return;
  for (const path of ['/livez', '/readyz']) router.get(path, (ctx) => sendText(ctx, 200, 'OK'));
}
