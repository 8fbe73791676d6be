import { type AppId, appNames } from '@/lib/model';
import { TandemError } from './tandem-error';

/** HTTP 5xx: the server itself failed, or the gateway before it found no server. */
export class ServerError extends TandemError {
  override readonly code = 'server-error';
  override readonly transient = true;
  override readonly retryAfterMs: number | null;

  /** @param retryAfter Milliseconds that the server asked for, if it did. */
  constructor(
    app: AppId,
    readonly status: number,
    retryAfter: number | null = null,
  ) {
    super(
      `${appNames[app]} has a problem of its own (HTTP ${status}). Tandem tries again; if it stays so, look at its log.`,
    );
    this.retryAfterMs = retryAfter;
  }
}
