import { createStore } from 'zustand/vanilla';
import type { Ports, Recognition } from '@/components/ports';
import { presetThen } from '@/components/status/read-leaving';
import type { AppId, Problem, ProblemDetails } from '@/lib/model';
import type { ViewState } from '@/lib/shared-state/view-client';
import { type FakeCommands, fakeSettings } from './fake-settings';
import { connection, on } from './sample';
import type { Scene } from './scene';

const found = (app: AppId, title: string, origin: string): Recognition => ({
  kind: 'found',
  app,
  title,
  address: { origin, basePath: '/' },
  hasPages: true,
});

const now = (details: ProblemDetails): Problem => ({
  ...details,
  transient: false,
  since: new Date().toISOString(),
});

/** Answers by what was typed, as the real probe would. */
function recognise(text: string, app: AppId): Recognition {
  if (text.includes('3001')) return found('anythingllm', 'AnythingLLM', 'http://nas:3001');
  if (text.includes('3080')) return found('librechat', 'Acme Chat', 'http://nas:3080');
  const origin = `https://${text}`;
  if (text.includes('behind')) {
    const problem = now({ code: 'unreadable', params: { app, origin } });
    return { kind: 'unreadable', address: { origin, basePath: '/' }, problem };
  }
  if (text.includes('.')) {
    const problem = now({ code: 'unreachable', params: { app, origin, reason: 'certificate' } });
    return { kind: 'failed', problem, url: origin };
  }
  return { kind: 'failed', problem: now({ code: 'not-an-address', params: { app } }), url: null };
}

/** What goes wrong once the host is granted. */
const refusals: Readonly<Record<string, (app: AppId, origin: string) => ProblemDetails>> = {
  'sign.behind.example': (app, origin) => ({ code: 'login-proxy', params: { app, origin } }),
  'moved.behind.example': (app, origin) => ({
    code: 'moved',
    params: { app, origin, leadsTo: 'https://chat.example.org/' },
  }),
};

async function exporting({ exported }: Scene, onProgress: (done: number, all: number) => void) {
  onProgress(3214, 10_000);
  return exported ?? new Promise<never>(() => undefined);
}

/** Ports for one scene: a store that stands still, and answers that come at once. */
export function fakePorts(scene: Scene, instead: FakeCommands = {}): Ports {
  const state: ViewState = {
    storageProblem: scene.shared.storageProblem,
    ready: scene.ready ?? true,
    shared: scene.shared,
    checkedAt: scene.checkedAt ?? { anythingllm: Date.now() - 20_000, librechat: Date.now() - 4000 },
    busy: scene.busy ?? { anythingllm: false, librechat: false },
    settingsBusy: { anythingllm: false, librechat: false },
    archive: scene.archive ?? { anythingllm: null, librechat: null },
  };
  const store = createStore<ViewState>(() => state);
  const set = (app: AppId, connected: boolean) =>
    store.setState(({ shared }) => ({
      shared: { ...shared, apps: { ...shared.apps, [app]: connected ? on(app) : { ...on(app), connection: null } } },
    }));
  const commands: FakeCommands = {
    threads: () => (scene.threads === 'pending' ? new Promise(() => undefined) : Promise.resolve()),
    connect: async ({ app, address }) => {
      const refused = refusals[new URL(address.origin).hostname];
      if (refused) return { problem: now(refused(app, address.origin)) };
      set(app, true);
      return { connection: { ...connection(app, '', address.origin), id: app } };
    },
    disconnect: async ({ app }) => {
      const then = presetThen(store.getState().shared, true);
      set(app, false);
      return ({ 'comes-back': 'restored', stays: 'not-now', none: null } as const)[then];
    },
    'search-inside': async () => {
      if (scene.found === 'failed') throw new Error('the index does not answer');
      if (scene.found === 'pending') return new Promise(() => undefined);
      return scene.found ?? { hits: [], index: 'complete' };
    },
    transcript: async () => scene.transcript ?? null,
    archive: async ({ app, choice }) =>
      store.setState(({ shared }) => {
        const { [app]: _former, ...others } = shared.preferences.archive ?? {};
        const archive = choice === 'off' ? others : { ...others, [app]: choice };
        return { shared: { ...shared, preferences: { ...shared.preferences, archive } } };
      }),
    ...fakeSettings(store),
    ...instead,
  };
  return {
    where: scene.where,
    client: {
      store,
      do: async (command, input) => (await commands[command]?.(input)) as never,
      sync: async () => undefined,
      updatePreferences: async (patch) =>
        store.setState(({ shared }) => ({ shared: { ...shared, preferences: { ...shared.preferences, ...patch } } })),
      close: () => undefined,
    },
    requestHosts: async () => scene.grants ?? true,
    recogniseAnonymously: async (text, app) => recognise(text, app),
    openTab: () => undefined,
    openPanelTab: () => undefined,
    openSidePanel: () => undefined,
    openReader: () => undefined,
    openChats: () => undefined,
    openConnect: () => undefined,
    ...(scene.view === 'chats' && {
      chats: {
        exportChats: (_words, onProgress) => exporting(scene, onProgress),
        openFile: () => new Promise(() => undefined),
        takeBack: () => new Promise(() => undefined),
      },
    }),
    start: {},
    readTabApp: async () => null,
  };
}
