import type { AppHttp, Credentials } from '@/lib/apps/http';

/**
 * The requests to an app in one session, shared by all readers: first the slices, then the places that hold settings.
 */
export interface Round {
  readonly http: AppHttp;
  readonly credentials: Credentials;
  /** See `Delivery.version`; its value before the first request. */
  readonly version: string | null;
}

export const isSameSession = (a: Credentials, b: Credentials): boolean =>
  (a.kind === 'bearer' ? a.token : null) === (b.kind === 'bearer' ? b.token : null);
