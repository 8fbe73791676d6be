import type { StoreApi } from 'zustand/vanilla';
import type { CompareAnswers, MeantFor, ViewReplies, ViewRequest, ViewStatus } from '@/lib/messaging/protocol';
import type {
  Address,
  AppId,
  Item,
  Json,
  Mode,
  Participation,
  PlaceId,
  Preferences,
  RegisterId,
  Right,
  RightAnswer,
  SharedSetting,
  SharedState,
} from '@/lib/model';

/** Sends one request to the background and resolves with its answer. */
export type Ask = <T extends ViewRequest['type']>(
  request: Extract<ViewRequest, { type: T }>,
) => Promise<ViewReplies[T]>;

/** The state that a view renders. */
export interface ViewState extends ViewStatus {
  /** False until the stored copy has been read once. */
  readonly ready: boolean;
  readonly shared: SharedState;
}

/**
 * The user's commands for the settings that are kept in step. Each resolves when it is stored; its effects appear in
 * the state.
 */
export interface SettingsClient {
  /** Sets a setting in every place that follows. */
  edit(register: RegisterId, value: SharedSetting): Promise<void>;
  /** Copies one place's value to all places that follow. @returns False: other places cannot use the value */
  useEverywhere(register: RegisterId, place: PlaceId): Promise<boolean>;
  cancel(editId: string): Promise<void>;
  setMode(register: RegisterId, mode: Mode): Promise<void>;
  setRole(register: RegisterId, place: PlaceId, role: Participation): Promise<ViewReplies['role']>;
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** The writes that these answers would cause. */
  preview(answers: CompareAnswers): Promise<ViewReplies['preview']>;
  /** `rest`: whether all other settings are kept in step from now on, too, or stay as they are. */
  compare(answers: CompareAnswers, rest: 'follow' | 'leave'): Promise<void>;
  approve(register: RegisterId, place: PlaceId, target: Json): Promise<void>;
  decline(register: RegisterId, place: PlaceId, target: Json): Promise<void>;
  retry(register: RegisterId, place: PlaceId): Promise<void>;
  /** `lost`: take the other value after all; `kept`: only dismiss the conflict. */
  settleConflict(conflictId: string, take: 'kept' | 'lost'): Promise<void>;
  /**
   * `everyone`: the user was asked first, because others use the place; refused inside an app's page.
   * @returns False: this change cannot be undone any more
   */
  putBack(changeId: string, meantFor: MeantFor): Promise<boolean>;
  pairProviders(provider: string, endpoint: string): Promise<void>;
  /** Reads both apps' offers if they are old. */
  loadOffers(): Promise<ViewReplies['offers']>;
  /** The models of one of AnythingLLM's providers; null: not known. */
  loadModels(provider: string): Promise<ViewReplies['models']>;
  /** Answers a question about an app's code, or changes an answer. Refused inside an app's page. */
  allow(app: AppId, right: Right, answer: RightAnswer): Promise<void>;
  reloadTabs(app: AppId): Promise<ViewReplies['reload-tabs']>;
}

/** A view's access to Tandem: a live copy of the stored state, and requests to the background. */
export interface ViewClient {
  readonly store: StoreApi<ViewState>;
  /** Pulls both apps now. Resolves when both have been read; failures appear in the state. */
  sync(): Promise<void>;
  loadThreads(workspaceSlugs: readonly string[]): Promise<void>;
  connect(app: AppId, address: Address): Promise<ViewReplies['connect']>;
  disconnect(app: AppId): Promise<ViewReplies['disconnect']>;
  /** Shows an item; see the `open` request. `where` is `auto` unless the user was asked. */
  open(item: Item, where?: 'auto' | 'here' | 'new-tab'): Promise<ViewReplies['open']>;
  updatePreferences(patch: Partial<Preferences>): Promise<void>;
  /** The text that the user can paste into a bug report. */
  diagnostics(): Promise<string>;
  readonly settings: SettingsClient;
  /** Ends subscriptions and ticks. */
  close(): void;
}
