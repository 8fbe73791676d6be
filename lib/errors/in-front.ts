import { TandemError } from './tandem-error';

/**
 * Something before the app answered in its place. What it says is about itself: the app's own session, its contract and the
 * person's role there stand as they were.
 */
export abstract class InFrontError extends TandemError {
  override readonly transient = false;
}
