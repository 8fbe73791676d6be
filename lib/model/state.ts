import type { AppId } from './app';
import type { Connection } from './connection';
import type { Preferences } from './preferences';
import type { Problem } from './problem';
import type { Rights } from './rights';
import type { Change, Offers, Settings, UiSettings } from './settings';
import type { AppUser, LeftOut, Lists, LlmSlice, Thread } from './slices';
import type { AppStatus } from './status';

/** The data of one app, for the identity that is signed in now. */
export interface AppState {
  readonly connection: Connection | null;
  readonly status: AppStatus;
  readonly user: AppUser | null;
  readonly llm: LlmSlice | null;
  readonly ui: UiSettings | null;
  /** The number of items in its lists that Tandem could not read. */
  readonly leftOut: LeftOut;
}

/** The user across both apps: AnythingLLM's value wins if both have one. */
export interface MergedUser {
  readonly username: string | null;
  readonly name: string | null;
  readonly email: string | null;
  readonly avatarUrl: string | null;
}

/** The settings in step, for the two identities that are signed in now. */
export interface SettingsState {
  /** The two identities in one text. */
  readonly people: string;
  readonly settings: Settings;
  /** Newest first. */
  readonly changes: readonly Change[];
  readonly offers: Readonly<Record<AppId, Offers | null>>;
  /** The rights that these two gave to the apps' own code. */
  readonly rights: Rights;
}

/** Both apps in one: the state that every view shows. Conversations are sorted newest first. */
export interface SharedState extends Lists {
  readonly apps: Readonly<Record<AppId, AppState>>;
  readonly user: MergedUser | null;
  /** By workspace slug; a missing slug has not been read yet. */
  readonly threads: Readonly<Record<string, readonly Thread[]>>;
  readonly preferences: Preferences;
  /** Null until both identities are known. */
  readonly settings: SettingsState | null;
  /** A problem of the stored copy itself: the disk is full, or a damaged record was set aside. */
  readonly storageProblem: Problem | null;
}
