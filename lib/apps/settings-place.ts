import type { Native, Outcome, RegisterId } from '@/lib/reconcile';
import type { AppHttp, RequestOptions } from './http';

/** The settings that a place holds, in its own form. A missing register: the place has no such setting. */
export type PlaceValues = Readonly<Partial<Record<RegisterId, Native | 'absent'>>>;

/** What to write, in the place's own form. What belongs together goes in one request. */
export type PlaceChanges = Readonly<Partial<Record<RegisterId, Native>>>;

export type PlaceOutcomes = Readonly<Partial<Record<RegisterId, Outcome>>>;

/**
 * Something in an app that holds settings and is written through the app's API: AnythingLLM's system default or a
 * workspace, LibreChat's default preset, a platform's account.
 */
export interface SettingsPlace {
  /** Unique within the app: `system`, `workspace:SLUG`, `preset`, `account`. */
  readonly id: string;
  read(http: AppHttp, options: RequestOptions): Promise<PlaceValues>;
  /**
   * Writes exactly these changes and judges them by the app's own answer. A refusal of the app is an outcome, not an
   * exception; what says nothing about the write (no answer, signed out, server trouble) is thrown.
   */
  write(http: AppHttp, changes: PlaceChanges, options: RequestOptions): Promise<PlaceOutcomes>;
}
