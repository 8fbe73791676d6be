import { type AppId, appNames } from '@/lib/model';
import { TandemError } from './tandem-error';

/** The app was recognised, but speaks an API from before the oldest version that Tandem supports. */
export class TooOldError extends TandemError {
  override readonly code = 'too-old';
  override readonly transient = false;

  /** @param oldest The oldest version that works, like `0.8.2`. */
  constructor(
    app: AppId,
    readonly oldest: string,
  ) {
    super(
      `This ${appNames[app]} is too old for Tandem, which needs ${oldest} or newer. Ask the person who runs it to update it.`,
    );
  }
}
