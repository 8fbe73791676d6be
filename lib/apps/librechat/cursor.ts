import * as z from 'zod/mini';

const simpleCursor = z.strictObject({ primary: z.string(), secondary: z.string() });
const exactCursor = z.looseObject({ id: z.string() });
/** The last moment that a `Date` knows. */
const endOfTime = 8.64e15;

function decoded(cursor: string): unknown {
  try {
    return JSON.parse(atob(cursor));
  } catch {
    return undefined;
  }
}

/**
 * Whether a server's cursor tells conversations of one time apart: with 0.8.8 it carries an id. The same release leaves
 * `updatedAt` as it is when a conversation is pinned or archived (both measured).
 */
export const tellsTiesApart = (cursor: string): boolean => exactCursor.safeParse(decoded(cursor)).success;

/**
 * The cursor that makes the next page begin a moment before this one's end, so that conversations which share the last
 * one's time come again: LibreChat up to 0.8.7 compares times alone and loses them at a page boundary (measured).
 * A newer server's cursor tells them apart by itself (0.8.8 adds an id) and is used as it is.
 * @param lastUpdatedAt `updatedAt` of the page's last item
 */
export function overlappingCursor(lastUpdatedAt: string | null, serverNext: string): string {
  const time = Date.parse(lastUpdatedAt ?? '');
  if (!(time < endOfTime) || !simpleCursor.safeParse(decoded(serverNext)).success) return serverNext;
  const after = new Date(time + 1).toISOString();
  return btoa(JSON.stringify({ primary: after, secondary: after }));
}
