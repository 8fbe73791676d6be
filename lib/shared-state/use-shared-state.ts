import { useCallback, useRef, useSyncExternalStore } from 'react';
import type { TandemFailure, TandemState } from '@/lib/bridge/public';
import { createTandemClient, type TandemClient, type TandemStatus } from './tandem-client';

/** What the hook gives, and nothing else. */
export interface SharedStateHook<T = TandemState | null>
  extends Pick<
    TandemClient,
    'syncState' | 'updateLLMSettings' | 'updateUISettings' | 'getWorkspace' | 'getConversation'
  > {
  /** The state, or what was selected of it. */
  readonly state: T;
  readonly loading: boolean;
  readonly error: TandemFailure | null;
}

let shared: TandemClient | undefined;

/** One client for all components of a page, made when the first of them is rendered in a browser. */
function pageClient(): TandemClient {
  shared ??= createTandemClient();
  return shared;
}

const whole = (state: TandemState | null) => state;
/** On a server there is no Tandem. */
const onServer: TandemStatus = { state: null, loading: true, error: null };

/**
 * The shared state in a React component. It renders again when what it selects changes, compared with `Object.is`.
 * @param select What of the state is needed; the same part of the same state must be the same object
 * @param client Another client than the page's own
 */
export function useSharedState(): SharedStateHook;
export function useSharedState<T>(select: (state: TandemState | null) => T, client?: TandemClient): SharedStateHook<T>;
export function useSharedState<T>(
  select: (state: TandemState | null) => T = whole as (state: TandemState | null) => T,
  given?: TandemClient,
): SharedStateHook<T> {
  const isBrowser = typeof window !== 'undefined';
  const client = given ?? (isBrowser ? pageClient() : undefined);
  const subscribe = useCallback((onChange: () => void) => client?.subscribe(onChange) ?? (() => {}), [client]);
  // What is rendered from, as one object that stays the same while its parts do.
  const last = useRef<{ state: T; loading: boolean; error: TandemFailure | null } | null>(null);
  const read = (status: TandemStatus) => {
    const next = { state: select(status.state), loading: status.loading, error: status.error };
    const before = last.current;
    const isSame =
      before !== null &&
      Object.is(before.state, next.state) &&
      before.loading === next.loading &&
      before.error === next.error;
    if (!isSame) last.current = next;
    return isSame ? before : next;
  };
  const shown = useSyncExternalStore(
    subscribe,
    () => read(client?.getStatus() ?? onServer),
    () => read(onServer),
  );
  return { ...shown, ...actionsOf(client) };
}

const missing = (): Promise<never> => Promise.reject(new Error('There is no Tandem outside of a browser.'));

const actionsOf = (client: TandemClient | undefined) => ({
  syncState: client?.syncState ?? missing,
  updateLLMSettings: client?.updateLLMSettings ?? missing,
  updateUISettings: client?.updateUISettings ?? missing,
  getWorkspace: client?.getWorkspace ?? (() => undefined),
  getConversation: client?.getConversation ?? (() => undefined),
});
