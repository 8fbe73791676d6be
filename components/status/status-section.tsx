import { useCallback } from 'react';
import { appIds } from '@/lib/model';
import { Icon } from '../common/icon';
import { useAction } from '../common/use-action';
import { usePorts, useView } from '../ports';
import { AppStatus } from './app-status';
import { Preferences } from './preferences';
import { statusWords } from './words';

/** How both apps stand, [Sync now], and Tandem's own preferences. */
export function StatusSection() {
  const { client } = usePorts();
  const busy = useView((state) => appIds.some((app) => state.busy[app]));
  const sync = useAction(useCallback(() => client.sync(), [client]));
  return (
    <section className="status" aria-labelledby="status-heading">
      <header className="section-head">
        <h2 id="status-heading">{statusWords.heading}</h2>
        <button type="button" className="plain" aria-busy={busy || sync.busy} onClick={() => sync.run()}>
          <Icon name="sync" />
          {statusWords.syncNow}
        </button>
      </header>
      {appIds.map((app) => (
        <AppStatus key={app} app={app} />
      ))}
      <Preferences />
    </section>
  );
}
