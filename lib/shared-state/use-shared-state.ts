import type { TandemFailure, TandemState } from '@/lib/bridge/public';
import { createTandemClient, type TandemClient, type TandemStatus } from './tandem-client';
import { type Source, useSource } from './use-source';

/** The complete result of the hook. */
export interface SharedStateHook<T = TandemState | null>
  extends Pick<
    TandemClient,
    'syncState' | 'updateLLMSettings' | 'updateUISettings' | 'getWorkspace' | 'getConversation'
  > {
  /** The state, or the selected part of it. */
  readonly state: T;
  readonly loading: boolean;
  readonly error: TandemFailure | null;
}

let shared: TandemClient | undefined;

/** One client for all components of a page, made when a browser renders the first of them. */
function pageClient(): TandemClient {
  shared ??= createTandemClient();
  return shared;
}

const whole = (state: TandemState | null) => state;
/** On a server there is no Tandem. */
const onServer: TandemStatus = { state: null, loading: true, error: null };
const noSource: Source<TandemStatus> = { subscribe: () => () => {}, read: () => onServer };
const sourceOf = ({ subscribe, getStatus }: TandemClient): Source<TandemStatus> => ({
  subscribe,
  read: getStatus,
  readOnServer: noSource.read,
});

/**
 * The shared state in a React component. It renders again when the selected part changes, compared with `Object.is`.
 * @param select Selects the needed part; an existing part of the state (`state?.llm`) renders least
 * @param client Another client than the page's own
 */
export function useSharedState(): SharedStateHook;
export function useSharedState<T>(select: (state: TandemState | null) => T, client?: TandemClient): SharedStateHook<T>;
export function useSharedState<T>(
  select: (state: TandemState | null) => T = whole as (state: TandemState | null) => T,
  given?: TandemClient,
): SharedStateHook<T> {
  const client = given ?? (typeof window === 'undefined' ? undefined : pageClient());
  const shown = useSource(
    client ? sourceOf(client) : noSource,
    ({ state, loading, error }: TandemStatus) => ({ state: select(state), loading, error }),
    isSame,
  );
  return { ...shown, ...actionsOf(client) };
}

interface Shown {
  readonly state: unknown;
  readonly loading: boolean;
  readonly error: TandemFailure | null;
}

const isSame = (a: Shown, b: Shown) => Object.is(a.state, b.state) && a.loading === b.loading && a.error === b.error;

const missing = (): Promise<never> => Promise.reject(new Error('There is no Tandem outside of a browser.'));

const actionsOf = (client: TandemClient | undefined) => ({
  syncState: client?.syncState ?? missing,
  updateLLMSettings: client?.updateLLMSettings ?? missing,
  updateUISettings: client?.updateUISettings ?? missing,
  getWorkspace: client?.getWorkspace ?? (() => undefined),
  getConversation: client?.getConversation ?? (() => undefined),
});
