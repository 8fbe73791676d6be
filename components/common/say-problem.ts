import type { ProblemDetails } from '@/lib/model';
import { problems } from '../words/en/problems';

/** A problem as a sentence; also for a code that another version stored. */
export function sayProblem({ code, params }: ProblemDetails): string {
  const say = problems[code] as ((about: typeof params) => string) | undefined;
  return say ? say(params) : problems.unexpected({});
}
