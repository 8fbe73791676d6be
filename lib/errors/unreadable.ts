import { type AppId, appNames } from '@/lib/model';
import { TandemError } from './tandem-error';

/** A server answers, but lets no other site read its answers: only with the host permission can Tandem tell what it is. */
export class UnreadableError extends TandemError {
  override readonly code = 'unreadable';
  override readonly transient = false;

  constructor(
    app: AppId,
    readonly origin: string,
  ) {
    super(
      `Something answers at ${origin}. Whether it is ${appNames[app]}, Tandem can only tell once you allow it to ask.`,
    );
  }
}
