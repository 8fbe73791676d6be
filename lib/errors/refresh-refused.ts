import { type AppId, appNames } from '@/lib/model';
import { TandemError } from './tandem-error';

/**
 * Why an app gives no new token for the session cookie (LibreChat 0.8.7, measured).
 * - `no-cookie`: the browser holds none, so nobody is signed in;
 * - `rotated`: the cookie was replaced by a newer one, or the session ended. Right after somebody else's refresh the
 *   newer cookie is in the jar a moment later, so one more attempt makes sense;
 * - `invalid`: garbage, run out, or refused by the identity provider;
 * - `account-gone`: the session's user no longer exists.
 */
export type RefreshRefusal = 'no-cookie' | 'rotated' | 'invalid' | 'account-gone';

const sentences: Readonly<Record<RefreshRefusal, (app: string) => string>> = {
  'no-cookie': (app) => `You are not signed in to ${app} in this browser. Open ${app} and sign in.`,
  rotated: (app) => `Your sign-in at ${app} has run out. Open ${app} and sign in again.`,
  invalid: (app) => `${app} no longer accepts your sign-in. Open ${app} and sign in again.`,
  'account-gone': (app) => `${app} no longer knows your account. Ask the person who runs it.`,
};

/** The app refused to give a new token; whoever asked decides what that says about the session. */
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
