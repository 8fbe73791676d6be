import { useCallback } from 'react';
import { appIds, initialRights, permissionsFor, rights } from '@/lib/model';
import { useAction } from '../common/use-action';
import { usePorts, useView } from '../ports';
import { words } from '../words';
import { rightWords } from './words';

/** The switch for all code in the apps' pages, and what it was allowed or forbidden; each can be turned round. */
export function RightsGiven() {
  const { client, where } = usePorts();
  const bridge = useView((state) => state.shared.preferences.bridge);
  const given = useView((state) => state.shared.settings?.rights ?? initialRights);
  const apps = useView((state) => state.shared.apps);
  const turn = useAction(useCallback((next: 'on' | 'off') => client.updatePreferences({ bridge: next }), [client]));
  const { run, busy, failed } = useAction(
    useCallback((...answer: Parameters<typeof client.settings.allow>) => client.settings.allow(...answer), [client]),
  );
  return (
    <>
      <label className="check">
        <input
          type="checkbox"
          checked={bridge !== 'off'}
          // Inside an app's page it can only be turned off.
          disabled={where === 'widget' && bridge === 'off'}
          onChange={(event) => turn.run(event.target.checked ? 'on' : 'off')}
        />
        {rightWords.bridge}
      </label>
      {appIds.flatMap((app) =>
        rights.map((right) => {
          const { connection } = apps[app];
          const answer = connection ? permissionsFor(app, connection.contract, given)[right] : 'ask';
          if (answer === 'ask') return null;
          return (
            <p className="hidden-at" key={`${app} ${right}`}>
              {answer === 'yes' ? rightWords.mayNow(app, right) : rightWords.mayNot(app, right)}{' '}
              {where === 'widget' ? null : (
                <button
                  type="button"
                  className="link"
                  disabled={busy}
                  onClick={() => run(app, right, answer === 'yes' ? 'no' : 'yes')}
                >
                  {answer === 'yes' ? rightWords.forbid : rightWords.allow}
                </button>
              )}
            </p>
          );
        }),
      )}
      {failed || turn.failed ? <p role="status">{words.didNotWork}</p> : null}
    </>
  );
}
