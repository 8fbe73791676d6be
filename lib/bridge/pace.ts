/** How many changes an app's pages may make within `span`. */
export const mostChangesOfPage = 20;
/** How often the code in a tab may ask for anything within `span`. */
export const mostAsksOfPage = 300;
/** In ms. */
export const span = 60_000;

/**
 * Counts one more of what a page did.
 * @param times when it did the last ones, in ms since the epoch
 * @returns The times with this one; null: it is one too many, and does not count
 */
export function paced(times: readonly number[], now: number, most: number): readonly number[] | null {
  // A clock that was set back must not keep a page waiting for long.
  const recent = times.filter((time) => time <= now && now - time < span);
  return recent.length < most ? [...recent, now] : null;
}
