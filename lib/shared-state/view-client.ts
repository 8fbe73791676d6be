import type { StoreApi } from 'zustand/vanilla';
import type { Look, ViewReplies } from '@/lib/messaging/protocol';
import type { Address, AppId, Item, Preferences, SharedState } from '@/lib/model';

/** What a view renders from. */
export interface ViewState extends Look {
  /** False until the stored copy was read for the first time. */
  readonly ready: boolean;
  readonly shared: SharedState;
}

/** A view's handle on Tandem: a live copy of the stored state, and requests to the background. */
export interface ViewClient {
  readonly store: StoreApi<ViewState>;
  /** Pulls both apps now. Resolves when both were asked; failures show up in the state. */
  sync(): Promise<void>;
  loadThreads(workspaceSlugs: readonly string[]): Promise<void>;
  connect(app: AppId, address: Address): Promise<ViewReplies['connect']>;
  disconnect(app: AppId): Promise<void>;
  /** Shows an item; see the `open` request. `where` is `auto` unless the person was asked. */
  open(item: Item, where?: 'auto' | 'here' | 'new-tab'): Promise<ViewReplies['open']>;
  updatePreferences(patch: Partial<Preferences>): Promise<void>;
  /** Ends subscriptions and ticks. */
  close(): void;
}
