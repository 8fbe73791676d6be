import { setTimeout as pause } from 'node:timers/promises';

/**
 * How long a wait lasts unless a test says otherwise, in milliseconds: long enough for a busy machine, shorter than any
 * poll of Tandem's.
 */
const defaultTimeoutMs = 20_000;

/** Each look costs the page and us some CPU time, which what is waited for would need. */
const longestPauseMs = 120;

/** A condition that did not come true in time. */
export class WaitError extends Error {
  override readonly name = 'WaitError';
}

export interface WaitOptions {
  readonly timeoutMs?: number;
  /** Pause between two looks, in milliseconds. Default: short at first, then {@link longestPauseMs}. */
  readonly everyMs?: number;
}

/** What one look found: the value, or why not yet. */
export type Look<T> = { readonly value: T } | { readonly problem: string };

/**
 * Looks until `look` finds a value. A look that throws counts as "not yet": a document may just be replaced.
 * @throws WaitError with `what` and the last problem.
 */
export async function until<T>(what: string, look: () => Promise<Look<T>>, options: WaitOptions = {}): Promise<T> {
  const timeoutMs = options.timeoutMs ?? defaultTimeoutMs;
  const deadline = performance.now() + timeoutMs;
  let problem = 'not yet';
  for (let looks = 1; ; looks++) {
    const found = await withDeadline(look, Math.max(deadline - performance.now(), 1));
    if (found && 'value' in found) return found.value;
    problem = found?.problem ?? `${problem} (and then no answer)`;
    if (performance.now() >= deadline) throw new WaitError(`waited ${timeoutMs} ms for ${what}: ${problem}`);
    await pause(options.everyMs ?? Math.min(20 * looks, longestPauseMs));
  }
}

/** {@link until} for a plain yes or no. */
export async function untilTrue(what: string, test: () => Promise<boolean>, options: WaitOptions = {}): Promise<void> {
  await until(what, async () => ((await test()) ? { value: true } : { problem: 'not so' }), options);
}

/** A page that is being replaced may never answer, so that every look has an end of its own: then there is no result. */
async function withDeadline<T>(look: () => Promise<Look<T>>, leftMs: number): Promise<Look<T> | undefined> {
  const end = new AbortController();
  const tooLate = pause(leftMs, undefined, { signal: end.signal }).catch(() => undefined);
  const looked = look().catch((error: unknown) => ({
    problem: error instanceof Error ? error.message : String(error),
  }));
  try {
    return await Promise.race([looked, tooLate]);
  } finally {
    end.abort();
  }
}
