import { randomUUID } from 'node:crypto';
import type { Ctx, Router } from '../../kit';
import { type App, isMultiUser, publicUser } from './app';
import { burn, guardedRoutes, issueToken } from './guard';
import { crash, type Fields, fieldsOf, ok } from './http';
import { sealPassword } from './jwt';

function refuse(ctx: Ctx, message: string): void {
  ctx.json(200, { user: null, valid: false, token: null, message });
}

function multiUserLogin(app: App, ctx: Ctx, fields: Fields): void {
  const user = app.state.users.find(({ username }) => username === fields.username);
  if (user === undefined) refuse(ctx, '[001] Invalid login credentials.');
  else if (user.password !== fields.password) refuse(ctx, '[002] Invalid login credentials.');
  else if (user.suspended) refuse(ctx, '[004] Account suspended by admin.');
  else {
    const token = issueToken(app, { id: user.id, username: user.username });
    const answer = { valid: true, user: publicUser(user), token, message: null };
    const recoveryCodes = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
    ctx.json(200, user.seenRecoveryCodes ? answer : { ...answer, recoveryCodes });
    user.seenRecoveryCodes = true;
  }
}

/** Sessions: login, check, refresh. There is no logout on the server. */
export function authRoutes(app: App, router: Router): void {
  const route = guardedRoutes(app, router);
  router.post('/api/request-token', (ctx) => {
    const fields = fieldsOf(ctx);
    if (isMultiUser(app)) return multiUserLogin(app, ctx, fields);
    // Without a password to compare with, or without one sent, bcrypt throws.
    if (app.mode === 'open' || typeof fields.password !== 'string') return crash(ctx);
    burn(app.passwordCostMs);
    if (fields.password !== app.state.password) {
      ctx.json(401, { valid: false, token: null, message: '[003] Invalid password provided' });
      return;
    }
    const token = issueToken(app, { p: sealPassword(fields.password, app.jwtSecret) });
    ctx.json(200, { valid: true, token, message: null });
  });
  route('get', '/api/system/check-token', {}, ok);
  route('get', '/api/system/refresh-user', {}, (ctx, { user }) => {
    ctx.json(200, { success: true, user: user && publicUser(user), message: null });
  });
  route('post', '/api/system/update-password', { only: 'single' }, (ctx) => {
    const { newPassword } = fieldsOf(ctx);
    if (typeof newPassword !== 'string') return crash(ctx);
    app.state.password = newPassword;
    ctx.json(200, { success: true, error: null });
  });
}
