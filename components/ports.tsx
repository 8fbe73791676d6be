import { createContext, type ReactNode, useContext } from 'react';
import type { Address, AppId, Problem } from '@/lib/model';
import { useSource } from '@/lib/shared-state/use-source';
import type { ViewClient, ViewState } from '@/lib/shared-state/view-client';

/** What answered at an address that a person typed, asked without any permission. */
export type Recognition =
  /** An app answers. It may be the other one than the field asks for. */
  | {
      readonly kind: 'found';
      readonly app: AppId;
      readonly address: Address;
      readonly title: string;
      readonly hasPages: boolean;
    }
  /** Something answers there, but only once its host is granted can Tandem tell what. */
  | { readonly kind: 'unreadable'; readonly address: Address; readonly problem: Problem }
  /** None does. `url`: what the person can open to see for themselves; null when the text is no address. */
  | { readonly kind: 'failed'; readonly problem: Problem; readonly url: string | null };

/** Everything that a view needs from its surroundings. The entry pages provide it; tests and the gallery fake it. */
export interface Ports {
  readonly client: ViewClient;
  /**
   * Asks the browser for hosts, given as match patterns (`hostPattern`). Must be called directly in a click's handler.
   * @returns Whether all of them are granted now.
   */
  requestHosts(origins: readonly string[]): Promise<boolean>;
  /** On the connect page only. Rejects only with the signal's reason. */
  recogniseAnonymously?(text: string, app: AppId, signal: AbortSignal): Promise<Recognition>;
  openTab(url: string): void;
  openPanelTab(): void;
  /** Missing where the browser has no side panel to open from here. */
  readonly openSidePanel?: () => void;
  /** Inside an app's page only: takes the panel away, as the launcher's own button does. */
  readonly closeWidget?: () => void;
  /** Opens the connect page; with an app and an address, with that address filled in. */
  openConnect(start?: { readonly app: AppId; readonly url: string }): void;
  /** What the connect page was opened with. */
  readonly start: Readonly<Partial<Record<AppId, string>>>;
  /** Which app the tab under the popup shows, by the page's own marks; null for none, or where it may not be seen. */
  readTabApp(): Promise<{ readonly app: AppId; readonly url: string } | null>;
  readonly where: 'popup' | 'widget' | 'tab' | 'sidepanel' | 'connect';
}

const PortsContext = createContext<Ports | null>(null);

export function PortsProvider({ ports, children }: { ports: Ports; children: ReactNode }) {
  return <PortsContext value={ports}>{children}</PortsContext>;
}

/** The surroundings of this view. Throws outside a `PortsProvider`. */
export function usePorts(): Ports {
  const ports = useContext(PortsContext);
  if (!ports) throw new Error('A view was rendered without its ports.');
  return ports;
}

/** A live part of the view's state; renders again when the selected value changes. */
export function useView<T>(select: (state: ViewState) => T): T {
  const { subscribe, getState } = usePorts().client.store;
  return useSource({ subscribe, read: getState }, select);
}
