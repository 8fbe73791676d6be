import type { Router } from '../../kit';
import { nextId, type Role, type User } from '../state';
import { type App, publicUser } from './app';
import { guardedRoutes } from './guard';
import { fieldsOf } from './http';

const isRole = (value: unknown): value is Role => value === 'admin' || value === 'manager' || value === 'default';

/** Accounts, in multi-user mode only. */
export function adminRoutes(app: App, router: Router): void {
  const route = guardedRoutes(app, router);
  const { state } = app;
  const access = { roles: ['admin', 'manager'], only: 'multi' } as const;
  route('post', '/api/admin/users/new', access, (ctx) => {
    const { username, password, role } = fieldsOf(ctx);
    const user: User = {
      id: nextId(state.users),
      username: String(username),
      password: String(password),
      role: isRole(role) ? role : 'default',
      suspended: 0,
      seenRecoveryCodes: false,
      createdAt: new Date().toISOString(),
      bio: '',
    };
    state.users.push(user);
    ctx.json(200, { user: publicUser(user), error: null });
  });
  route('post', '/api/admin/user/:id', access, (ctx) => {
    const user = state.users.find(({ id }) => String(id) === ctx.params.id);
    const { suspended, role } = fieldsOf(ctx);
    if (user !== undefined && suspended !== undefined) user.suspended = suspended ? 1 : 0;
    if (user !== undefined && isRole(role)) user.role = role;
    ctx.json(200, user === undefined ? { success: false, error: 'User not found' } : { success: true, error: null });
  });
}
