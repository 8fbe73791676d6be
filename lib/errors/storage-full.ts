import { TandemError } from './tandem-error';

/** The browser refused to store something of Tandem's own. */
export class StorageFullError extends TandemError {
  override readonly code = 'storage-full';
  override readonly transient = true;

  constructor(options?: ErrorOptions) {
    super('The browser could not store what Tandem read. Free some disk space; Tandem tries again.', options);
  }
}
