import { type AppId, appNames } from '@/lib/model';
import { TandemError } from './tandem-error';

/**
 * Why an app gives no new token for the session cookie (LibreChat 0.8.7, measured).
 * - `no-cookie`: the browser holds none, so nobody is signed in;
 * - `rotated`: the cookie was replaced by a newer one, or the session ended. Right after somebody else's refresh the
 *   newer cookie is in the jar a moment later, so one more attempt makes sense;
 * - `invalid`: garbage, run out, signed by another LibreChat, or refused by the identity provider;
 * - `other-account`: its account is not known here: it is another LibreChat's at this host name, or the account is gone.
 */
export type RefreshRefusal = 'no-cookie' | 'rotated' | 'invalid' | 'other-account';

const sentences: Readonly<Record<RefreshRefusal, (app: string) => string>> = {
  'no-cookie': (app) => `${app} found no sign-in of yours in this browser. Open ${app} and sign in.`,
  rotated: (app) => `${app} did not renew your sign-in: it has run out. Open ${app} and sign in again.`,
  invalid: (app) => `${app} does not accept the sign-in that your browser holds. Open ${app} and sign in again.`,
  'other-account': (app) =>
    `${app} does not know the account of your browser’s sign-in. Open ${app} and sign in again.`,
};

/** The app refused to give a new token; whoever asked decides what that says about the session, in its words. */
export class RefreshRefusedError extends TandemError {
  override readonly code = 'refresh-refused';
  override readonly transient = false;

  constructor(
    app: AppId,
    readonly reason: RefreshRefusal,
  ) {
    super(sentences[reason](appNames[app]));
  }
}
