import type { StoreApi } from 'zustand/vanilla';
import type { CommandInput, CommandName, ViewReplies, ViewRequest, ViewStatus } from '@/lib/messaging/protocol';
import type { Preferences, SharedState } from '@/lib/model';

/** Sends one request to the background and resolves with its answer. */
export type Ask = <T extends CommandName>(request: Extract<ViewRequest, { type: T }>) => Promise<ViewReplies[T]>;

/** The state that a view renders. */
export interface ViewState extends ViewStatus {
  /** False until the stored copy has been read once. */
  readonly ready: boolean;
  readonly shared: SharedState;
}

/** A view's access to Tandem: a live copy of the stored state, and commands to the background. */
export interface ViewClient {
  readonly store: StoreApi<ViewState>;
  /** Sends a command (`lib/messaging/commands.ts`). Its effect appears in the state. */
  do<T extends CommandName>(command: T, input: CommandInput<T>): Promise<ViewReplies[T]>;
  /** Pulls both apps now. Resolves when both have been read; failures appear in the state. */
  sync(): Promise<void>;
  /** The command `preferences`, shown at once. */
  updatePreferences(patch: Partial<Preferences>): Promise<void>;
  /** Ends subscriptions and ticks. */
  close(): void;
}
