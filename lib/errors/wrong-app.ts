import { type AppId, appNames } from '@/lib/model';
import { TandemError } from './tandem-error';

/** Something answers at the address, but it is not the app that was looked for. */
export class WrongAppError extends TandemError {
  override readonly code = 'wrong-app';
  override readonly transient = false;

  /** @param app What was looked for. @param found What is there instead, or null. */
  constructor(
    app: AppId,
    readonly origin: string,
    readonly found: AppId | null,
  ) {
    super(
      found === null
        ? `Something answers at ${origin}, but it is not ${appNames[app]}. Check the address: it is the one that you see when you use ${appNames[app]}.`
        : `${origin} is ${appNames[found]}, not ${appNames[app]}. Put the address into the field of ${appNames[found]}.`,
    );
  }
}
