import { useMemo } from 'react';
import { appIds, type SharedState } from '@/lib/model';
import { formatAsOf } from '../common/format-time';
import { useOnline } from '../common/use-online';
import { useView } from '../ports';
import { needsId } from '../settings/needs';
import { countNeeds } from '../settings/read-needs';
import { countWaiting } from '../settings/read-waiting';
import { panelWords } from '../words/en/panel';

/**
 * One quiet line at the top of the panel: offline, waiting changes, and the number of questions. Empty if there is
 * nothing to say.
 */
export function StandLine() {
  const apps = useView((view) => view.shared.apps);
  const settings = useView((view) => view.shared.settings?.settings ?? null);
  const checkedAt = useView((view) => view.checkedAt);
  const online = useOnline();
  const needs = useMemo(() => (settings ? countNeeds(settings) : 0), [settings]);
  const waiting = useMemo(() => (settings ? countWaiting(settings, apps, online) : 0), [settings, apps, online]);
  const current = lastHeard(apps, checkedAt);
  if (online && needs + waiting === 0) return null;
  return (
    <p className="stand-line" role="status">
      {online ? null : (
        <span>{panelWords.panel.offline(current === null ? null : formatAsOf(current, Date.now()))}</span>
      )}
      {waiting > 0 ? <span>{panelWords.panel.waiting(waiting)}</span> : null}
      {needs > 0 ? (
        <button type="button" className="link" onClick={showNeeds}>
          {panelWords.panel.needs(needs)}
        </button>
      ) : null}
    </p>
  );
}

function showNeeds(): void {
  const list = document.getElementById(needsId);
  list?.scrollIntoView({ block: 'start' });
  list?.focus({ preventScroll: true });
}

/** When an app last answered, in ms since the epoch; null: never. */
function lastHeard(
  apps: SharedState['apps'],
  checkedAt: Readonly<Record<keyof SharedState['apps'], number | null>>,
): number | null {
  const times = appIds.map((app) => Math.max(checkedAt[app] ?? 0, Date.parse(apps[app].status.syncedAt ?? '') || 0));
  const last = Math.max(...times);
  return last === 0 ? null : last;
}
