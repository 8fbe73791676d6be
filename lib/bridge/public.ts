/**
 * What an app's own code sees. Plain types that import nothing: they are a part of the package.
 * `tests/unit/bridge/types.test.ts` holds them against the zod model.
 */

declare global {
  interface Window {
    /** Undefined where Tandem is not installed, or may not run in this page. */
    readonly tandem?: Tandem;
  }
}

export type TandemApp = 'anythingllm' | 'librechat';

/** The person; across both apps where the page may see both. */
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
  /** What was chosen and is on its way: no app holds it yet. What the apps refused is not on its way. Null: nothing. */
  readonly pending: TandemLlmPatch | null;
}

export interface TandemUiSettings {
  readonly theme: 'system' | 'light' | 'dark' | null;
  /** BCP 47 without region; Chinese with its script: `de`, `pt`, `zh-Hans`. */
  readonly language: string | null;
  /** 1 (smallest) to 5; 3 is both apps' own default. */
  readonly textSize: number | null;
  /** What was chosen and is on its way: no app holds it yet. Null: nothing. */
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

/** `ask`: the person is asked when it is first needed; `no`: for good, or for a day after they said "Not now". */
export type TandemPermission = 'yes' | 'ask' | 'no';

export interface TandemAppState {
  readonly session: 'unseen' | 'not-needed' | 'signed-in' | 'asleep' | 'expired' | 'signed-out';
  /** The code of what is wrong with the app at present. */
  readonly problem: string | null;
}

/** How things stand between this page, Tandem and the apps. */
export interface TandemConnection {
  /** Whose page this is. */
  readonly app: TandemApp;
  /** Null: not connected, or not for this page to see. */
  readonly apps: Readonly<Record<TandemApp, TandemAppState | null>>;
  /** What this page may do: see the other app's data, change settings. */
  readonly rights: { readonly readOther: TandemPermission; readonly change: TandemPermission };
}

/** The shared state as this page may see it. A slice is null where it is not known, or not for this page to see. */
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

/** What is left out stays as it is. */
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
 * Why something was refused:
 * - `invalid` (400; `issues` says what), `not-allowed`, `asked` and `off` (403), `not-found` (404), `wrong-method` (405);
 * - `somebody-else` (409): the state that the page was shown is of people who are not signed in any more;
 * - `too-many` (429): more than 20 changes a minute, or too many requests at once;
 * - `replayed`, `wrong-version`, `too-large` (400): the message itself is not as it should be;
 * - `not-connected`, `not-ready`, `no-answer`, `ended` (503); `ended`: Tandem was updated, read `window.tandem` again;
 * - `not-installed` (503): told by the package alone.
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
  /** Where in what was given: `temperature`, or empty for the whole. */
  readonly path: string;
  readonly message: string;
}

/** An `Error` with a stable code; `message` is for people. */
export interface TandemFailure extends Error {
  readonly code: TandemErrorCode;
  /** As a REST server would answer. */
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

/** The answer of the request face, as of a REST server. */
export interface TandemResponse {
  readonly status: number;
  readonly body: unknown;
}

/** `window.tandem`. */
export interface Tandem {
  /** The version of this face. */
  readonly version: 1;
  /**
   * Resolves with the present state, as soon as there is one. Rejects with a `TandemFailure` if there is none to have; a later
   * state is told all the same.
   */
  readonly ready: Promise<TandemState>;
  /** The present state; the same object until something changes. Null before the first, and where Tandem gives none. */
  getState(): TandemState | null;
  /**
   * Calls at each change: of the whole state, or of one slice. A slice of the other app's data asks the person for it, once.
   * @returns Ends it
   */
  subscribe(listener: (state: TandemState | null) => void, options?: { readonly slice?: TandemSlice }): () => void;
  /** @returns Ends it */
  on<E extends keyof TandemEvents>(event: E, listener: (value: TandemEvents[E]) => void): () => void;
  /** Has both apps read now. Rejects with a `TandemFailure`, as all that follow. */
  syncState(): Promise<TandemState>;
  /** Resolves once the change is stored; it is `pending` then, and reaches the apps afterwards. */
  updateLLMSettings(patch: TandemLlmPatch): Promise<void>;
  updateUISettings(patch: TandemUiPatch): Promise<void>;
  /** Undefined: there is none, or this page may not see it. */
  getWorkspace(idOrSlug: string): TandemWorkspace | undefined;
  getConversation(id: string): TandemConversation | undefined;
  /** Never rejects. */
  request(method: string, path: string, body?: unknown): Promise<TandemResponse>;
}
