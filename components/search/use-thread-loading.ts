import { useEffect, useRef } from 'react';
import { usePorts } from '../ports';

/** The most workspaces that one request may name. */
const batch = 1000;
const pauseMs = 250;

/**
 * Asks for the threads of all workspaces once somebody searches (two characters or more): apps list them by workspace
 * only, so they are not read before. Asked again with the next search; the background knows which are fresh.
 */
export function useThreadLoading(query: string): void {
  const { client } = usePorts();
  const searching = query.trim().length >= 2;
  const asked = useRef(false);
  useEffect(() => {
    if (!searching) {
      asked.current = false;
      return;
    }
    const timer = setTimeout(() => {
      if (asked.current) return;
      asked.current = true;
      const slugs = client.store.getState().shared.workspaces.map(({ slug }) => slug);
      for (let from = 0; from < slugs.length; from += batch) {
        // A failure shows up as the app's status.
        client.loadThreads(slugs.slice(from, from + batch)).catch(() => undefined);
      }
    }, pauseMs);
    return () => clearTimeout(timer);
  }, [client, searching]);
}
