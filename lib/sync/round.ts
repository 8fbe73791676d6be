import type { AppHttp, Credentials } from '@/lib/apps/http';

/** What an app was asked in one session, for whoever reads on: a reading's slices first, then the places that hold settings. */
export interface Round {
  readonly http: AppHttp;
  readonly credentials: Credentials;
  /** See `Delivery.version`; as it was before anything was asked. */
  readonly version: string | null;
}

export const isSameSession = (a: Credentials, b: Credentials): boolean =>
  (a.kind === 'bearer' ? a.token : null) === (b.kind === 'bearer' ? b.token : null);
