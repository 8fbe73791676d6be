import { type AppId, appNames } from '@/lib/model';
import { TandemError } from './tandem-error';

/** LibreChat bans an account and its network address for a while (two hours by default) after what it takes for abuse. */
export class BannedError extends TandemError {
  override readonly code = 'banned';
  override readonly transient = true;
  override readonly retryAfterMs = 30 * 60_000;

  /** */
  constructor(app: AppId) {
    super(
      `${appNames[app]} has blocked your account for a while. It lifts the block by itself, usually within two hours.`,
    );
  }
}
