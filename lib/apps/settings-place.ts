import type { LlmPlace, UiSettings, Workspace } from '@/lib/model';
import type { Json, Native, Outcome, RegisterId } from '@/lib/settings/rules';
import type { AppHttp, RequestOptions } from './http';

/** The settings that a place holds, in its own form. A missing register: the place has no such setting. */
export type PlaceValues = Readonly<Partial<Record<RegisterId, Native | 'absent'>>>;

/** What to write, in the place's own form. What belongs together goes in one request. */
export type PlaceChanges = Readonly<Partial<Record<RegisterId, Native>>>;

export type PlaceOutcomes = Readonly<Partial<Record<RegisterId, Outcome>>>;

export interface PlaceReading {
  /** All `absent` unless the place is `here`. */
  readonly values: PlaceValues;
  /**
   * - `here`: it holds settings and takes them;
   * - `gone`: it does not exist (any more), or never did, or this person may not see it;
   * - `detached`: it exists, but by the person's own hand it decides nothing any more.
   */
  readonly presence: 'here' | 'gone' | 'detached';
}

/**
 * What a write overwrites besides the settings that it was given, and what is needed to put that back. Only the place
 * itself reads it. Kept for later, of the same key the first one stands: `{ ...now, ...kept }`, because a write that is
 * repeated after a kill finds its own work.
 */
export type Overwritten = { readonly [key: string]: Json };

/** What an app's own lists show once a write was answered. A missing one shows what it did before. */
export interface WrittenSlices {
  readonly llm?: LlmPlace | undefined;
  readonly ui?: UiSettings;
  readonly workspace?: Workspace;
}

export interface WriteOptions extends RequestOptions {
  /**
   * Awaited just before the first request that changes anything; not called when none is needed. Store what it is given:
   * after a kill nobody else knows. `before`: what the place holds at this moment; an empty one: it is made by this
   * write. If it rejects, nothing is sent and the write rejects alike.
   */
  readonly beforeSend?: (overwritten: Overwritten, before: PlaceValues) => Promise<void>;
  /** Called once the answer is there, if the app took anything: its lists need not be read again. */
  readonly onWritten?: (slices: WrittenSlices) => void;
}

/** Why a place did not take a change. The stable codes of `Outcome`'s `refused`. */
export type RefusalCode =
  /** The app has no such provider (AnythingLLM) or endpoint (LibreChat). */
  | 'provider-unknown'
  | 'endpoint-unknown'
  /** The provider's key or address is not set: whoever chats there would only get errors. */
  | 'provider-not-configured'
  /** The provider chooses its model by itself. */
  | 'model-not-settable'
  /** The endpoint does not offer this model. */
  | 'model-unknown'
  /** The endpoint needs a key of the person's own. */
  | 'key-missing'
  /** The provider has no such setting. */
  | 'max-tokens-not-settable'
  /** No value that this setting can have. */
  | 'value-invalid'
  | 'role-refused'
  /** A platform takes no changes from an extension. */
  | 'origin-refused'
  /** The app said no in its own words, or said yes and did nothing. */
  | 'app-refused'
  /** The workspace does not exist any more. */
  | 'gone'
  /** Our preset was deleted, or is no longer the default, by the person's own hand. */
  | 'detached'
  /** There is no default to make our preset from, and it is not to hold a model. */
  | 'preset-needs-model'
  /** The app did not save our preset under our id. */
  | 'preset-refused'
  /** The person's default is an agent, an assistant or a model spec, which is left alone. */
  | 'default-is-agent'
  /** A default preset would do nothing there: the owner switched presets off, or prescribes what new chats start with. */
  | 'presets-locked';

/**
 * Something in an app that holds settings and is written through the app's API: AnythingLLM's system default or a
 * workspace, LibreChat's default preset, a platform's account.
 */
export interface SettingsPlace {
  /** Unique within the app: `system`, `workspace:SLUG`, `preset`, `account`. */
  readonly id: string;
  read(http: AppHttp, options: RequestOptions): Promise<PlaceReading>;
  /**
   * Writes exactly these changes, of them only what the place does not hold yet, and judges them by the app's own answer.
   * A refusal is an outcome, not an exception, and no register is left without one; what says nothing about the write (no
   * answer, signed out, server trouble) is thrown.
   */
  write(http: AppHttp, changes: PlaceChanges, options: WriteOptions): Promise<PlaceOutcomes>;
  /**
   * Puts back what former writes overwrote, where the place still holds what they made of it; to be called after the
   * settings themselves were put back. Null: this place's writes overwrite nothing else.
   */
  readonly putBack: ((http: AppHttp, overwritten: Overwritten, options: RequestOptions) => Promise<Outcome>) | null;
}
