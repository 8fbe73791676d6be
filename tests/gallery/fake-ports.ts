import { createStore } from 'zustand/vanilla';
import type { Ports, Recognition } from '@/components/ports';
import { presetThen } from '@/components/status/read-leaving';
import type { AppId, Problem } from '@/lib/model';
import type { ViewState } from '@/lib/shared-state/view-client';
import { fakeSettings } from './fake-settings';
import { connection, on } from './sample';
import type { Scene } from './scene';

const found = (app: AppId, title: string, origin: string): Recognition => ({
  kind: 'found',
  app,
  title,
  address: { origin, basePath: '/' },
  hasPages: true,
});

const failed = (message: string, url: string | null): Recognition => ({
  kind: 'failed',
  url,
  problem: { code: 'fake', message, transient: true, since: new Date().toISOString() },
});

/** Answers by what was typed, as the real probe would. */
function recognise(text: string): Recognition {
  if (text.includes('3001')) return found('anythingllm', 'AnythingLLM', 'http://nas:3001');
  if (text.includes('3080')) return found('librechat', 'Acme Chat', 'http://nas:3080');
  if (text.includes('behind')) {
    const message = `Something answers at https://${text}. Tandem can only tell what it is once you allow it to ask.`;
    const problem = { code: 'unreadable', message, transient: false, since: new Date().toISOString() };
    return { kind: 'unreadable', address: { origin: `https://${text}`, basePath: '/' }, problem };
  }
  if (text.includes('.')) {
    return failed(
      `The certificate of ${text} is not trusted by your browser. Open the address once and accept it.`,
      `https://${text}`,
    );
  }
  return failed('This is no address yet. It looks like “nas:3001” or “https://chat.example.org”.', null);
}

/** What goes wrong once the host is granted. */
const refusals: Readonly<Record<string, Pick<Problem, 'message' | 'leadsTo'>>> = {
  'sign.behind.example': {
    message:
      'A login page stands in front of LibreChat at https://sign.behind.example. Open it in a tab, sign in there, and Tandem tries again.',
  },
  'moved.behind.example': {
    message: 'https://moved.behind.example leads to https://chat.example.org/.',
    leadsTo: 'https://chat.example.org/',
  },
};

/** Ports for one scene: a store that stands still, and answers that come at once. */
export function fakePorts(scene: Scene): Ports {
  const state: ViewState = {
    storageProblem: scene.shared.storageProblem,
    ready: scene.ready ?? true,
    shared: scene.shared,
    checkedAt: scene.checkedAt ?? { anythingllm: Date.now() - 20_000, librechat: Date.now() - 4000 },
    busy: scene.busy ?? { anythingllm: false, librechat: false },
    settingsBusy: { anythingllm: false, librechat: false },
  };
  const store = createStore<ViewState>(() => state);
  const set = (app: AppId, connected: boolean) =>
    store.setState(({ shared }) => ({
      shared: { ...shared, apps: { ...shared.apps, [app]: connected ? on(app) : { ...on(app), connection: null } } },
    }));
  const opened: unknown[] = [];
  Object.assign(globalThis, { opened, store });
  return {
    where: scene.where,
    client: {
      store,
      sync: async () => undefined,
      loadThreads: () => (scene.threads === 'pending' ? new Promise(() => undefined) : Promise.resolve()),
      connect: async (app, address) => {
        const refused = refusals[new URL(address.origin).hostname];
        if (refused)
          return { problem: { code: 'fake', transient: false, since: new Date().toISOString(), ...refused } };
        set(app, true);
        return { connection: { ...connection(app, '', address.origin), id: app } };
      },
      disconnect: async (app) => {
        const then = presetThen(store.getState().shared, true);
        set(app, false);
        return ({ 'comes-back': 'restored', stays: 'not-now', none: null } as const)[then];
      },
      open: async (item) => {
        opened.push(item);
        return 'opened';
      },
      updatePreferences: async (patch) =>
        store.setState(({ shared }) => ({ shared: { ...shared, preferences: { ...shared.preferences, ...patch } } })),
      diagnostics: async () => '```\ntandem version=1.0.0 browser=Chrome browserVersion=156\n```',
      settings: fakeSettings(store, (what) => opened.push(what)),
      close: () => undefined,
    },
    requestHosts: async (hosts) => {
      opened.push(hosts);
      return scene.grants ?? true;
    },
    recogniseAnonymously: async (text) => recognise(text),
    openTab: (url) => void opened.push(url),
    openPanelTab: () => void opened.push('panel'),
    openSidePanel: () => void opened.push('side'),
    openConnect: () => void opened.push('connect'),
    start: {},
    readTabApp: async () => null,
  };
}
