import { type AppId, appNames } from '@/lib/model';
import { TandemError } from './tandem-error';

/** What the person typed can't be read as a web address. */
export class NotAnAddressError extends TandemError {
  override readonly code = 'not-an-address';
  override readonly transient = false;

  constructor(app: AppId) {
    super(`This is no web address. Copy what the address bar shows when you use ${appNames[app]}.`);
  }
}
