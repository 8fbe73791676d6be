/** A list as an app answered it: the rows that could be read, and the number of rows that could not. */
export interface Listed<T> {
  readonly items: readonly T[];
  readonly leftOut: number;
}

/** The known items of a list; null if nothing is known, since no row could be read. */
export const knownItems = <T>(list: Listed<T> | null): readonly T[] | null =>
  list && list.items.length > 0 ? list.items : null;
