import type { Router } from '../../kit';
import { SANE_SYSTEM_PROMPT } from '../state';
import { type App, isMultiUser } from './app';
import { guarded } from './guard';
import { crash, fieldsOf } from './http';
import { logoPng } from './logo';
import { modelList } from './model-lists';
import { readPreferences, writePreferences } from './preferences';
import { setupComplete } from './setup-complete';
import { updateEnv } from './update-env';

function publicRoutes(app: App, router: Router): void {
  router.get('/api/ping', (ctx) => ctx.json(200, { online: true }));
  router.get('/api/onboarding', (ctx) => ctx.json(200, { onboardingComplete: true }));
  router.get('/api/setup-complete', (ctx) => ctx.json(200, { results: setupComplete(app) }));
  router.get('/api/system/multi-user-mode', (ctx) => ctx.json(200, { multiUserMode: isMultiUser(app) }));
  router.get('/api/system/custom-app-name', (ctx) =>
    ctx.json(200, { customAppName: readPreferences(app.state, ['custom_app_name'], false).custom_app_name }),
  );
  router.get('/api/system/is-default-logo', (ctx) => ctx.json(200, { isDefaultLogo: true }));
  router.get('/api/system/logo', (ctx) => ctx.bytes(200, logoPng(), { contentType: 'image/png' }));
  router.get('/api/utils/metrics', (ctx) =>
    ctx.json(200, {
      online: true,
      version: '--',
      mode: isMultiUser(app) ? 'multi-user' : 'single-user',
      vectorDB: 'lancedb',
      storage: { current: 76, capacity: 270 },
      appVersion: null,
    }),
  );
}

function preferenceRoutes(app: App, router: Router): void {
  const roles = ['admin', 'manager'] as const;
  router.get(
    '/api/admin/system-preferences-for',
    guarded(app, { roles }, (ctx, { user }) => {
      const labels = (ctx.query.get('labels') ?? '').split(',');
      ctx.json(200, { settings: readPreferences(app.state, labels, user?.role === 'manager') });
    }),
  );
  router.post(
    '/api/admin/system-preferences',
    guarded(app, { roles }, (ctx, { user }) => {
      writePreferences(app.state, fieldsOf(ctx), user?.role === 'manager');
      ctx.json(200, { success: true, error: null });
    }),
  );
  for (const [path, key, label] of [
    ['footer-data', 'footerData', 'footer_data'],
    ['support-email', 'supportEmail', 'support_email'],
  ] as const) {
    router.get(
      `/api/system/${path}`,
      guarded(app, {}, (ctx) => ctx.json(200, { [key]: readPreferences(app.state, [label], false)[label] })),
    );
  }
}

/** Settings of the whole system, and the public requests. */
export function systemRoutes(app: App, router: Router): void {
  publicRoutes(app, router);
  preferenceRoutes(app, router);
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
  router.get(
    '/api/system/default-system-prompt',
    guarded(app, {}, (ctx) =>
      ctx.json(200, {
        success: true,
        defaultSystemPrompt: app.state.defaultSystemPrompt,
        saneDefaultSystemPrompt: SANE_SYSTEM_PROMPT,
      }),
    ),
  );
  router.post(
    '/api/system/default-system-prompt',
    guarded(app, { roles: ['admin'] }, (ctx) => {
      const { defaultSystemPrompt } = fieldsOf(ctx);
      app.state.defaultSystemPrompt = String(defaultSystemPrompt ?? '') || SANE_SYSTEM_PROMPT;
      ctx.json(200, { success: true, message: 'Default system prompt updated successfully.' });
    }),
  );
  router.get(
    '/api/system/pfp/:id',
    guarded(app, {}, (ctx) => ctx.empty(204)),
  );
}
