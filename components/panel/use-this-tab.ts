import { useEffect, useState } from 'react';
import type { AppId } from '@/lib/model';
import { usePorts, useView } from '../ports';

/** An app in the tab under the popup that is not connected yet. */
export interface ThisTab {
  readonly app: AppId;
  readonly url: string;
}

/** Checks once whether the tab under the popup shows one of the apps. */
export function useThisTab(): ThisTab | null {
  const { where, readTabApp } = usePorts();
  const apps = useView((state) => state.shared.apps);
  const [found, setFound] = useState<ThisTab | null>(null);

  useEffect(() => {
    let isCurrent = true;
    if (where === 'popup')
      readTabApp().then(
        (app) => isCurrent && setFound(app),
        () => undefined,
      );
    return () => {
      isCurrent = false;
    };
  }, [where, readTabApp]);

  return found && !apps[found.app].connection ? found : null;
}
