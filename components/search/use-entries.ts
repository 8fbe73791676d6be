import { useDeferredValue, useMemo } from 'react';
import { useView } from '../ports';
import { allEntries, type Entry, recentEntries, threadEntries } from './entries';
import { buildIndex, search } from './rank';

/** A line of the visible list; threads of an expanded workspace stand below it. */
export interface Line {
  readonly entry: Entry;
  readonly nested: boolean;
}

/** The lines to show for a query; the recent ones when it is empty. Searching never holds up typing. */
export function useLines(query: string, expanded: ReadonlySet<string>): readonly Line[] {
  const workspaces = useView((state) => state.shared.workspaces);
  const threads = useView((state) => state.shared.threads);
  const conversations = useView((state) => state.shared.conversations);
  const lists = useMemo(() => ({ workspaces, threads, conversations }), [workspaces, threads, conversations]);

  const wanted = useDeferredValue(query.trim());
  const searching = wanted !== '';
  const index = useMemo(() => (searching ? buildIndex(allEntries(lists)) : null), [lists, searching]);
  const recent = useMemo(() => recentEntries(lists), [lists]);

  return useMemo(() => {
    const entries = index ? search(index, wanted) : recent;
    return entries.flatMap((entry) => {
      const line = { entry, nested: false };
      if (entry.item.kind !== 'workspace' || !expanded.has(entry.item.slug)) return [line];
      return [line, ...threadEntries(lists, entry.item.slug).map((thread) => ({ entry: thread, nested: true }))];
    });
  }, [index, recent, wanted, expanded, lists]);
}
