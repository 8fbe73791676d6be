import { type AppId, appNames } from '@/lib/model';
import { TandemError } from './tandem-error';

/** What is wrong with an answer: its status, its form, its content or its size. */
export type AnswerFault = 'status' | 'malformed' | 'schema' | 'too-large';

/** An answer that Tandem can't use: not the JSON that it says, not the fields that Tandem needs, or an unknown status. */
export class UnexpectedAnswerError extends TandemError {
  override readonly code = 'unexpected-answer';
  override readonly transient = false;

  /**
   * @param path What was asked, relative to the app's base.
   * @param at Where the answer differs from what Tandem knows, for bug reports; never a value.
   */
  constructor(
    app: AppId,
    readonly path: string,
    readonly status: number,
    readonly fault: AnswerFault,
    readonly at: string | null = null,
  ) {
    super(
      `${appNames[app]} gave an answer that Tandem does not understand (${path}, HTTP ${status}). It may be a version that Tandem does not know yet; nothing was changed.`,
    );
  }
}
