/** The most changes of an app's pages within `span`. */
export const mostChangesOfPage = 20;
/** The most requests of the code in a tab within `span`. */
export const mostAsksOfPage = 300;
/** In ms. */
export const span = 60_000;

/**
 * Counts one more request of a page.
 * @param times The times of its last requests, in ms since the epoch
 * @returns The times with this one; null: rate-limited, and this one does not count
 */
export function paced(times: readonly number[], now: number, most: number): readonly number[] | null {
  // A clock that was set back must not make a page wait for long.
  const recent = times.filter((time) => time <= now && now - time < span);
  return recent.length < most ? [...recent, now] : null;
}
