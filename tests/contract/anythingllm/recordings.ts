import type { AnythingLlmApp, AnythingLlmOptions } from '../../apps/anythingllm';
import type { Allowance } from '../kit';
import { ARCHIVE_SETUPS } from './archive-setups';
import { JWT_SECRET } from './secret';

/** How a recording is replayed: the app's options and who asks. */
export interface Setup {
  recording: string;
  options: AnythingLlmOptions;
  /** The token that stands for `Bearer (session)`. */
  session?: (app: AnythingLlmApp) => string;
  /** Gives the app what was there before. */
  prepare?: (app: AnythingLlmApp) => void;
}

const RECORDED = {
  jwtSecret: JWT_SECRET,
  sample: 'recorded',
  passwordCostMs: 0,
  betweenWords: async () => undefined,
} as const;
const multi = { ...RECORDED, mode: 'multi' } as const;
const password = { ...RECORDED, mode: 'password', password: 'Open-sesame-1' } as const;
const as = (username: string) => (app: AnythingLlmApp) => app.tokenFor(username);

export const SETUPS: readonly Setup[] = [
  { recording: 'open', options: { ...RECORDED, mode: 'open' } },
  { recording: 'open-writes', options: { ...RECORDED, mode: 'open' } },
  { recording: 'password', options: password, session: (app) => app.tokenFor() },
  { recording: 'password-anonymous', options: password },
  { recording: 'multi-anonymous', options: multi },
  { recording: 'multi-login', options: multi, session: as('admin') },
  { recording: 'multi-admin', options: multi, session: as('admin') },
  { recording: 'multi-admin-writes', options: multi, session: as('admin') },
  { recording: 'multi-manager', options: multi, session: as('mona') },
  { recording: 'multi-manager-writes', options: multi, session: as('mona') },
  { recording: 'multi-default', options: multi, session: as('dana') },
  { recording: 'multi-default-writes', options: multi, session: as('dana') },
  ...ARCHIVE_SETUPS,
];

/** Differences that are accepted, by the name of the exchange; each must be needed, or a test fails. */
export const ALLOWED: Readonly<Record<string, readonly Allowance[]>> = {
  'stream-chat (SSE, default thread)': [
    { path: /^\[\]\.(?:chatId|metrics)/, why: 'the recording is cut before the closing frame' },
  ],
  'custom-models anthropic (no network)': [
    { path: 'models', why: 'recorded without a network; the stand-in knows three models once a key is set' },
  ],
};
