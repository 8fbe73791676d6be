import type { Preferences } from '@/lib/model';

/** All times in milliseconds since the epoch, all spans in milliseconds. */
export interface PollClock {
  /** When a view or a page of an app was last seen visible. */
  readonly lookedAt: number | null;
  /** When the user last used a key or a pointer anywhere that Tandem sees. */
  readonly inputAt: number | null;
  /** When the app last answered with success. */
  readonly checkedAt: number | null;
  /** Failures in a row. */
  readonly failures: number;
  /** Not before this time, after a failure or at the server's request. */
  readonly retryAt: number | null;
}

/**
 * For this long after the last sign of a visible view or page the user counts as looking: two missed ticks of a page.
 */
export const heartbeatSpan = 70_000;
/** Without any input for this long the user is away: nothing is polled. */
export const awaySpan = 60 * 60_000;
/** How often both apps are polled while the user does not look. */
export const idleSpan = 15 * 60_000;

export const isLooking = (clock: Pick<PollClock, 'lookedAt'>, now: number) =>
  clock.lookedAt !== null && now - clock.lookedAt < heartbeatSpan;

const isAway = (clock: Pick<PollClock, 'inputAt'>, now: number) =>
  clock.inputAt !== null && now - clock.inputAt >= awaySpan;

/**
 * Whether an app should be polled now. While the user looks: every `pollSeconds`, up to a tenth earlier or later by
 * chance, so that many browsers do not poll one server at the same time. Else every 15 minutes. Away: never.
 * @param chance A number from 0 up to 1
 */
export function isPollDue(
  clock: PollClock,
  now: number,
  preferences: Pick<Preferences, 'pollSeconds'>,
  chance: number,
): boolean {
  if (clock.retryAt !== null && now < clock.retryAt) return false;
  if (isAway(clock, now)) return false;
  if (clock.checkedAt === null || clock.failures > 0) return true;
  const span = isLooking(clock, now) ? preferences.pollSeconds * 1000 : idleSpan;
  return now - clock.checkedAt >= span * (0.9 + 0.2 * chance);
}

const firstRetry = 5_000;
const longestRetry = 10 * 60_000;
/** In ms. Something in front is not the app's trouble, and it passes when the user acts on it. */
export const longestWaitInFront = 30_000;

/**
 * How long to leave an app alone after its nth failure in a row (n from 1): 5 s, doubled each time up to 10 minutes.
 * The last half of it is random. Never less than the server asked for.
 */
export function backoff(
  failures: number,
  chance: number,
  retryAfterMs: number | null,
  longest: number = longestRetry,
): number {
  const ceiling = Math.min(longest, firstRetry * 2 ** Math.min(failures - 1, 20));
  return Math.max(retryAfterMs ?? 0, ceiling * (0.5 + 0.5 * chance));
}
