import type { AnythingLlmMode } from '../options';
import type { AnythingLlmState, User } from '../state';

/** What every route needs: the state and the settings that never change while the app runs. */
export interface App {
  readonly mode: AnythingLlmMode;
  readonly state: AnythingLlmState;
  readonly jwtSecret: string;
  readonly tokenLifetimeSeconds: number;
  readonly passwordCostMs: number;
  readonly betweenWords: () => Promise<unknown>;
  readonly isDesktop: boolean;
}

/** The user of a request. In single-user modes there is none. */
export interface Session {
  user: User | null;
}

export const isMultiUser = (app: App): boolean => app.mode === 'multi';

/** A user as `refresh-user` and the login show it. */
export function publicUser(user: User): Record<string, unknown> {
  return {
    id: user.id,
    username: user.username,
    pfpFilename: null,
    role: user.role,
    suspended: user.suspended,
    seen_recovery_codes: user.seenRecoveryCodes,
    createdAt: user.createdAt,
    lastUpdatedAt: user.createdAt,
    dailyMessageLimit: null,
    bio: user.bio,
  };
}
