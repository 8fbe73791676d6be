import { useCallback } from 'react';
import { appIds } from '@/lib/model';
import { Icon } from '../common/icon';
import { useAction } from '../common/use-action';
import { usePorts, useView } from '../ports';
import { words } from '../words/en/view';
import { AppStatus } from './app-status';
import { Preferences } from './preferences';

/** How both apps stand, [Sync now], and Tandem's own preferences. */
export function StatusSection() {
  const { client } = usePorts();
  const busy = useView((state) => appIds.some((app) => state.busy[app]));
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
      <Preferences />
    </section>
  );
}
