import { useCallback, useId } from 'react';
import { AnswerElsewhere } from '../common/answer-elsewhere';
import { useAction } from '../common/use-action';
import { usePorts, useView } from '../ports';
import { words } from '../words/en/view';

/** What code in the apps' pages asks for; answered in a window of Tandem's own, never inside an app's page. */
export function RightsAsked() {
  const { client, where } = usePorts();
  const asked = useView((state) => state.shared.settings?.rights.asked);
  const id = useId();
  const { run, busy, failed } = useAction(
    useCallback((...answer: Parameters<typeof client.settings.allow>) => client.settings.allow(...answer), [client]),
  );
  if (!asked || asked.length === 0) return null;
  return (
    <ul className="needs" aria-label={words.rights.heading}>
      {asked.map(({ app, right }) => (
        <li className="need" key={`${app} ${right}`} aria-labelledby={`${id}-${app}-${right}`}>
          <p id={`${id}-${app}-${right}`}>{words.rights.asks[right][app]}</p>
          {where === 'widget' ? (
            <AnswerElsewhere />
          ) : (
            <div className="actions">
              <button type="button" disabled={busy} onClick={() => run(app, right, 'yes')}>
                {words.rights.allow}
              </button>
              <button type="button" className="plain" disabled={busy} onClick={() => run(app, right, 'later')}>
                {words.rights.notNow}
              </button>
              <button type="button" className="plain" disabled={busy} onClick={() => run(app, right, 'no')}>
                {words.rights.never}
              </button>
            </div>
          )}
        </li>
      ))}
      {failed ? <li role="status">{words.common.didNotWork}</li> : null}
    </ul>
  );
}
