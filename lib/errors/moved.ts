import { type AppId, appNames } from '@/lib/model';
import { TandemError } from './tandem-error';

/** The address sends every request on to another one: the app has moved, or this never was its whole name. */
export class MovedError extends TandemError {
  override readonly code = 'moved';
  override readonly transient = false;
  override readonly leadsTo: string;

  /** @param leadsTo The front page of the app, if it lives where the requests are sent. */
  constructor(app: AppId, origin: string, leadsTo: string) {
    super(`${origin} sends Tandem on to ${leadsTo}. If ${appNames[app]} lives there now, connect it at that address.`);
    this.leadsTo = leadsTo;
  }
}
