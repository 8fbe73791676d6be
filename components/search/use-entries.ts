import { useEffect, useMemo } from 'react';
import { useView } from '../ports';
import { allEntries, type Line, type Lists, type Resting, recentEntries, withThreads } from './entries';
import { buildIndex, type SearchIndex, search } from './rank';

/**
 * The lines for a query; the recent ones if it is empty. Always those of this query, so that Enter never opens a hit of
 * an earlier one; searching 10,000 entries takes a few ms.
 */
export function useLines(query: string, expanded: ReadonlySet<string>, resting: Resting): readonly Line[] {
  const workspaces = useView((state) => state.shared.workspaces);
  const threads = useView((state) => state.shared.threads);
  const conversations = useView((state) => state.shared.conversations);
  const lists = useMemo(() => ({ workspaces, threads, conversations }), [workspaces, threads, conversations]);

  const wanted = query.trim();
  const searching = wanted !== '';
  const index = useIndex(lists);
  const pinnedFirst = useView((state) => state.shared.preferences.pinnedFirst === true);
  const { archived = false, shared = 0 } = resting;
  const recent = useMemo(
    () => recentEntries(lists, { archived, pinnedFirst, shared }),
    [lists, archived, pinnedFirst, shared],
  );

  return useMemo(() => {
    return withThreads(searching ? search(index(), wanted) : recent, lists, expanded);
  }, [index, recent, wanted, searching, expanded, lists]);
}

/** In ms: how long the index waits for an idle moment (measured: facts/idle-callback). */
const quietPatience = 1_000;

/** The index of all entries: made in an idle moment, or by the first key if that comes sooner. */
function useIndex(lists: Lists): () => SearchIndex {
  const index = useMemo(() => {
    let made: SearchIndex | null = null;
    return () => {
      made ??= buildIndex(allEntries(lists));
      return made;
    };
  }, [lists]);
  useEffect(() => {
    const quiet = requestIdleCallback(() => index(), { timeout: quietPatience });
    return () => cancelIdleCallback(quiet);
  }, [index]);
  return index;
}
