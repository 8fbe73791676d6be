import type { Ports } from '@/components/ports';
import {
  type AppState,
  defaultPreferences,
  type Found,
  initialStatus,
  type Problem,
  type SharedState,
  type Transcript,
} from '@/lib/model';
import type { ViewState } from '@/lib/shared-state/view-client';
import { ago, connection, conversation, on, place, shared, user } from './sample';

export interface Scene {
  readonly view: 'panel' | 'connect' | 'chats';
  readonly where: Ports['where'];
  readonly shared: SharedState;
  readonly ready?: boolean;
  readonly checkedAt?: ViewState['checkedAt'];
  readonly busy?: ViewState['busy'];
  readonly archive?: ViewState['archive'];
  readonly grants?: boolean;
  /** What a search inside chats answers. */
  readonly found?: Found | 'pending' | 'failed';
  /** The chat that the reader shows; null: it is not copied. */
  readonly transcript?: Transcript | null;
  /** The chats that an export writes, and those that it has to leave out; missing: it never ends. */
  readonly exported?: { readonly chats: number; readonly missing: number };
  /** Threads that are asked for never arrive. */
  readonly threads?: 'pending';
  readonly dir?: 'ltr' | 'rtl';
}

export const popup = (more: Partial<SharedState> = {}, rest: Partial<Scene> = {}): Scene => ({
  view: 'panel',
  where: 'popup',
  shared: shared(more),
  ...rest,
});

export const connect = (more: Partial<SharedState> = {}, rest: Partial<Scene> = {}): Scene => ({
  view: 'connect',
  where: 'connect',
  shared: shared(more),
  ...rest,
});

export const status = (more: Partial<AppState['status']>) => ({ status: { ...initialStatus, identity: '1', ...more } });
export const apps = (anythingllm: AppState, librechat: AppState) => ({ apps: { anythingllm, librechat } });
export const empty = { workspaces: [], conversations: [], threads: {} };
export const down: Problem = {
  code: 'unreachable',
  params: { app: 'librechat', origin: 'http://nas:3080', reason: 'timeout' },
  transient: true,
  since: ago(12),
};

export const long = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft und mehr';

export const longNames = popup({
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
