import {
  type AppId,
  type AppState,
  type AppUser,
  byList,
  type Connection,
  type Conversation,
  defaultPreferences,
  initialStatus,
  type LlmPlace,
  type SharedState,
  type UiSettings,
  type Workspace,
} from '@/lib/model';

/** ISO 8601, this many minutes before now. */
export const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

export function connection(app: AppId, title: string, origin: string): Connection {
  return {
    id: app,
    app,
    origin,
    basePath: '/',
    contract: 'stock',
    title,
    openIdLogin: false,
    connectedAt: ago(60),
  };
}

export function place(
  name: LlmPlace['place'],
  provider: string | null,
  model: string | null,
  more?: Partial<LlmPlace>,
) {
  return { place: name, provider, model, temperature: null, maxTokens: null, ...more };
}

export function user(more: Partial<AppUser> = {}): AppUser {
  return {
    id: '1',
    username: 'ada',
    name: 'Ada Lovelace',
    email: 'ada@example.org',
    avatarUrl: null,
    role: 'admin',
    signInProvider: null,
    mode: 'accounts',
    settingsReach: 'mine',
    ...more,
  };
}

export const off: AppState = { connection: null, status: initialStatus, user: null, llm: null, ui: null, leftOut: {} };

export function on(app: AppId, more: Partial<AppState> = {}): AppState {
  const anythingllm = app === 'anythingllm';
  const ui: UiSettings = anythingllm
    ? { theme: 'dark', language: 'de', textSize: 'normal' }
    : { theme: 'dark', language: 'en-US', textSize: 'text-base' };
  return {
    connection: anythingllm
      ? connection(app, 'AnythingLLM', 'http://nas:3001')
      : connection(app, 'Acme Chat', 'http://nas:3080'),
    status: { ...initialStatus, session: 'signed-in', identity: '1', syncedAt: ago(1) },
    user: user(),
    llm: anythingllm
      ? { places: [place('system-default', 'openai', 'gpt-4o')] }
      : {
          places: [
            place('default-preset', 'anthropic', 'claude-sonnet-4-6', { temperature: 0.7, maxTokens: 4096 }),
            place('last-used', 'openAI', 'gpt-4o'),
          ],
        },
    ui,
    leftOut: {},
    ...more,
  };
}

const workspaceNames = ['Thesis', 'Household budget', 'Recipes', 'Zürich trip', 'Legal drafts'];
export const workspaces: readonly Workspace[] = workspaceNames.map((name, index) => ({
  id: String(index),
  slug: name.toLowerCase().replace(/\W+/g, '-'),
  name,
  provider: index === 2 ? 'ollama' : null,
  model: index === 2 ? 'llama3.2:3b' : null,
  temperature: null,
  createdAt: ago(index === 0 ? 25 : 3000 * (index + 1)),
}));

const titles = [
  'Outline for chapter four',
  'Compare heat pump offers',
  'Café names near the station',
  'Rewrite of the cover letter',
  'SQL: monthly totals with gaps',
  'Birthday speech for Grandma',
  'Why does my sourdough stay flat?',
  'Regex for German IBANs',
];

export function conversation(title: string, index: number): Conversation {
  return {
    id: `c${index}`,
    title,
    endpoint: 'openAI',
    model: index % 3 === 0 ? 'gpt-4o' : 'claude-sonnet-4-6',
    createdAt: ago(index * index * 40 + 5),
    updatedAt: ago(index * index * 40 + 5),
    archived: index % 5 === 4,
    pinned: index === 2,
  };
}

export const conversations = titles.map(conversation);

export function manyConversations(amount: number): readonly Conversation[] {
  return Array.from({ length: amount }, (_, index) => ({
    ...conversation(`${titles[index % titles.length]} ${index}`, index % 40),
    id: `m${index}`,
    updatedAt: ago(index * 7),
  }));
}

export function shared(more: Partial<SharedState> = {}): SharedState {
  return {
    ...byList(() => []),
    apps: { anythingllm: on('anythingllm'), librechat: on('librechat') },
    user: null,
    workspaces,
    threads: {
      thesis: ['Sources on tides', 'Tone of the abstract'].map((name, index) => ({
        name,
        slug: `t${index}`,
        workspaceSlug: 'thesis',
        createdAt: ago(90),
      })),
    },
    conversations,
    preferences: defaultPreferences,
    settings: null,
    storageProblem: null,
    ...more,
  };
}
