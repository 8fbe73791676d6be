/** How many changes a page may make within `span`. */
export const mostChangesOfPage = 20;
/** In ms. */
export const span = 60_000;

/**
 * Counts one more change of a page.
 * @param times when it made its last ones, in ms since the epoch
 * @returns The times with this one; null: it is one too many, and does not count
 */
export function paced(times: readonly number[], now: number): readonly number[] | null {
  // A clock that was set back must not keep a page waiting for long.
  const recent = times.filter((time) => time <= now && now - time < span);
  return recent.length < mostChangesOfPage ? [...recent, now] : null;
}
