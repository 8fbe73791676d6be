import { type AppId, appNames } from '@/lib/model';
import { InFrontError } from './in-front';

/** A login page stands before the app: its gateway redirects, refuses, or answers with a form instead of the app's data. */
export class LoginProxyError extends InFrontError {
  override readonly code = 'login-proxy';

  /** */
  constructor(
    app: AppId,
    readonly origin: string,
  ) {
    super(
      `A login page stands in front of ${appNames[app]} at ${origin}. Open it in a tab, sign in there, and Tandem tries again.`,
    );
  }
}
