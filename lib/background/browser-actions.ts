import type { ServerFacts } from '@/lib/apps/adapter';
import type { ArchiveOwner } from '@/lib/archive';
import type { Address, AppId, Connection, Found, Item } from '@/lib/model';
import type { NewConnection } from './engine';

/** What answering a view or a page needs of the browser, beyond the engine's own ports. */
export interface BrowserActions {
  /** Makes scripts, listeners and alarms what the present connections need. */
  wire(): Promise<void>;
  /** Finds out with the user's permission what answers at an address; throws a `TandemError` if it is not this app. */
  recognise(app: AppId, address: Address): Promise<{ readonly chosen: NewConnection; readonly facts: ServerFacts }>;
  /** Gives a host's permission back if no connection needs it. */
  releaseHost(gone: Connection, rest: readonly Connection[]): Promise<void>;
  /** Focuses the tab that shows exactly this item, or opens it: in the tab `here`, else in a new one. */
  openItem(connection: Connection, item: Item, here: number | null): Promise<void>;
  /** Whether a tab shows a page of this app. */
  isTabOf(connection: Connection, tabId: number): Promise<boolean>;
  /** Opens the panel in a tab of its own. */
  openPanelTab(): Promise<void>;
  /** Tells the launcher in a tab to close its panel. */
  closePanel(tabId: number): Promise<void>;
  /** Starts the launcher in a tab. */
  startLauncher(tabId: number): Promise<void>;
  /** Starts it in the open tabs of an app. */
  startLaunchers(connection: Connection): Promise<void>;
  /** Finds messages in the archived chats of these owners. */
  searchInside(query: string, owners: readonly ArchiveOwner[]): Promise<Found>;
  /** The report that a user can paste into an issue. */
  diagnostics(): Promise<string>;
  /** Tells the launchers in the open tabs of an app that the user's wishes for them have changed. */
  tellLaunchers(connection: Connection): Promise<void>;
}
