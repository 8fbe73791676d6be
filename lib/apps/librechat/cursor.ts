import * as z from 'zod/mini';

const simpleCursor = z.strictObject({ primary: z.string(), secondary: z.string() });
const exactCursor = z.looseObject({ id: z.string() });
/** The latest time that a `Date` can hold. */
const endOfTime = 8.64e15;

function decoded(cursor: string): unknown {
  try {
    return JSON.parse(atob(cursor));
  } catch {
    return undefined;
  }
}

/**
 * Whether a server's cursor tells conversations of one time apart: from 0.8.8 on it carries an id. The same release
 * keeps `updatedAt` when a conversation is pinned or archived (measured: facts/librechat-next-lists).
 */
export const tellsTiesApart = (cursor: string): boolean => exactCursor.safeParse(decoded(cursor)).success;

/**
 * The cursor that makes the next page begin a moment before this one's end, so that conversations which share the last
 * item's time come again. LibreChat up to 0.8.7 compares times alone and loses them at a page boundary (measured:
 * librechat/38-cursor-ties-lost). The cursor of 0.8.8 has an id and is used unchanged.
 * @param lastUpdatedAt `updatedAt` of the page's last item
 */
export function overlappingCursor(lastUpdatedAt: string | null, serverNext: string): string {
  const time = Date.parse(lastUpdatedAt ?? '');
  if (!(time < endOfTime) || !simpleCursor.safeParse(decoded(serverNext)).success) return serverNext;
  const after = new Date(time + 1).toISOString();
  return btoa(JSON.stringify({ primary: after, secondary: after }));
}
