import { useEffect, useRef, useState } from 'react';
import { usePorts, useView } from '../ports';

/** The most workspaces in one request. */
const batch = 1000;
const pauseMs = 250;

/**
 * Asks for the threads of all workspaces when the user searches (two characters or more): apps list threads by
 * workspace only, so they are not read before. The next search asks again; the background knows which are fresh.
 * @returns Whether the answer is still to come
 */
export function useThreadLoading(query: string): boolean {
  const { client } = usePorts();
  const searching = query.trim().length >= 2;
  const anyWorkspace = useView((state) => state.shared.workspaces.length > 0);
  const asked = useRef(false);
  const [read, setRead] = useState(false);
  useEffect(() => {
    if (!searching) {
      asked.current = false;
      setRead(false);
      return;
    }
    let over = false;
    const timer = setTimeout(async () => {
      if (asked.current) return;
      asked.current = true;
      const slugs = client.store.getState().shared.workspaces.map(({ slug }) => slug);
      const answers: Promise<unknown>[] = [];
      for (let from = 0; from < slugs.length; from += batch) {
        answers.push(client.do('threads', { workspaceSlugs: slugs.slice(from, from + batch) }));
      }
      // The app's status shows a failure.
      await Promise.allSettled(answers);
      if (!over) setRead(true);
    }, pauseMs);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [client, searching]);
  return searching && anyWorkspace && !read;
}
