import type { AppId } from './app';
import type { Connection } from './connection';
import type { Preferences } from './preferences';
import type { Problem } from './problem';
import type { Rights } from './rights';
import type { Change, Offers, Settings, UiSettings } from './settings';
import type { AppUser, LeftOut, Lists, LlmSlice, Thread } from './slices';
import type { AppStatus } from './status';

/** What is known of one app, for the identity that is signed in now. */
export interface AppState {
  readonly connection: Connection | null;
  readonly status: AppStatus;
  readonly user: AppUser | null;
  readonly llm: LlmSlice | null;
  readonly ui: UiSettings | null;
  /** What its lists hold and Tandem could not read. */
  readonly leftOut: LeftOut;
}

/** The person across both apps: AnythingLLM's value is preferred where both have one. */
export interface MergedUser {
  readonly username: string | null;
  readonly name: string | null;
  readonly email: string | null;
  readonly avatarUrl: string | null;
}

/** The settings in step, for the two people who are signed in now. */
export interface SettingsState {
  /** Whose they are: the two people in one text. */
  readonly people: string;
  readonly settings: Settings;
  /** Newest first. */
  readonly changes: readonly Change[];
  readonly offers: Readonly<Record<AppId, Offers | null>>;
  /** What these two allow the apps' own code. */
  readonly rights: Rights;
}

/** Both apps in one: what every view shows. Conversations stand newest first. */
export interface SharedState extends Lists {
  readonly apps: Readonly<Record<AppId, AppState>>;
  readonly user: MergedUser | null;
  /** By workspace slug; a missing slug has not been read yet. */
  readonly threads: Readonly<Record<string, readonly Thread[]>>;
  readonly preferences: Preferences;
  /** Null until both apps have told who is signed in. */
  readonly settings: SettingsState | null;
  /** Something about the stored copy itself: the disk is full, or a damaged record was set aside. */
  readonly storageProblem: Problem | null;
}
