import { type AppId, appNames } from '@/lib/model';
import { TandemError } from './tandem-error';

/** HTTP 404: the thing is gone, or was never this person's. */
export class NotFoundError extends TandemError {
  override readonly code = 'not-found';
  override readonly transient = false;

  /** @param path What was asked, relative to the app's base. */
  constructor(
    app: AppId,
    readonly path: string,
  ) {
    super(`${appNames[app]} does not have this (any more): ${path}.`);
  }
}
