import { useEffect, useMemo } from 'react';
import { useView } from '../ports';
import { allEntries, type Line, type Lists, type Resting, recentEntries, withThreads } from './entries';
import { buildIndex, type SearchIndex, search } from './rank';

/**
 * The lines to show for a query; the recent ones when it is empty. Always those of this very query, so that Enter never
 * opens what an earlier one found; searching 10,000 entries takes a few ms.
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

/** How long the index waits for a quiet moment, in ms: a page that shows nothing new can be without one (Chromium 156). */
const quietPatience = 1_000;

/** The index of all entries: made in a quiet moment, or by the first key if that comes sooner. */
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
