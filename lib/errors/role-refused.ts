import { type AppId, appNames } from '@/lib/model';
import { TandemError } from './tandem-error';

/** The person is signed in, but their role does not allow what was asked. */
export class RoleRefusedError extends TandemError {
  override readonly code = 'role-refused';
  override readonly transient = false;

  /** @param path What was asked, relative to the app's base. */
  constructor(
    app: AppId,
    readonly path: string,
  ) {
    super(
      `Your role at ${appNames[app]} does not allow this (${path}). The person who runs ${appNames[app]} can change that.`,
    );
  }
}
