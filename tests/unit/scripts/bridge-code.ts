/** Code of an app that has the package `tandem-bridge`. As texts: within this project nothing has that name. */

/** Takes everything that the package gives. */
export const use = `
import {
  createTandemClient,
  SharedStateManager,
  type Tandem,
  type TandemApp,
  type TandemAppState,
  type TandemClient,
  type TandemClientOptions,
  type TandemConnection,
  type TandemConversation,
  type TandemErrorCode,
  type TandemEvents,
  type TandemFailure,
  type TandemIssue,
  type TandemLlmPatch,
  type TandemLlmSettings,
  type TandemPermission,
  type TandemResponse,
  type TandemSlice,
  type TandemState,
  type TandemStatus,
  type TandemUiPatch,
  type TandemUiSettings,
  type TandemUser,
  type TandemWorkspace,
} from 'tandem-bridge';
import { type SharedStateHook, useSharedState } from 'tandem-bridge/react';

const inPage: TandemState | null | undefined = window.tandem?.getState();
const options: TandemClientOptions = { patience: 500 };
const client: TandemClient = createTandemClient(options);
const status: TandemStatus = client.getStatus();
export const user: TandemUser | null | undefined = status.state?.user ?? inPage?.user;
export const app: TandemApp | undefined = status.state?.connection?.app;
export const stop: () => void = client.on('workspaces', (all: readonly TandemWorkspace[] | null) => all?.length);

const slice: TandemSlice = 'ui';
window.tandem?.subscribe((state) => state?.ui?.theme, { slice });

const manager = new SharedStateManager();
const llm: TandemLlmPatch = { provider: 'openai', model: null };
const ui: TandemUiPatch = { theme: 'dark' };
export async function change(): Promise<TandemLlmSettings | TandemErrorCode | null> {
  try {
    await manager.initialize();
    await manager.updateLLMSettings(llm);
    await manager.updateUISettings(ui);
    return (await manager.syncState()).llm;
  } catch (error) {
    const { code, issues } = error as TandemFailure;
    const [first]: readonly TandemIssue[] = issues;
    return first ? 'invalid' : code;
  }
}
export const answer: Promise<TandemResponse> = client.request('GET', '/api/shared-state');

export function Everything() {
  const { state, loading, error, syncState, updateLLMSettings, updateUISettings, getWorkspace, getConversation } =
    useSharedState();
  const looks: SharedStateHook<TandemUiSettings | null> = useSharedState((shared) => shared?.ui ?? null);
  const connection: TandemConnection | null = state?.connection ?? null;
  const there: TandemAppState | null | undefined = connection?.apps.librechat;
  const right: TandemPermission | undefined = connection?.rights.change;
  const workspace: TandemWorkspace | undefined = getWorkspace('thesis');
  const conversation: TandemConversation | undefined = getConversation('1');
  const act = () => Promise.all([syncState(), updateLLMSettings(llm), updateUISettings(ui)]);
  return (
    <button type="button" disabled={loading} title={error?.message} onClick={act}>
      {workspace?.name} {conversation?.title} {there?.session} {right} {looks.state?.pending?.theme ?? looks.state?.theme}
    </button>
  );
}

export type Kept = { readonly tandem: Tandem; readonly events: TandemEvents };
`;

/** Each line below such a comment has to be an error, or the comment is one. */
export const misuse = `
import { createTandemClient, SharedStateManager, type TandemState } from 'tandem-bridge';
import { useSharedState } from 'tandem-bridge/react';

const client = createTandemClient();
const manager = new SharedStateManager();

// @ts-expect-error a theme that is none
void client.updateUISettings({ theme: 'pink' });
// @ts-expect-error a setting that is none
void client.updateLLMSettings({ topP: 1 });
// @ts-expect-error the same with the manager
void manager.updateUISettings({ fontSize: 1 });
// @ts-expect-error an event that is none
client.on('tokens', () => undefined);
// @ts-expect-error the same with the manager
manager.on('tokens', () => undefined);
// @ts-expect-error a slice that is none
window.tandem?.subscribe(() => undefined, { slice: 'settings' });
// @ts-expect-error Tandem may not be there
window.tandem.getState();
// @ts-expect-error nobody but Tandem puts it there
window.tandem = undefined;
// @ts-expect-error which one?
client.getWorkspace();

export function Component() {
  const hook = useSharedState();
  // @ts-expect-error the hook has eight fields, and this is none of them
  hook.request;
  // @ts-expect-error which one?
  hook.getWorkspace();
  // @ts-expect-error a theme that is none
  void hook.updateUISettings({ theme: 'pink' });
  // @ts-expect-error the state is not to be exchanged
  hook.state = null;
  // @ts-expect-error what was selected may be null
  return useSharedState((shared: TandemState | null) => shared?.ui?.theme ?? null).state.length;
}

export function change(state: TandemState): void {
  // @ts-expect-error the state is not to be written
  state.llm = null;
  // @ts-expect-error nor anything in it
  if (state.ui) state.ui.theme = 'dark';
  // @ts-expect-error nor its lists
  state.workspaces?.push();
}
`;
