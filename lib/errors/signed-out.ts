import { type AppId, appNames } from '@/lib/model';
import { TandemError } from './tandem-error';

/**
 * Why an app does not take somebody's session.
 * - `missing`: the request carried no proof of being signed in;
 * - `expired`: it ran out, or another one took its place;
 * - `invalid`: the app does not accept it (any more);
 * - `suspended`, `deleted`: what became of the account;
 * - `other-install`: the browser holds the session of another install at the same host name (cookies know no ports);
 * - `second-factor`: the app wants one, and the person has set up none yet.
 */
export type SignedOutReason =
  | 'missing'
  | 'expired'
  | 'invalid'
  | 'suspended'
  | 'deleted'
  | 'other-install'
  | 'second-factor';

const sentences: Readonly<Record<SignedOutReason, (app: string) => string>> = {
  missing: (app) => `You are not signed in to ${app} in this browser. Open ${app} and sign in.`,
  expired: (app) => `Your sign-in at ${app} has run out. Open ${app} and sign in again.`,
  invalid: (app) => `${app} no longer accepts your sign-in. Open ${app} and sign in again.`,
  suspended: (app) => `Your account at ${app} is suspended. Ask the person who runs it.`,
  'second-factor': (app) =>
    `${app} asks for a second factor, and you have not set one up yet. Open ${app} and set it up there; then Tandem goes on by itself.`,
  deleted: (app) => `${app} no longer knows your account. Ask the person who runs it.`,
  'other-install': (app) =>
    `You seem to be signed in at another ${app} at this host name: this one does not know the sign-in that your browser holds. Open this one and sign in again.`,
};

/** The app answered, and said that nobody is signed in. */
export class SignedOutError extends TandemError {
  override readonly code = 'signed-out';
  override readonly transient = false;

  /** */
  constructor(
    app: AppId,
    readonly reason: SignedOutReason,
  ) {
    super(sentences[reason](appNames[app]));
  }
}
