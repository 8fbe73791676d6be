import { lazy, Suspense, useCallback, useState } from 'react';
import { appIds } from '@/lib/model';
import { Icon } from '../common/icon';
import { useAction } from '../common/use-action';
import { usePorts, useView } from '../ports';
import { words } from '../words/en/view';
import { AppStatus } from './app-status';

/** Loaded when the user opens it. */
const Preferences = lazy(async () => ({ default: (await import('../on-demand')).Preferences }));

/** The status of both apps, [Sync now], and Tandem's own preferences. */
export function StatusSection() {
  const { client } = usePorts();
  const busy = useView((state) => appIds.some((app) => state.busy[app]));
  const [isOpen, setIsOpen] = useState(false);
  const sync = useAction(useCallback(() => client.sync(), [client]));
  return (
    <section className="status" aria-labelledby="status-heading">
      <header className="section-head">
        <h2 id="status-heading">{words.status.heading}</h2>
        <button type="button" className="plain" aria-busy={busy || sync.busy} onClick={() => sync.run()}>
          <Icon name="sync" />
          {words.status.syncNow}
        </button>
      </header>
      {appIds.map((app) => (
        <AppStatus key={app} app={app} />
      ))}
      <details className="fold preferences" onToggle={(event) => setIsOpen(event.currentTarget.open)}>
        <summary>
          <Icon name="chevron" />
          {words.status.preferences}
        </summary>
        <Suspense>{isOpen ? <Preferences /> : null}</Suspense>
      </details>
    </section>
  );
}
