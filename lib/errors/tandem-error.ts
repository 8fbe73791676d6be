import type { Problem } from '@/lib/model';

/** A thing that can go wrong and is told to the person: base of every error of Tandem's own. */
export abstract class TandemError extends Error {
  /** Stable across versions and languages; for tests and bug reports. */
  abstract readonly code: string;
  /** Likely to pass by itself, so trying again makes sense. */
  abstract readonly transient: boolean;
  /** The server's own wish, in milliseconds, when it named one (Retry-After). */
  readonly retryAfterMs: number | null = null;
  /** Another address, at which the app may be by now. */
  readonly leadsTo: string | null = null;

  /** @param message What, why and what to do, as the panel shows it. Never contains a token. */
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** The stored and shown form of anything that was thrown. */
export function toProblem(error: unknown, since: string): Problem {
  if (error instanceof TandemError) {
    const { code, message, transient, leadsTo } = error;
    return { code, message, transient, since, ...(leadsTo !== null && { leadsTo }) };
  }
  return { code: 'unexpected', message: 'Something unexpected went wrong in Tandem itself.', transient: true, since };
}
