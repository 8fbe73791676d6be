import { BridgeRefusal } from '@/lib/bridge';
import {
  type AppId,
  type AppState,
  type AppUser,
  byList,
  type Connection,
  defaultPreferences,
  initialRights,
  initialSettings,
  initialStatus,
  type SettingsState,
  type SharedState,
} from '@/lib/model';
import { connection, conversation, workspace } from '../kit/samples';

export const connectionOf = (app: AppId, more: Partial<Connection> = {}): Connection =>
  connection(app, app === 'anythingllm' ? 'http://nas:3001' : 'http://nas:3080', {
    id: `secret-connection-${app}`,
    title: `secret title of ${app}`,
    ...more,
  });

const userOf = (app: AppId): AppUser => ({
  id: `secret-id-${app}`,
  username: `ann-${app}`,
  name: app === 'librechat' ? 'Ann at LibreChat' : null,
  email: `ann@${app}`,
  avatarUrl: null,
  role: 'secret-role',
  signInProvider: 'secret-provider',
  mode: 'accounts',
  settingsReach: 'mine',
});

export const appState = (app: AppId, more: Partial<AppState> = {}): AppState => ({
  connection: connectionOf(app),
  status: { ...initialStatus, session: 'signed-in', identity: `secret-identity-${app}` },
  user: userOf(app),
  llm: {
    places: [
      app === 'anythingllm'
        ? { place: 'system-default', provider: 'openai', model: 'gpt-4o', temperature: null, maxTokens: null }
        : { place: 'last-used', provider: 'anthropic', model: 'claude', temperature: 0.5, maxTokens: null },
    ],
  },
  ui:
    app === 'anythingllm'
      ? { theme: 'light', language: 'de', textSize: null }
      : { theme: 'dark', language: 'fr-FR', textSize: 'text-lg' },
  leftOut: { conversations: 7 },
  ...more,
});

export const settingsState = (more: Partial<SettingsState> = {}): SettingsState => ({
  people: 'secret-people',
  settings: initialSettings,
  changes: [],
  offers: { anythingllm: null, librechat: null },
  rights: initialRights,
  ...more,
});

/** Both apps with one person in each. What no page may see has "secret" in it. */
export const sharedState = (more: Partial<SharedState> = {}): SharedState => ({
  ...byList(() => []),
  apps: { anythingllm: appState('anythingllm'), librechat: appState('librechat') },
  user: { username: 'ann-anythingllm', name: 'Ann at LibreChat', email: 'ann@anythingllm', avatarUrl: null },
  workspaces: [workspace('thesis', { name: 'Thesis' })],
  threads: { thesis: [{ slug: 'secret-thread', name: 'secret', workspaceSlug: 'thesis', createdAt: null }] },
  conversations: [conversation('c1', { title: 'Tides', endpoint: 'openAI', model: 'gpt-4o' })],
  preferences: defaultPreferences,
  settings: settingsState(),
  storageProblem: null,
  ...more,
});

/** What this is refused with. */
export function refusalOf(work: () => unknown): BridgeRefusal {
  try {
    work();
  } catch (error) {
    if (error instanceof BridgeRefusal) return error;
    throw error;
  }
  throw new Error('not refused');
}
