import type { Problem } from '@/lib/model';
import { TandemError } from './errors';

/** The stored form of any thrown value. @param since ISO 8601 */
export function toProblem(error: unknown, since: string): Problem {
  return error instanceof TandemError
    ? { ...error.details, transient: error.transient, since }
    : { code: 'unexpected', params: {}, transient: true, since };
}
