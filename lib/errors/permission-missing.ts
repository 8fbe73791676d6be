import { type AppId, appNames } from '@/lib/model';
import { TandemError } from './tandem-error';

/** The browser does not (any more) let Tandem talk to the app's host. */
export class PermissionMissingError extends TandemError {
  override readonly code = 'permission-missing';
  override readonly transient = false;

  constructor(app: AppId) {
    super(`The browser no longer lets Tandem talk to ${appNames[app]}. Press Allow to grant it again.`);
  }
}
