import type { Ports } from '@/components/ports';
import { type AppState, defaultPreferences, initialStatus, type SharedState } from '@/lib/model';
import type { ViewState } from '@/lib/shared-state/view-client';
import { ago, connection, conversation, manyConversations, off, on, place, shared, user } from './sample';

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
