import type { AppAdapter, ServerFacts } from '@/lib/apps/adapter';
import type { AppHttp, Credentials } from '@/lib/apps/http';
import type { SettingsPlaces } from '@/lib/apps/settings-places';
import type { DiagnosticLog } from '@/lib/diagnostics';
import type { OtherStore } from '@/lib/errors';
import type { Address, AppId, Connection } from '@/lib/model';
import type { StorageArea } from '@/lib/store';

/** An app that answers at an address: a connection without Tandem's own fields. */
export interface Recognised {
  readonly chosen: Omit<Connection, 'id' | 'connectedAt'>;
  readonly facts: ServerFacts;
}

/** The token that an open page of an app holds. */
export type PageToken = { readonly open: false } | { readonly open: true; readonly token: string | null };

/**
 * The engine's interface to the world around it. The browser's side is in `lib/platform`, the tests' in
 * `tests/unit/kit/world.ts`.
 */
export interface EnginePorts {
  readonly local: StorageArea;
  readonly session: StorageArea;
  /** Events for a bug report. */
  readonly log: DiagnosticLog;
  /** Milliseconds since the epoch. */
  now(): number;
  /** From 0 up to 1. */
  random(): number;
  /** Rejects with the signal's reason when it is aborted first. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  adapterFor(connection: Pick<Connection, 'app' | 'contract'>): AppAdapter;
  http(connection: Connection, credentials: Credentials): AppHttp;
  /** Finds the contract of the app at this address; throws a `TandemError` if it is not this app. */
  recognise(app: AppId, address: Address, signal?: AbortSignal): Promise<Recognised>;
  readonly pages: {
    /** Reads the bearer that an open page of the app keeps in its localStorage (AnythingLLM only). */
    readToken(connection: Connection): Promise<PageToken>;
    /**
     * Asks the open pages of the app for a report; the answer to a report has the values that the page has to hold.
     * @param but A tab that is not asked
     */
    askReports(connection: Connection, but?: number): Promise<void>;
    /** Gives a fresh LibreChat token to a page that our refresh stranded on its login page. */
    rescue(tabId: number, token: string): Promise<void>;
    /** The tabs that show a page of the app. */
    openTabs(connection: Connection): Promise<readonly number[]>;
    /**
     * The kind of tab in which the app is open, if that tab has a sign-in of its own; null: it is in an ordinary tab,
     * or in none.
     */
    elsewhere(connection: Connection): Promise<OtherStore | null>;
    /** Reloads a tab. */
    reload(tabId: number): Promise<void>;
  };
  readonly settings: SettingsPlaces;
  /** Whether the browser grants the connection's host to Tandem. */
  isGranted(connection: Pick<Connection, 'origin'>): Promise<boolean>;
}
