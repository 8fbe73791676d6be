import type { Router } from '../../kit';
import { type App, isMultiUser } from './app';
import { guardedRoutes } from './guard';
import { crash, fieldsOf } from './http';
import { modelList } from './model-lists';
import { setupComplete } from './setup-complete';
import { updateEnv } from './update-env';

/** One pixel in place of the app's logo. */
const LOGO = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** Settings of the whole system, and the public requests. */
export function systemRoutes(app: App, router: Router): void {
  router.get('/api/ping', (ctx) => ctx.json(200, { online: true }));
  router.get('/api/setup-complete', (ctx) => ctx.json(200, { results: setupComplete(app) }));
  router.get('/api/system/multi-user-mode', (ctx) => ctx.json(200, { multiUserMode: isMultiUser(app) }));
  router.get('/api/system/custom-app-name', (ctx) =>
    ctx.json(200, { customAppName: app.state.preferences.custom_app_name ?? null }),
  );
  router.get('/api/system/logo', (ctx) => ctx.bytes(200, Buffer.from(LOGO, 'base64'), { contentType: 'image/png' }));
  const route = guardedRoutes(app, router);
  route('post', '/api/system/update-env', { roles: ['admin'] }, (ctx) => {
    const answer = updateEnv(app.state.env, fieldsOf(ctx), app.isDesktop);
    if (answer === undefined) crash(ctx);
    else ctx.json(200, answer);
  });
  route('post', '/api/system/custom-models', { roles: ['admin'] }, (ctx) =>
    ctx.json(200, modelList(app.state, fieldsOf(ctx))),
  );
  // Tandem asks for neither; the page does at a load.
  route('get', '/api/system/footer-data', {}, (ctx) => ctx.json(200, { footerData: '[]' }));
  route('get', '/api/system/slash-command-presets', {}, (ctx) => ctx.json(200, { presets: [] }));
}
