import type { TandemErrorCode, TandemIssue, TandemLlmPatch, TandemSlice, TandemState, TandemUiPatch } from './public';

/** The version of the messages between a page and the background. */
export const bridgeVersion = 1;
/** The longest message of a page, in UTF-16 units. */
export const longestAsk = 65_536;

/** By slice: a short text that changes with the slice. */
export type Digests = Partial<Record<TandemSlice, string>>;

/** The requests of a page to the background. */
export type BridgeAsk =
  /** The slices that differ from the page's copy. From then on the document gets changes. */
  | { readonly op: 'state'; readonly have: Digests }
  /** The page's code wants these slices; Tandem asks the user for a missing right. */
  | { readonly op: 'want'; readonly slices: readonly TandemSlice[]; readonly have: Digests }
  | { readonly op: 'sync'; readonly have: Digests }
  /** `who`: the identities whose state the page was shown. */
  | { readonly op: 'update-llm'; readonly who: string; readonly patch: TandemLlmPatch }
  | { readonly op: 'update-ui'; readonly who: string; readonly patch: TandemUiPatch }
  /** One of the seven routes. */
  | {
      readonly op: 'request';
      readonly who: string | null;
      readonly method: string;
      readonly path: string;
      readonly body?: unknown;
    };

export interface BridgeError {
  readonly code: TandemErrorCode;
  readonly status: number;
  readonly message: string;
  readonly issues: readonly TandemIssue[];
}

/** Refusals that never reach the background; `lib/page/bridge` has their words. */
export type LocalErrorCode = Extract<
  TandemErrorCode,
  'invalid' | 'too-large' | 'replayed' | 'too-many' | 'off' | 'not-ready' | 'not-connected' | 'no-answer' | 'ended'
>;

/** The changed slices, and the identities that they belong to; null: none, so nothing can be changed. */
export interface Snapshot {
  /** Rises with each snapshot for a document: answers and news take two ways, and may overtake each other. */
  readonly at: number;
  readonly who: string | null;
  readonly slices: Partial<TandemState>;
  readonly digests: Digests;
}

export interface BridgeValues {
  readonly state: Snapshot;
  readonly want: Snapshot;
  readonly sync: Snapshot;
  readonly 'update-llm': null;
  readonly 'update-ui': null;
  readonly request: { readonly status: number; readonly body: unknown };
}

/** The background's message to a page, as JSON text: the answer to message `n`, or news. */
export type ToBridge =
  | { readonly n: number | null; readonly value: BridgeValues[keyof BridgeValues] }
  | { readonly n: number | null; readonly error: BridgeError }
  | { readonly n: number | null; readonly refused: LocalErrorCode }
  | { readonly news: Snapshot };
