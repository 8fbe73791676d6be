import type { LlmPlace, UiSettings, Workspace } from '@/lib/model';
import type { Json, Native, Outcome, RegisterId } from '@/lib/settings/rules';
import type { AppHttp, RequestOptions } from './http';

/** The settings that a place holds, in its own form. A missing register: the place does not have this setting. */
export type PlaceValues = Readonly<Partial<Record<RegisterId, Native | 'absent'>>>;

/** The values to write, in the place's own form. Registers that belong together go in one request. */
export type PlaceChanges = Readonly<Partial<Record<RegisterId, Native>>>;

export type PlaceOutcomes = Readonly<Partial<Record<RegisterId, Outcome>>>;

export interface PlaceReading {
  /** All `absent` unless the place is `here`. */
  readonly values: PlaceValues;
  /**
   * - `here`: it holds settings and accepts them;
   * - `gone`: it does not exist, or this user may not see it;
   * - `detached`: it exists, but the user's own action took its effect away.
   */
  readonly presence: 'here' | 'gone' | 'detached';
}

/**
 * The data that a write overwrites apart from its registers, and that is needed to put them back. Only the place itself
 * reads it. Of two with the same key, the first stays: `{ ...now, ...kept }`, because a write that is repeated after a
 * kill finds its own work.
 */
export type Overwritten = { readonly [key: string]: Json };

/** The content of an app's own lists after a write was answered. A missing list has not changed. */
export interface WrittenSlices {
  readonly llm?: LlmPlace | undefined;
  readonly ui?: UiSettings;
  readonly workspace?: Workspace;
}

export interface WriteOptions extends RequestOptions {
  /**
   * Awaited just before the first request that changes anything; not called if no request is needed. Store its
   * arguments: after a kill they are lost. `before`: the values of the place at this moment; empty if this write
   * creates it. If it rejects, nothing is sent and the write rejects with the same reason.
   */
  readonly beforeSend?: (overwritten: Overwritten, before: PlaceValues) => Promise<void>;
  /** Called after the answer, if the app accepted a change: its lists need not be read again. */
  readonly onWritten?: (slices: WrittenSlices) => void;
}

/** Why a place refused a change. The stable codes of `Outcome`'s `refused`. */
export type RefusalCode =
  /** The app has no such provider (AnythingLLM) or endpoint (LibreChat). */
  | 'provider-unknown'
  | 'endpoint-unknown'
  /** The provider's key or address is not set: chats there would only get errors. */
  | 'provider-not-configured'
  /** The provider chooses its model by itself. */
  | 'model-not-settable'
  /** The endpoint does not offer this model. */
  | 'model-unknown'
  /** The endpoint needs the user's own key. */
  | 'key-missing'
  /** The provider has no such setting. */
  | 'max-tokens-not-settable'
  /** A value that this setting cannot have. */
  | 'value-invalid'
  | 'role-refused'
  /** A platform that accepts no changes from an extension. */
  | 'origin-refused'
  /** The app refused in its own words, or accepted and changed nothing. */
  | 'app-refused'
  /** The workspace does not exist any more. */
  | 'gone'
  /** The user deleted our preset, or made another one the default. */
  | 'detached'
  /** There is no default to make our preset from, and no model to put into it. */
  | 'preset-needs-model'
  /** The app did not save our preset under our id. */
  | 'preset-refused'
  /** The user's default is an agent, an assistant or a model spec, which Tandem does not change. */
  | 'default-is-agent'
  /** A default preset would have no effect: the owner switched presets off, or prescribes the start of new chats. */
  | 'presets-locked';

/**
 * A part of an app that holds settings and is written through the app's API: AnythingLLM's system default or a
 * workspace, LibreChat's default preset, a platform's account.
 */
export interface SettingsPlace {
  /** Unique within the app: `system`, `workspace:SLUG`, `preset`, `account`. */
  readonly id: string;
  read(http: AppHttp, options: RequestOptions): Promise<PlaceReading>;
  /**
   * Writes these changes, but only those that the place does not hold yet, and judges them by the app's own answer. A
   * refusal is an outcome, not an exception, and every register gets an outcome. Errors that say nothing about the
   * write (no answer, signed out, server error) are thrown.
   */
  write(http: AppHttp, changes: PlaceChanges, options: WriteOptions): Promise<PlaceOutcomes>;
  /**
   * Puts back the data that former writes overwrote, if the place still holds their result. Call it after the settings
   * themselves were put back. Null: this place's writes overwrite nothing else.
   */
  readonly putBack: ((http: AppHttp, overwritten: Overwritten, options: RequestOptions) => Promise<Outcome>) | null;
}
