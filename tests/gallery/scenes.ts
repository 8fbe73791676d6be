import type { Ports } from '@/components/ports';
import {
  type AppState,
  defaultPreferences,
  initialStatus,
  type Json,
  type RegisterId,
  type Settings,
  type SharedState,
} from '@/lib/model';
import type { ViewState } from '@/lib/shared-state/view-client';
import { ago, connection, conversation, manyConversations, off, on, place, shared, user } from './sample';
import { inStep, register, replica, settingsState } from './settings-sample';

export interface Scene {
  readonly view: 'panel' | 'connect';
  readonly where: Ports['where'];
  readonly shared: SharedState;
  readonly ready?: boolean;
  readonly checkedAt?: ViewState['checkedAt'];
  readonly busy?: ViewState['busy'];
  readonly grants?: boolean;
  /** Threads that are asked for never arrive. */
  readonly threads?: 'pending';
  readonly dir?: 'ltr' | 'rtl';
}

const popup = (more: Partial<SharedState> = {}, rest: Partial<Scene> = {}): Scene => ({
  view: 'panel',
  where: 'popup',
  shared: shared(more),
  ...rest,
});

const connect = (more: Partial<SharedState> = {}, rest: Partial<Scene> = {}): Scene => ({
  view: 'connect',
  where: 'connect',
  shared: shared(more),
  ...rest,
});

const status = (more: Partial<AppState['status']>) => ({ status: { ...initialStatus, identity: '1', ...more } });
const apps = (anythingllm: AppState, librechat: AppState) => ({ apps: { anythingllm, librechat } });
const empty = { workspaces: [], conversations: [], threads: {} };
const down = {
  code: 'unreachable',
  message:
    'nas does not answer. It may be switched off, or another network may be needed. Tandem tries again by itself.',
  transient: true,
  since: ago(12),
};

const long = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft und mehr';

const longNames = popup({
  apps: {
    anythingllm: on('anythingllm', {
      connection: connection('anythingllm', long, 'https://a-very-long-host-name.department.example.org:3001'),
      llm: { places: [place('system-default', 'generic-openai', 'meta-llama/Llama-3.3-70B-Instruct-Turbo-Free')] },
      user: user({ name: long }),
    }),
    librechat: on('librechat', {
      connection: connection('librechat', long, 'https://chat.a-very-long-host-name.department.example.org'),
      ui: { theme: 'system', language: 'zh-Hant', textSize: 'text-xs' },
    }),
  },
  conversations: [long, `${long} ${long}`, '', '   '].map(conversation),
  preferences: { ...defaultPreferences, launcherHiddenAt: ['https://a-very-long-host-name.department.example.org/'] },
});

const claude = { provider: 'anthropic', model: 'claude-sonnet-4-6' };
const llmOf = (app: 'anythingllm' | 'librechat') =>
  app === 'anythingllm'
    ? { llm: { places: [place('system-default', 'openai', 'gpt-4o')] } }
    : { llm: { places: [place('last-used', 'openAI', 'gpt-4o')] } };
const german = { theme: 'dark', language: 'de-DE', textSize: 'text-base' };
/** Both apps hold the same. */
const alike = (anythingllm: Partial<AppState> = {}, librechat: Partial<AppState> = {}) =>
  apps(
    on('anythingllm', { ...llmOf('anythingllm'), ...anythingllm }),
    on('librechat', { ...llmOf('librechat'), ui: german, ...librechat }),
  );
const step = (settings: Parameters<typeof settingsState>[0] = {}, more: Partial<SharedState> = {}): Scene =>
  popup({ ...alike(), settings: settingsState(settings), ...more }, { where: 'widget' });
const withReplicas = (...changed: Settings['replicas']) => [
  ...inStep.replicas.filter(
    ({ id, register: name }) => !changed.some((each) => each.id === id && each.register === name),
  ),
  ...changed,
];
const longModel = 'meta-llama/Llama-3.3-70B-Instruct-Turbo-Free-with-a-very-long-suffix';
const edited = (name: RegisterId, value: Json) => ({
  id: `e-${name}`,
  register: name,
  value: { value },
  before: null,
  seq: 9,
  at: ago(3),
});
const newValue = (value: Json, from = 'edit') => ({ ...register(value, from), seq: 9 });

/** A change of theme and model that did not arrive anywhere yet. */
const onTheirWay: Partial<Settings> = {
  registers: { ...inStep.registers, 'llm.model': newValue(claude), 'ui.theme': newValue('light') },
  outbox: [edited('llm.model', claude), edited('ui.theme', 'light')],
  waiting: [
    { register: 'llm.model', replica: 'anythingllm/system', target: claude },
    {
      register: 'llm.model',
      replica: 'librechat/last-used',
      target: { endpoint: 'anthropic', model: 'claude-sonnet-4-6' },
    },
    { register: 'ui.theme', replica: 'librechat/page', target: 'light' },
  ],
  replicas: withReplicas(replica('ui.theme', 'anythingllm/page', 'light', { tried: { state: 'ok', target: 'light' } })),
};

const compareQuestions: Settings['questions'] = [
  {
    kind: 'compare',
    register: 'llm.model',
    options: [
      {
        replica: 'anythingllm/system',
        native: { provider: 'openai', model: 'gpt-4o' },
        shared: { value: { provider: 'openai', model: 'gpt-4o' } },
      },
      {
        replica: 'anythingllm/workspace:recipes',
        native: { provider: 'ollama', model: 'llama3.2:3b' },
        shared: { value: { provider: 'ollama', model: 'llama3.2:3b' } },
      },
      { replica: 'librechat/last-used', native: { endpoint: 'House models', model: 'house-1' }, shared: null },
    ],
  },
  {
    kind: 'compare',
    register: 'ui.theme',
    options: [
      { replica: 'anythingllm/page', native: 'light', shared: { value: 'light' } },
      { replica: 'librechat/page', native: 'dark', shared: { value: 'dark' } },
    ],
  },
  {
    kind: 'compare',
    register: 'ui.language',
    options: [
      { replica: 'anythingllm/page', native: 'de', shared: { value: 'de' } },
      { replica: 'librechat/page', native: 'en-US', shared: { value: 'en' } },
    ],
  },
];
const unlike = {
  ...apps(
    on('anythingllm', { ui: { theme: 'light', language: 'de', textSize: 'normal' } }),
    on('librechat', { llm: { places: [place('last-used', 'House models', 'house-1')] } }),
  ),
  settings: settingsState({ questions: compareQuestions, registers: {} }, { changes: [] }),
};

const inStepScenes: Readonly<Record<string, Scene>> = {
  step: step(),
  'step-empty': popup({
    ...alike(),
    settings: settingsState(
      { registers: {}, replicas: [] },
      { changes: [], offers: { anythingllm: null, librechat: null } },
    ),
  }),
  'step-paused': step({ ...onTheirWay, paused: true }),
  'step-waiting': step(
    onTheirWay,
    alike({
      ...status({ session: 'asleep', syncedAt: ago(95) }),
      ...llmOf('anythingllm'),
      ui: { theme: 'light', language: 'de', textSize: 'normal' },
    }),
  ),
  'step-down': step(
    onTheirWay,
    alike({ ...status({ session: 'signed-in', problem: down, syncedAt: ago(35) }), ...llmOf('anythingllm') }),
  ),
  'step-refused': step({
    registers: { ...inStep.registers, 'llm.model': newValue(claude), 'ui.theme': newValue('system') },
    unsupported: [{ register: 'llm.model', replica: 'librechat/last-used' }],
    roles: { 'llm.temperature/librechat/preset': 'both' },
    replicas: withReplicas(
      replica(
        'llm.model',
        'anythingllm/system',
        { provider: 'openai', model: 'gpt-4o' },
        { tried: { state: 'refused', target: claude, code: 'provider-not-configured' } },
      ),
      replica('llm.temperature', 'librechat/preset', 1, { tried: { state: 'coerced', target: 1.4, got: 1 } }),
      replica('ui.theme', 'librechat/page', 'dark', { tried: { state: 'overridden', target: 'system' } }),
      replica('ui.theme', 'anythingllm/page', 'light', {
        tried: { state: 'refused', target: 'system', code: 'declined' },
      }),
    ),
  }),
  'step-reload': step({}, alike({}, { ui: { ...german, afterReload: ['ui.language', 'ui.textSize'] } })),
  'step-needs': step({
    questions: [
      {
        kind: 'approve',
        register: 'llm.model',
        replica: 'anythingllm/system',
        now: { value: { provider: 'openai', model: 'gpt-4o' } },
        target: claude,
        why: 'others',
      },
      {
        kind: 'approve',
        register: 'ui.theme',
        replica: 'librechat/page',
        now: { value: 'dark' },
        target: 'light',
        why: 'mode',
      },
      {
        kind: 'approve',
        register: 'llm.model',
        replica: 'anythingllm/workspace:thesis',
        now: { value: { provider: 'azure', model: 'gpt-4o' } },
        target: { provider: 'openai', model: 'gpt-4o' },
        why: 'others',
      },
      {
        kind: 'approve',
        register: 'ui.language',
        replica: 'librechat/page',
        now: 'absent',
        target: 'de-DE',
        why: 'old',
      },
    ],
    conflicts: [
      {
        id: 'c1',
        register: 'ui.theme',
        kept: { value: { value: 'dark' }, from: 'anythingllm/page' },
        lost: { value: { value: 'light' }, from: 'librechat/page' },
        seq: 4,
        at: ago(9),
      },
    ],
    detached: ['librechat/preset'],
    replicas: withReplicas(
      replica(
        'llm.model',
        'librechat/last-used',
        { endpoint: 'anthropic', model: 'claude-haiku-4-5' },
        { tried: { state: 'overridden', target: { endpoint: 'openAI', model: 'gpt-4o' } } },
      ),
    ),
  }),
  'step-compare': popup(unlike, { where: 'widget' }),
  'step-everyone': step(
    { roles: { 'llm.model/anythingllm/workspace:thesis': 'both', 'llm.model/librechat/preset': 'both' } },
    alike({ user: user({ settingsReach: 'everyone' }) }),
  ),
  'step-member': step({}, alike({ user: user({ role: 'default', settingsReach: 'read-only' }) })),
  'step-off': step({ modes: { 'ui.theme': 'off', 'llm.model': 'ask' } }),
  'step-generic': step({
    registers: { ...inStep.registers, 'llm.model': register({ provider: 'generic-openai', model: 'qwen3-235b' }) },
  }),
  'step-long': {
    ...longNames,
    where: 'widget',
    shared: {
      ...longNames.shared,
      workspaces: longNames.shared.workspaces.map((each) => (each.slug === 'thesis' ? { ...each, name: long } : each)),
      settings: settingsState({
        registers: { 'llm.model': newValue({ provider: 'generic-openai', model: longModel }) },
        roles: { 'llm.model/anythingllm/workspace:thesis': 'both' },
        questions: [
          {
            kind: 'approve',
            register: 'llm.model',
            replica: 'anythingllm/workspace:thesis',
            now: { value: { provider: 'openai', model: 'gpt-4o' } },
            target: { provider: 'generic-openai', model: longModel },
            why: 'others',
          },
        ],
        waiting: [
          {
            register: 'llm.model',
            replica: 'anythingllm/system',
            target: { provider: 'generic-openai', model: longModel },
          },
        ],
        outbox: [edited('llm.model', { provider: 'generic-openai', model: longModel })],
      }),
    },
  },
  'step-rtl': { ...step(onTheirWay), dir: 'rtl' },
  'step-tab': { ...step(onTheirWay), where: 'tab' },
  'connect-differ': connect(unlike),
  'connect-step': connect({ ...alike(), settings: settingsState() }),
};

export const scenes: Readonly<Record<string, Scene>> = {
  both: popup(),
  'threads-pending': popup({}, { threads: 'pending' }),
  'own-defaults': popup(
    {
      ...apps(
        on('anythingllm', {
          connection: connection('anythingllm', 'AnythingLLM · Demo data', 'http://nas:3001'),
          ui: { theme: null, language: null, textSize: null },
        }),
        on('librechat', {
          connection: connection('librechat', 'LibreChat · Demo data', 'http://nas:3080'),
          llm: { places: [place('last-used', 'openAI', 'gpt-4o')] },
          ui: { theme: null, language: null, textSize: null },
        }),
      ),
    },
    { where: 'widget' },
  ),
  'first-paint': popup({}, { ready: false }),
  nothing: popup({ ...apps(off, off), ...empty }),
  'one-connected': popup({ ...apps(on('anythingllm'), off), conversations: [] }),
  'signed-out': popup({
    ...apps(
      on('anythingllm', { ...status({ session: 'signed-out' }), user: null, llm: null, ui: null }),
      on('librechat', { ...status({ session: 'signed-out' }), user: null, llm: null, ui: null }),
    ),
    ...empty,
  }),
  asleep: popup({
    ...apps(
      on('anythingllm', { ...status({ session: 'asleep', syncedAt: ago(95) }) }),
      on('librechat', { ...status({ session: 'expired', syncedAt: ago(1600) }) }),
    ),
  }),
  unseen: popup({
    ...apps(on('anythingllm'), on('librechat', { ...status({ session: 'unseen' }), user: null, llm: null, ui: null })),
    conversations: [],
  }),
  down: popup({
    ...apps(on('anythingllm'), on('librechat', status({ session: 'signed-in', problem: down, syncedAt: ago(35) }))),
  }),
  'grant-lost': popup({
    ...apps(on('anythingllm'), on('librechat', status({ session: 'signed-in', granted: false }))),
  }),
  'default-role': popup({
    ...apps(on('anythingllm', { user: user({ role: 'default', settingsReach: 'read-only' }) }), on('librechat')),
  }),
  open: popup({
    ...apps(
      on('anythingllm', { ...status({ session: 'not-needed', syncedAt: ago(1) }), user: user({ mode: 'open' }) }),
      on('librechat', { llm: { places: [place('last-used', 'openAI', 'gpt-4o')] } }),
    ),
  }),
  reading: popup(
    {
      ...apps(on('anythingllm', status({ session: 'signed-in' })), on('librechat', status({ session: 'signed-in' }))),
      ...empty,
    },
    { busy: { anythingllm: true, librechat: true }, checkedAt: { anythingllm: null, librechat: null } },
  ),
  storage: popup({
    storageProblem: {
      code: 'storage-full',
      message: 'The disk is full, so Tandem could not keep its copy. Free some space, then press Sync now.',
      transient: false,
      since: ago(3),
    },
  }),
  long: { ...longNames, where: 'widget' },
  languages: popup({
    conversations: [
      '東京の天気と週末の予定',
      'خطة السفر إلى مراكش',
      '한국어 문법 질문',
      'תקציב משפחתי 2026',
      '把论文摘要翻译成英文',
      'เมนูอาหารค่ำ',
    ].map(conversation),
  }),
  rtl: popup(
    { conversations: ['خطة السفر إلى مراكش', 'رسالة إلى المعلم', 'Heat pump offers'].map(conversation) },
    { dir: 'rtl' },
  ),
  many: popup({ conversations: manyConversations(10_000) }),
  tab: { view: 'panel', where: 'tab', shared: shared({ conversations: manyConversations(1204) }) },
  widget: { view: 'panel', where: 'widget', shared: shared() },

  ...inStepScenes,

  'connect-fresh': connect({ ...apps(off, off), ...empty }),
  'connect-denied': connect({ ...apps(off, off), ...empty }, { grants: false }),
  'connect-one': connect({ ...apps(on('anythingllm'), off), conversations: [] }),
  'connect-manage': connect(),
  'connect-grant': connect({
    ...apps(on('anythingllm'), on('librechat', status({ session: 'signed-in', granted: false }))),
  }),
  'connect-sign-in': connect({
    ...apps(on('anythingllm'), on('librechat', { ...status({ session: 'unseen' }), user: null })),
  }),
};
