import { chatsScenes } from './chats-scenes';
import { ago, connection, conversation, manyConversations, off, on, place, shared, user } from './sample';
import { apps, connect, down, empty, longNames, popup, type Scene, status } from './scene';
import { settingsScenes } from './settings-scenes';

const all = {
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
  asleep: popup(
    apps(
      on('anythingllm', status({ session: 'asleep', syncedAt: ago(95) })),
      on('librechat', status({ session: 'expired', syncedAt: ago(1600) })),
    ),
  ),
  unseen: popup({
    ...apps(on('anythingllm'), on('librechat', { ...status({ session: 'unseen' }), user: null, llm: null, ui: null })),
    conversations: [],
  }),
  down: popup(
    apps(on('anythingllm'), on('librechat', status({ session: 'signed-in', problem: down, syncedAt: ago(35) }))),
  ),
  'grant-lost': popup(apps(on('anythingllm'), on('librechat', status({ session: 'signed-in', granted: false })))),
  'default-role': popup(
    apps(on('anythingllm', { user: user({ role: 'default', settingsReach: 'read-only' }) }), on('librechat')),
  ),
  open: popup(
    apps(
      on('anythingllm', { ...status({ session: 'not-needed', syncedAt: ago(1) }), user: user({ mode: 'open' }) }),
      on('librechat', { llm: { places: [place('last-used', 'openAI', 'gpt-4o')] } }),
    ),
  ),
  reading: popup(
    {
      ...apps(on('anythingllm', status({ session: 'signed-in' })), on('librechat', status({ session: 'signed-in' }))),
      ...empty,
    },
    { busy: { anythingllm: true, librechat: true }, checkedAt: { anythingllm: null, librechat: null } },
  ),
  storage: popup({ storageProblem: { code: 'storage-full', params: {}, transient: false, since: ago(3) } }),
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
  'left-out': popup({
    apps: {
      anythingllm: on('anythingllm', { leftOut: { workspaces: 1, threads: { thesis: 2 } } }),
      librechat: on('librechat', { leftOut: { conversations: 12 } }),
    },
  }),
  'nothing-read': popup({
    apps: { anythingllm: on('anythingllm', { leftOut: { workspaces: 5 } }), librechat: on('librechat') },
    workspaces: [],
    threads: {},
    conversations: [],
  }),
  many: popup({ conversations: manyConversations(10_000) }),
  tab: { view: 'panel', where: 'tab', shared: shared({ conversations: manyConversations(1204) }) },
  widget: { view: 'panel', where: 'widget', shared: shared() },

  ...settingsScenes,
  ...chatsScenes,

  'connect-fresh': connect({ ...apps(off, off), ...empty }),
  'connect-denied': connect({ ...apps(off, off), ...empty }, { grants: false }),
  'connect-one': connect({ ...apps(on('anythingllm'), off), conversations: [] }),
  'connect-manage': connect(),
  'connect-grant': connect(apps(on('anythingllm'), on('librechat', status({ session: 'signed-in', granted: false })))),
  'connect-sign-in': connect(
    apps(on('anythingllm'), on('librechat', { ...status({ session: 'unseen' }), user: null })),
  ),
} satisfies Record<string, Scene>;

export type SceneName = keyof typeof all;
export const scenes: Readonly<Record<SceneName, Scene>> = all;
