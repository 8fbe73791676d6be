import {
  type AppId,
  baseOf,
  type Change,
  initialRights,
  initialSettings,
  type Json,
  type PlaceId,
  type RegisterId,
  type Replica,
  registerIds,
  type Settings,
  type SettingsState,
} from '@/lib/model';
import { ago } from './sample';

export const gpt: Json = { provider: 'openai', model: 'gpt-4o' };
export const claude: Json = { provider: 'anthropic', model: 'claude-sonnet-4-6' };
export const gptInLibreChat: Json = { endpoint: 'openAI', model: 'gpt-4o' };
export const claudeInLibreChat: Json = { endpoint: 'anthropic', model: 'claude-sonnet-4-6' };

/** One place's part in one setting, all well. */
export function replica(
  register: RegisterId,
  id: PlaceId,
  value: Json | undefined,
  more: Partial<Replica> = {},
): Replica {
  return {
    id,
    register,
    role: id === 'librechat/last-used' ? 'follows' : 'both',
    audience: 'me',
    rank: 1,
    link: { state: 'joined', base: value === undefined ? 'absent' : { value } },
    lastWrite: null,
    pinned: null,
    readAtSeq: 1,
    approved: null,
    ...more,
  };
}

/** The same place before it joined. */
export const apart = (replica: Replica): Replica => ({
  ...replica,
  link: { state: 'apart', candidate: baseOf(replica) ?? 'absent' },
});

export const register = (value: Json, from = 'edit') => ({ value: { value }, seq: 1, from });

/** An edit in Tandem that has not arrived everywhere. */
export const edited = (name: RegisterId, value: Json, seq = 9) => ({
  ...{ id: `e${seq}`, register: name, value: { value }, before: null, seq, at: ago(3) },
});

/** Two changes of one setting, each with its source. */
export const conflict = (
  name: RegisterId,
  kept: [Json, string],
  lost: [Json, string],
): Settings['conflicts'][number] => {
  const said = ([value, from]: [Json, string]) => ({ value: { value }, from });
  return { id: `c-${name}`, register: name, kept: said(kept), lost: said(lost), seq: 4, at: ago(9) };
};

/** What a place holds, and its shared form; null: it means nothing elsewhere. */
export const option = (place: PlaceId, native: Json, shared: Json | null = native) => ({
  ...{ place, native, shared: shared === null ? null : { value: shared } },
});
export const compared = (name: RegisterId, ...options: ReturnType<typeof option>[]) => ({
  ...{ kind: 'compare' as const, register: name, options },
});

/** Everything in step, as far as both apps can. */
export const inStep: Settings = {
  ...initialSettings,
  inStep: [...registerIds],
  registers: {
    'llm.model': register(gpt),
    'ui.theme': register('dark'),
    'ui.language': register('de'),
    'ui.textSize': register(3),
  },
  replicas: [
    replica('llm.model', 'anythingllm/system', gpt),
    replica('llm.model', 'librechat/last-used', gptInLibreChat),
    replica('ui.theme', 'anythingllm/page', 'dark'),
    replica('ui.theme', 'librechat/page', 'dark'),
    replica('ui.language', 'anythingllm/page', 'de'),
    replica('ui.language', 'librechat/page', 'de-DE'),
    replica('ui.textSize', 'anythingllm/page', 'normal'),
    replica('ui.textSize', 'librechat/page', 'text-base'),
  ],
};

export const anythingLlmModels: Readonly<Record<string, readonly string[]>> = {
  openai: ['gpt-4o', 'gpt-4o-mini', 'o3-mini'],
  anthropic: ['claude-sonnet-4-6', 'claude-opus-4-6', 'claude-haiku-4-5'],
  ollama: ['llama3.2:3b', 'qwen3:8b'],
  'generic-openai': ['meta-llama/Llama-3.3-70B-Instruct-Turbo-Free', 'qwen3-235b'],
};

const offersOf = (...offers: (readonly [string, readonly string[] | null])[]) => ({
  at: ago(1),
  offers: offers.map(([provider, models]) => ({ provider, models: models === null ? null : [...models] })),
});

export const offers: SettingsState['offers'] = {
  anythingllm: offersOf(['openai', null], ['ollama', null], ['generic-openai', null]),
  librechat: offersOf(
    ['openAI', ['gpt-4o', 'gpt-4o-mini', 'gpt-4.1']],
    ['anthropic', ['claude-sonnet-4-6', 'claude-haiku-4-5']],
    ['MyProxy', ['qwen3-235b', 'mixtral-8x22b']],
    ['House models', ['house-1']],
  ),
};

/** A theme that arrived at LibreChat's pages. */
export const changed = (id: string, more: Partial<Change> = {}): Change => ({
  ...{ id, at: ago(2), register: 'ui.theme', place: 'librechat/page', from: { value: 'light' }, to: 'dark' },
  ...{ by: 'edit', source: 'edit', state: 'ok', code: null, got: null },
  ...more,
});
const change = (index: number, more: Partial<Change>) =>
  changed(`change-${index}`, { at: ago(index * index * 35 + 2), ...more });

/** One of each kind, newest first. */
export const changes: readonly Change[] = [
  change(0, { place: 'anythingllm/page' }),
  change(1, {}),
  change(2, {
    register: 'llm.model',
    place: 'librechat/last-used',
    from: { value: claudeInLibreChat },
    to: gptInLibreChat,
    by: 'place',
    source: 'anythingllm/system',
  }),
  change(3, {
    register: 'llm.model',
    place: 'anythingllm/system',
    from: { value: gpt },
    to: claude,
    state: 'refused',
    code: 'provider-not-configured',
  }),
  change(4, { register: 'ui.textSize', from: 'absent', to: 'text-lg', by: 'place', source: 'anythingllm/page' }),
  change(5, {
    register: 'llm.temperature',
    place: 'anythingllm/workspace:thesis',
    from: { value: 0.7 },
    to: 1.4,
    state: 'coerced',
    got: 1,
  }),
  change(6, { id: 'change-old', register: 'ui.language', from: { value: 'en-US' }, to: 'de-DE', by: 'put-back' }),
];

/** Where nothing is held so far, in the order of the screen; `on` unless the person has to choose it. */
const furtherPlaces = [
  ['llm.maxTokens', 'anythingllm/system', 'on'],
  ['llm.model', 'librechat/preset', 'off'],
  ['llm.temperature', 'librechat/preset', 'off'],
  ['llm.maxTokens', 'librechat/preset', 'off'],
] as const;

/** Every place has its part in a setting, be it none. */
function withFurtherPlaces(settings: Settings): Settings {
  const missing = furtherPlaces.filter(([setting, id]) =>
    settings.replicas.every((each) => each.register !== setting || each.id !== id),
  );
  const ofPlace = ([setting, id, byDefault]: (typeof furtherPlaces)[number]) => {
    const chosen = settings.participation[`${setting}/${id}`] ?? settings.participation[`llm.model/${id}`] ?? byDefault;
    return replica(setting, id, undefined, { role: chosen === 'on' ? 'both' : 'off', link: { state: 'unread' } });
  };
  return { ...settings, replicas: [...settings.replicas, ...missing.map(ofPlace)] };
}

/** Settings in step with more, and the lists around them. */
export const settingsState = (more: Partial<Settings> = {}, around: Partial<SettingsState> = {}): SettingsState => ({
  people: 'anythingllm/1+librechat/1',
  rights: initialRights,
  settings: withFurtherPlaces({ ...inStep, ...more }),
  changes,
  offers,
  ...around,
});

const sizes = ['text-xs', 'text-sm', 'text-base', 'text-lg', 'text-xl'];

/** A shared value as one app would write it. */
export function native(setting: RegisterId, app: AppId, value: Json): Json {
  if (setting === 'ui.textSize' && typeof value === 'number') {
    if (app === 'librechat') return sizes[value - 1] ?? null;
    return value < 3 ? 'small' : value > 3 ? 'large' : 'normal';
  }
  return value;
}
