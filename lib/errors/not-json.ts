import { type AppId, appNames } from '@/lib/model';
import { TandemError } from './tandem-error';

/**
 * A success whose body is a page or a text where data was expected. Both apps answer unknown addresses so (AnythingLLM
 * 1.16 always, LibreChat up to 0.8.2), and so do gateways.
 */
export class NotJsonError extends TandemError {
  override readonly code = 'not-json';
  override readonly transient = true;

  /** @param path What was asked, relative to the app's base. */
  constructor(
    app: AppId,
    readonly path: string,
  ) {
    super(
      `${appNames[app]} answered with a page where Tandem expected data (${path}). It may be updating, or something else answers at its address; open it in a tab to see.`,
    );
  }
}
