import {
  type AppId,
  type AppState,
  initialSettings,
  initialStatus,
  type Settings,
  type SharedState,
} from '@/lib/model';
import { advance } from '@/lib/sync/settings/advance';
import { connection, on, workspaces } from '../../gallery/sample';

/** An app whose session is as told. */
export const at = (app: AppId, status: Partial<AppState['status']> = {}, more: Partial<AppState> = {}): AppState =>
  on(app, { status: { ...initialStatus, session: 'signed-in', identity: '1', ...status }, ...more });

export const both = (anythingllm: AppState = at('anythingllm'), librechat: AppState = at('librechat')) => ({
  anythingllm,
  librechat,
});

export const names: Pick<SharedState, 'apps' | 'workspaces'> = { apps: both(), workspaces };

export const down = { code: 'unreachable', message: 'no answer', transient: true, since: '2026-11-22T10:00:00Z' };

/** Settings with the places that the background arranges for these two people. */
export function arranged(settings: Partial<Settings> = {}, apps: SharedState['apps'] = both()): Settings {
  const side = (app: AppId) => ({
    connection: apps[app].connection ?? connection(app, '', 'http://nas'),
    identity: '1',
    status: apps[app].status,
    user: apps[app].user,
  });
  const known = (app: AppId) => ({ connection: app, identity: '1' });
  const scene = {
    pair: { anythingllm: known('anythingllm'), librechat: known('librechat') },
    sides: { anythingllm: side('anythingllm'), librechat: side('librechat') },
    pairs: [],
    endpoints: null,
  };
  return advance({ ...initialSettings, ...settings }, scene, {}, 0);
}
