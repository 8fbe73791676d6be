import { createStore } from 'zustand/vanilla';
import type { ViewStatus } from '@/lib/messaging/protocol';
import { appIds, type Preferences, type SharedState } from '@/lib/model';
import type { RecordKind, WatchedArea } from '@/lib/store';
import { assemble, emptyState } from './assemble';
import { RecordMirror } from './record-mirror';
import type { Ask, ViewClient, ViewState } from './view-client';

/** Whether the user looks at the view, and what they do in it. */
export interface Attention {
  isVisible(): boolean;
  /** @returns A function that ends both subscriptions */
  subscribe(listeners: { onVisibility(): void; onInput(): void }): () => void;
}

export interface ViewClientParts {
  readonly area: WatchedArea;
  readonly ask: Ask;
  readonly attention: Attention;
}

/** In ms: how often a visible view sends a heartbeat, and so the precision of polls. */
const tick = 10_000;
/**
 * In ms, while an app is being read: most readings end within this time, and the view must not show "waiting" for the
 * rest of a tick.
 */
const busyTick = 1_000;

const noStatus: ViewStatus = {
  checkedAt: { anythingllm: null, librechat: null },
  busy: { anythingllm: false, librechat: false },
  settingsBusy: { anythingllm: false, librechat: false },
  archive: { anythingllm: null, librechat: null },
  storageProblem: null,
};

/** Makes a view's live copy of the state. It works from storage alone, without a running background. */
export async function createViewClient({ area, ask, attention }: ViewClientParts): Promise<ViewClient> {
  const store = createStore<ViewState>(() => ({ ...noStatus, ready: false, shared: emptyState }));
  let hasInput = false;

  let again: ReturnType<typeof setTimeout> | undefined;
  const showStatus = (look: ViewStatus) => {
    clearTimeout(again);
    if (appIds.some((app) => look.busy[app] || look.settingsBusy[app] || look.archive[app]?.state === 'reading'))
      again = setTimeout(() => void heartbeat(), busyTick);
    const shared: SharedState = { ...store.getState().shared, storageProblem: look.storageProblem };
    store.setState({ ...look, shared });
  };
  const heartbeat = async () => {
    if (!attention.isVisible()) return;
    const input = hasInput;
    hasInput = false;
    try {
      showStatus(await ask({ type: 'heartbeat', input }));
    } catch {
      // The background is restarting; the next tick wakes it.
    }
  };

  const mirror = new RecordMirror(area, {
    onChange: (kinds: ReadonlySet<RecordKind>) =>
      store.setState(({ shared }) => ({ shared: assemble(mirror, shared, kinds) })),
    onDamaged: (keys) => void ask({ type: 'damaged', keys: [...keys] }).catch(() => undefined),
  });
  await mirror.start();
  store.setState({ ready: true });

  const timer = setInterval(() => void heartbeat(), tick);
  const unsubscribe = attention.subscribe({
    onVisibility: () => void heartbeat(),
    onInput: () => {
      hasInput = true;
    },
  });
  void heartbeat();

  return {
    store,
    // The identities whose settings are on screen: a command never affects others.
    do: (command, input) =>
      ask({ type: command, people: store.getState().shared.settings?.people ?? 'nobody', ...input } as never),
    async sync() {
      const { busy } = store.getState();
      store.setState({ busy: { anythingllm: true, librechat: true } });
      try {
        showStatus(await ask({ type: 'sync' }));
      } catch (error) {
        store.setState({ busy });
        throw error;
      }
    },
    async updatePreferences(patch) {
      const { preferences: before } = store.getState().shared;
      const show = (preferences: Preferences) =>
        store.setState(({ shared }) => ({ shared: { ...shared, preferences } }));
      // Shown at once: a control that waits for storage would jump back at the next key.
      show({ ...before, ...patch });
      try {
        await ask({ type: 'preferences', patch });
      } catch (error) {
        show(before);
        throw error;
      }
    },
    close() {
      clearInterval(timer);
      clearTimeout(again);
      unsubscribe();
      mirror.stop();
    },
  };
}
