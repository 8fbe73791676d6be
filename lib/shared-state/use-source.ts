import { useRef, useSyncExternalStore } from 'react';

/** The source of the hooks' state: the stored records in views, `window.tandem` in pages. */
export interface Source<S> {
  /** Calls `onChange` at each change; the same function in every rendering. @returns Ends the subscription */
  readonly subscribe: (onChange: () => void) => () => void;
  /** The current state; the same object until something changes. */
  readonly read: () => S;
  /** The state on a server, where there is no source; missing: the result of `read`. */
  readonly readOnServer?: () => S;
}

/**
 * A live part of a source in a React component: the hook below `useSharedState` in pages and `useView` in the panel. It
 * renders again when the selected part changes.
 * @param isSame Whether two selected parts count as the same
 * @default isSame `Object.is`
 */
export function useSource<S, T>(
  { subscribe, read, readOnServer = read }: Source<S>,
  select: (state: S) => T,
  isSame: (a: T, b: T) => boolean = Object.is,
): T {
  // React asks for the part again and again, and must get the same one while it is the same. `isSame` decides that
  // between renderings. Within one rendering the same state gives the same part, whatever the selector returns.
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
