/** A list as an app answered it: its rows that could be read, and how many could not. */
export interface Listed<T> {
  readonly items: readonly T[];
  readonly leftOut: number;
}

/** What is known to be in a list; null where nothing is, since nothing of it could be read. */
export const knownItems = <T>(list: Listed<T> | null): readonly T[] | null =>
  list && list.items.length > 0 ? list.items : null;
