import { appIds } from '@/lib/model';
import { Notice } from '../common/notice';
import { sayProblem } from '../common/say-problem';
import { useMedia } from '../common/use-media';
import { useView } from '../ports';
import { PanelSearch } from './panel-search';
import { PanelSettings } from './panel-settings';
import { ThisTab } from './this-tab';
import { useClosing } from './use-closing';
import { Welcome } from './welcome';

/** The panel: search first, then the settings of both apps, then the status of both apps. */
export function Panel() {
  const ready = useView((state) => state.ready);
  const connected = useView((state) => appIds.some((app) => state.shared.apps[app].connection));
  const storageProblem = useView((state) => state.shared.storageProblem);
  const wide = useMedia('(min-width: 760px)');
  useClosing();

  // Nothing is shown until the stored copy is read: neither "not connected" nor an empty list may flash up.
  if (!ready) return <main className="panel" aria-busy="true" />;
  return (
    <main className="panel" data-wide={wide || undefined}>
      {storageProblem ? <Notice>{sayProblem(storageProblem)}</Notice> : null}
      <ThisTab />
      {connected ? <PanelSearch wide={wide} beside={<PanelSettings />} /> : <Welcome />}
    </main>
  );
}
