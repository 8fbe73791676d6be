import { type AppId, appNames } from '@/lib/model';
import { TandemError } from './tandem-error';

/**
 * An event stream that reports an error, with HTTP 200, where data was expected. LibreChat 0.8.7 refuses so what is
 * not the person's own.
 */
export class StreamError extends TandemError {
  override readonly code = 'stream-error';
  override readonly transient = false;

  /** @param path What was asked, relative to the app's base. */
  constructor(
    app: AppId,
    readonly path: string,
  ) {
    super(`${appNames[app]} refused this request (${path}). It may belong to another account, or be gone.`);
  }
}
