import type { AppUser } from './slices';

/**
 * Whether this user may change workspaces: with accounts only managers and admins may (measured:
 * anythingllm/multi-default-writes).
 */
export const mayChangeWorkspaces = ({ mode, role }: AppUser): boolean =>
  mode !== 'accounts' || role === 'admin' || role === 'manager';
