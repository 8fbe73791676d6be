import { Fragment, useCallback } from 'react';
import {
  type AppId,
  appIds,
  initialRights,
  permissionsFor,
  putOffUntil,
  type Right,
  type RightAnswer,
  rights,
} from '@/lib/model';
import { formatAsOf } from '../common/format-time';
import { useAction } from '../common/use-action';
import { useNow } from '../common/use-now';
import { usePorts, useView } from '../ports';
import { panelWords } from '../words/en/panel';
import { words } from '../words/en/view';

/** The switch for all code in the apps' pages, and the answers to its questions; each can be changed. */
export function RightsGiven() {
  const { client, where } = usePorts();
  const bridge = useView((state) => state.shared.preferences.bridge);
  const given = useView((state) => state.shared.settings?.rights ?? initialRights);
  const apps = useView((state) => state.shared.apps);
  const now = useNow(60_000);
  const turn = useAction(useCallback((next: 'on' | 'off') => client.updatePreferences({ bridge: next }), [client]));
  const { run, busy, failed } = useAction(
    useCallback(
      (app: AppId, right: Right, answer: RightAnswer) => client.do('allow', { app, right, answer }),
      [client],
    ),
  );
  return (
    <>
      <label className="check">
        <input
          type="checkbox"
          checked={bridge !== 'off'}
          // Inside an app's page it can only be switched off.
          disabled={where === 'widget' && bridge === 'off'}
          onChange={(event) => turn.run(event.target.checked ? 'on' : 'off')}
        />
        {panelWords.rights.bridge}
      </label>
      {appIds.flatMap((app) =>
        rights.map((right) => {
          const { connection } = apps[app];
          const answer = connection ? permissionsFor(app, connection.contract, given, now)[right] : 'ask';
          if (answer === 'ask') return null;
          const until = given.answers[app]?.[right] ? null : putOffUntil(given, app, right, now);
          const said = (answer === 'yes' ? panelWords.rights.mayNow : panelWords.rights.mayNot)[right][app];
          const turns = [
            ...(answer === 'no' ? [{ label: panelWords.rights.allow, to: 'yes' } as const] : []),
            ...(answer === 'yes' || until !== null ? [{ label: panelWords.rights.forbid, to: 'no' } as const] : []),
          ];
          return (
            <p className="hidden-at" key={`${app} ${right}`}>
              {until === null ? said : `${said} ${panelWords.rights.askAgain(formatAsOf(until, now))}`}
              {where === 'widget'
                ? null
                : turns.map(({ label, to }) => (
                    <Fragment key={to}>
                      {' '}
                      <button type="button" className="link" disabled={busy} onClick={() => run(app, right, to)}>
                        {label}
                      </button>
                    </Fragment>
                  ))}
            </p>
          );
        }),
      )}
      {failed || turn.failed ? <p role="status">{words.common.didNotWork}</p> : null}
    </>
  );
}
