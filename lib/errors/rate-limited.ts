import { type AppId, appNames } from '@/lib/model';
import { TandemError } from './tandem-error';

/** HTTP 429: the server asks for fewer requests. */
export class RateLimitedError extends TandemError {
  override readonly code = 'rate-limited';
  override readonly transient = true;
  override readonly retryAfterMs: number | null;

  /** @param retryAfter Milliseconds that the server asked for, if it did. */
  constructor(app: AppId, retryAfter: number | null) {
    super(`${appNames[app]} asks Tandem to slow down. Tandem waits and tries again by itself.`);
    this.retryAfterMs = retryAfter;
  }
}
