import { useRef, useSyncExternalStore } from 'react';

/** Where the hooks of a view or page get their state: the stored records in views, `window.tandem` in pages. */
export interface Source<S> {
  /** Calls at each change; the same function from one rendering to the next. @returns Ends it */
  readonly subscribe: (onChange: () => void) => () => void;
  /** The present state; the same object until something changes. */
  readonly read: () => S;
  /** What is rendered on a server, where there is no source; missing: what `read` gives. */
  readonly readOnServer?: () => S;
}

/**
 * A live part of a source in a React component: the one hook beneath `useSharedState` in pages and `useView` in the panel.
 * It renders again when what it selects changes.
 * @param isSame Whether two selected parts count as the same
 * @default isSame `Object.is`
 */
export function useSource<S, T>(
  { subscribe, read, readOnServer = read }: Source<S>,
  select: (state: S) => T,
  isSame: (a: T, b: T) => boolean = Object.is,
): T {
  // React asks for the part again and again, and must be given the same one while it is the same: from one rendering to the
  // next as `isSame` has it, and within one whatever the selector makes of the same state.
  const last = useRef<{ readonly part: T } | null>(null);
  let known: { readonly state: S; readonly part: T } | null = null;
  const part = (state: S): T => {
    if (known && Object.is(known.state, state)) return known.part;
    const next = select(state);
    if (!last.current || !isSame(last.current.part, next)) last.current = { part: next };
    known = { state, part: last.current.part };
    return known.part;
  };
  return useSyncExternalStore(
    subscribe,
    () => part(read()),
    () => part(readOnServer()),
  );
}
