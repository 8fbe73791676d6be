import { type AppId, appNames } from '@/lib/model';
import { TandemError } from './tandem-error';

/** Where an app's only open tabs keep another sign-in than the one that Tandem's requests carry (Firefox). */
export type OtherStore = 'container' | 'private';

const sentences: Readonly<Record<OtherStore, (app: string) => string>> = {
  container: (app) =>
    `${app} is open in a container tab, and Tandem uses the sign-in of ordinary tabs. Open it in one; if Firefox always opens this site in its container, take that off first.`,
  private: (app) =>
    `${app} is open in a private window only, and Tandem uses the sign-in of ordinary windows. Open it in one of those.`,
};

/** Nobody is signed in where Tandem may look, and the app is open only where it may not. */
export class ElsewhereError extends TandemError {
  override readonly code = 'elsewhere';
  override readonly transient = false;

  /** */
  constructor(
    app: AppId,
    readonly store: OtherStore,
  ) {
    super(sentences[store](appNames[app]));
  }
}
