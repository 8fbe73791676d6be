import { type AppId, appNames } from '@/lib/model';
import { InFrontError } from './in-front';

/** A managed challenge before the app: only a page in a tab can pass it, and the cookie that it leaves lets Tandem pass, too. */
export class ChallengeError extends InFrontError {
  override readonly code = 'challenge';

  /** */
  constructor(
    app: AppId,
    readonly origin: string,
  ) {
    super(
      `Something in front of ${appNames[app]} at ${origin} asks for a check. Open it in a tab, pass the check there, and Tandem tries again.`,
    );
  }
}
