import type { AppUser } from './slices';

/** Whether this person may change AnythingLLM's workspaces: of a server's members only managers and admins may (1.16, measured). */
export const mayChangeWorkspaces = ({ mode, role }: AppUser): boolean =>
  mode !== 'accounts' || role === 'admin' || role === 'manager';
