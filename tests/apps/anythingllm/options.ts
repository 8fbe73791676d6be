export type AnythingLlmMode = 'open' | 'password' | 'multi' | 'platform';

/**
 * The app's data at the start. `demo`: a small, lively state whose titles say "Demo data". `recorded`: the state of the
 * real server when its exchanges were recorded. A size: that many workspaces with varied names.
 */
export type AnythingLlmSample =
  | 'demo'
  | 'empty'
  | 'recorded'
  | { workspaces: number; threadsPer?: number; turnsPer?: number };

export interface UserSeed {
  username: string;
  password: string;
  role: 'admin' | 'manager' | 'default';
}

/** The accounts of multi-user and platform mode, unless others are given. */
export const DEFAULT_USERS = [
  { username: 'alice', password: 'alice-demo-1', role: 'admin' },
  { username: 'mara', password: 'mara-demo-1', role: 'manager' },
  { username: 'dana', password: 'dana-demo-1', role: 'default' },
] as const satisfies readonly UserSeed[];

/** How the platform contract's answers are wrapped. */
export interface PlatformShapes {
  settings: 'wrapped' | 'flat' | 'results';
  user: 'wrapped' | 'flat';
  workspaces: 'wrapped' | 'array';
}

export interface AnythingLlmOptions {
  mode?: AnythingLlmMode;
  /** Password mode's password. Default `demo-password`. */
  password?: string;
  /**
   * Milliseconds for which an authenticated request blocks the process in password mode, as bcrypt does.
   * Default 170, as on the real server (measured: facts/anythingllm-password-cost); 0 for none.
   */
  passwordCostMs?: number;
  users?: readonly UserSeed[];
  /** Default 30 days. */
  tokenLifetimeSeconds?: number;
  jwtSecret?: string;
  sample?: AnythingLlmSample;
  /** The page's title; `AnythingLLM` (with "Demo data" in the demo) by default. */
  title?: string;
  basePath?: string;
  /** Between two words of a streamed answer. Default: 60 ms. */
  betweenWords?: () => Promise<unknown>;
  /**
   * Like the desktop app: its server has the same API on port 3001 and no pages. Its own provider, Ollama in the same
   * package, is chosen at first.
   */
  desktop?: boolean;
  /** Platform mode only. */
  platform?: Partial<PlatformShapes>;
  /** Platform mode only: a POST from another Origin answers 403. */
  refuseForeignOrigin?: boolean;
}
