import { useEffect, useState } from 'react';
import { type AppId, appIds, covers } from '@/lib/model';
import { usePorts, useView } from '../ports';

/** An app that the tab under the popup shows and that is not connected yet. */
export interface ThisTab {
  readonly app: AppId;
  readonly url: string;
}

/** Looks whether the tab under the popup is one of the apps: asked once, in nobody's name. */
export function useThisTab(): ThisTab | null {
  const { where, tabUrl, recogniseAnonymously } = usePorts();
  const apps = useView((state) => state.shared.apps);
  const ready = useView((state) => state.ready);
  const [found, setFound] = useState<ThisTab | null>(null);

  useEffect(() => {
    if (where !== 'popup' || !ready) return;
    const ended = new AbortController();
    const look = async () => {
      const url = await tabUrl();
      if (url === null || !/^https?:/.test(url)) return;
      const recognition = await recogniseAnonymously(url, 'anythingllm', ended.signal);
      if (recognition.kind === 'found') setFound({ app: recognition.app, url });
    };
    look().catch(() => undefined);
    return () => ended.abort();
  }, [where, ready, tabUrl, recogniseAnonymously]);

  if (!found || apps[found.app].connection) return null;
  const isConnected = appIds.some((app) => {
    const { connection } = apps[app];
    return connection !== null && covers(connection, found.url);
  });
  return isConnected ? null : found;
}
