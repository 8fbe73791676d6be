import type { Router } from '../../kit';
import { type App, isMultiUser } from './app';
import { guarded } from './guard';
import { crash, fieldsOf } from './http';
import { modelList } from './model-lists';
import { setupComplete } from './setup-complete';
import { updateEnv } from './update-env';

/** One pixel in place of the app's logo. */
const LOGO = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

function publicRoutes(app: App, router: Router): void {
  router.get('/api/ping', (ctx) => ctx.json(200, { online: true }));
  router.get('/api/setup-complete', (ctx) => ctx.json(200, { results: setupComplete(app) }));
  router.get('/api/system/multi-user-mode', (ctx) => ctx.json(200, { multiUserMode: isMultiUser(app) }));
  router.get('/api/system/custom-app-name', (ctx) =>
    ctx.json(200, { customAppName: app.state.preferences.custom_app_name ?? null }),
  );
  router.get('/api/system/logo', (ctx) => ctx.bytes(200, Buffer.from(LOGO, 'base64'), { contentType: 'image/png' }));
}

/** Settings of the whole system, and the public requests. */
export function systemRoutes(app: App, router: Router): void {
  publicRoutes(app, router);
  router.post(
    '/api/system/update-env',
    guarded(app, { roles: ['admin'] }, (ctx) => {
      const answer = updateEnv(app.state.env, fieldsOf(ctx), app.isDesktop);
      if (answer === undefined) crash(ctx);
      else ctx.json(200, answer);
    }),
  );
  router.post(
    '/api/system/custom-models',
    guarded(app, { roles: ['admin'] }, (ctx) => ctx.json(200, modelList(app.state, fieldsOf(ctx)))),
  );
  // Tandem asks for neither; the page does at a load.
  router.get(
    '/api/system/footer-data',
    guarded(app, {}, (ctx) => ctx.json(200, { footerData: '[]' })),
  );
  router.get(
    '/api/system/slash-command-presets',
    guarded(app, {}, (ctx) => ctx.json(200, { presets: [] })),
  );
}
