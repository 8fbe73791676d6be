/**
 * The types for an app's own code. They import nothing, since they are a part of the package.
 * `tests/unit/bridge/types.test.ts` holds them against the zod model.
 */

declare global {
  interface Window {
    /** Undefined if Tandem is not installed, or may not run in this page. */
    readonly tandem?: Tandem;
  }
}

export type TandemApp = 'anythingllm' | 'librechat';

/** The user; across both apps if the page may see both. */
export interface TandemUser {
  readonly username: string | null;
  readonly name: string | null;
  readonly email: string | null;
  /** Absolute URL. */
  readonly avatarUrl: string | null;
}

/** The model settings that both apps share, as the apps hold them. Null: no app holds one, or it is not known. */
export interface TandemLlmSettings {
  /** AnythingLLM's id of the provider: `openai`, `anthropic`, `ollama`, … */
  readonly provider: string | null;
  readonly model: string | null;
  readonly temperature: number | null;
  /** Tokens. */
  readonly maxTokens: number | null;
  /** Chosen values that no app holds yet. Values that the apps refused are not pending. Null: none. */
  readonly pending: TandemLlmPatch | null;
}

export interface TandemUiSettings {
  readonly theme: 'system' | 'light' | 'dark' | null;
  /** BCP 47 without region; Chinese with its script: `de`, `pt`, `zh-Hans`. */
  readonly language: string | null;
  /** 1 (smallest) to 5; 3 is both apps' own default. */
  readonly textSize: number | null;
  /** Chosen values that no app holds yet. Null: none. */
  readonly pending: TandemUiPatch | null;
}

/** A workspace of AnythingLLM. */
export interface TandemWorkspace {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  /** Null: the workspace follows the server's default. */
  readonly provider: string | null;
  readonly model: string | null;
  readonly temperature: number | null;
  /** ISO 8601. */
  readonly createdAt: string | null;
}

/** A conversation of LibreChat. */
export interface TandemConversation {
  readonly id: string;
  readonly title: string;
  readonly endpoint: string | null;
  readonly model: string | null;
  /** ISO 8601. */
  readonly createdAt: string | null;
  readonly updatedAt: string | null;
  readonly archived: boolean;
  readonly pinned: boolean;
}

/** `ask`: Tandem asks the user at the first need; `no`: for good, or for a day after *Not now*. */
export type TandemPermission = 'yes' | 'ask' | 'no';

export interface TandemAppState {
  readonly session: 'unseen' | 'not-needed' | 'signed-in' | 'asleep' | 'expired' | 'signed-out';
  /** The code of the app's current problem. */
  readonly problem: string | null;
}

/** The state of this page's connection to Tandem and the apps. */
export interface TandemConnection {
  /** The app of this page. */
  readonly app: TandemApp;
  /** Null: not connected, or this page may not see it. */
  readonly apps: Readonly<Record<TandemApp, TandemAppState | null>>;
  /** The permissions of this page: see the other app's data, change settings. */
  readonly rights: { readonly readOther: TandemPermission; readonly change: TandemPermission };
}

/** The shared state as this page may see it. A slice is null if it is not known, or if this page may not see it. */
export interface TandemState {
  readonly user: TandemUser | null;
  readonly llm: TandemLlmSettings | null;
  readonly ui: TandemUiSettings | null;
  readonly workspaces: readonly TandemWorkspace[] | null;
  /** Newest first. */
  readonly conversations: readonly TandemConversation[] | null;
  readonly connection: TandemConnection | null;
}

export type TandemSlice = keyof TandemState;

/** Missing fields do not change. */
export interface TandemLlmPatch {
  readonly provider?: string;
  /** Null: the provider chooses. */
  readonly model?: string | null;
  readonly temperature?: number;
  readonly maxTokens?: number;
}

export interface TandemUiPatch {
  readonly theme?: 'system' | 'light' | 'dark';
  readonly language?: string;
  readonly textSize?: number;
}

/**
 * The reason of a refusal:
 * - `invalid` (400; `issues` names each problem), `not-allowed`, `asked` and `off` (403), `not-found` (404),
 *   `wrong-method` (405);
 * - `somebody-else` (409): the page's state belongs to users who are not signed in any more;
 * - `too-many` (429): rate-limited, or too many requests at once;
 * - `replayed`, `wrong-version`, `too-large` (400): the message itself is invalid;
 * - `not-connected`, `not-ready`, `no-answer`, `ended` (503); `ended`: Tandem was updated, read `window.tandem` again;
 * - `not-installed` (503): only from the package.
 */
export type TandemErrorCode =
  | 'invalid'
  | 'not-allowed'
  | 'asked'
  | 'off'
  | 'not-found'
  | 'wrong-method'
  | 'somebody-else'
  | 'too-many'
  | 'replayed'
  | 'wrong-version'
  | 'too-large'
  | 'not-connected'
  | 'not-ready'
  | 'no-answer'
  | 'ended'
  | 'not-installed';

export interface TandemIssue {
  /** The path in the given value: `temperature`, or empty for the whole value. */
  readonly path: string;
  readonly message: string;
}

/** An `Error` with a stable code; `message` is for people. */
export interface TandemFailure extends Error {
  readonly code: TandemErrorCode;
  /** The status of a REST server. */
  readonly status: number;
  readonly issues: readonly TandemIssue[];
}

export interface TandemEvents {
  /** Anything changed. */
  readonly change: TandemState | null;
  readonly user: TandemState['user'];
  readonly settings: { readonly llm: TandemState['llm']; readonly ui: TandemState['ui'] };
  readonly workspaces: TandemState['workspaces'];
  readonly conversations: TandemState['conversations'];
  readonly connection: TandemState['connection'];
  readonly error: TandemFailure;
}

/** The answer to a request, in the form of a REST server. */
export interface TandemResponse {
  readonly status: number;
  readonly body: unknown;
}

/** `window.tandem`. */
export interface Tandem {
  /** The version of this API. */
  readonly version: 1;
  /**
   * Resolves with the current state when there is one. Rejects with a `TandemFailure` if there is none; a later state
   * still arrives.
   */
  readonly ready: Promise<TandemState>;
  /**
   * The current state; the same object until something changes. Null before the first state, and if Tandem has none for
   * this page.
   */
  getState(): TandemState | null;
  /**
   * Calls the listener at each change of the whole state, or of one slice. For a slice of the other app's data Tandem
   * asks the user once.
   * @returns Ends the subscription
   */
  subscribe(listener: (state: TandemState | null) => void, options?: { readonly slice?: TandemSlice }): () => void;
  /** @returns Ends the subscription */
  on<E extends keyof TandemEvents>(event: E, listener: (value: TandemEvents[E]) => void): () => void;
  /** Reads both apps now. Rejects with a `TandemFailure`, as the updates below do. */
  syncState(): Promise<TandemState>;
  /** Resolves when the change is stored; it is `pending` then, and reaches the apps afterwards. */
  updateLLMSettings(patch: TandemLlmPatch): Promise<void>;
  updateUISettings(patch: TandemUiPatch): Promise<void>;
  /** Undefined: it does not exist, or this page may not see it. */
  getWorkspace(idOrSlug: string): TandemWorkspace | undefined;
  getConversation(id: string): TandemConversation | undefined;
  /** Never rejects. */
  request(method: string, path: string, body?: unknown): Promise<TandemResponse>;
}
