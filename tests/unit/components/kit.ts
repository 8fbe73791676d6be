import {
  type AppId,
  type AppState,
  initialSettings,
  initialStatus,
  type Problem,
  type Settings,
  type SharedState,
} from '@/lib/model';
import { advance } from '@/lib/settings/advance';
import { connection, on, workspaces } from '../../gallery/sample';

/** An app whose session is as told. */
export const at = (app: AppId, status: Partial<AppState['status']> = {}, more: Partial<AppState> = {}): AppState =>
  on(app, { status: { ...initialStatus, session: 'signed-in', identity: '1', ...status }, ...more });

export const both = (anythingllm: AppState = at('anythingllm'), librechat: AppState = at('librechat')) => ({
  anythingllm,
  librechat,
});

export const names: Pick<SharedState, 'apps' | 'workspaces'> = { apps: both(), workspaces };

export const down: Problem = {
  code: 'unreachable',
  params: { app: 'anythingllm', origin: 'http://nas:3001', reason: 'timeout' },
  transient: true,
  since: '2026-11-22T10:00:00Z',
};

/** The sentences of a text that have more than 25 words. */
export const longSentences = (text: string): readonly string[] =>
  text.split(/(?<=[.?!])\s+/).filter((sentence) => sentence.split(/\s+/).filter((word) => /\w/.test(word)).length > 25);

/** Settings with the places that the background arranges for these two people. */
export function arranged(settings: Partial<Settings> = {}, apps: SharedState['apps'] = both()): Settings {
  const side = (app: AppId) => ({
    connection: apps[app].connection ?? connection(app, '', 'http://nas'),
    identity: '1',
    status: apps[app].status,
    user: apps[app].user,
  });
  const known = (app: AppId) => ({ connection: app, identity: '1' });
  const signedIn = {
    identities: { anythingllm: known('anythingllm'), librechat: known('librechat') },
    sides: { anythingllm: side('anythingllm'), librechat: side('librechat') },
    providerAliases: [],
    endpoints: null,
  };
  return advance({ ...initialSettings, ...settings }, signedIn, {}, 0);
}
