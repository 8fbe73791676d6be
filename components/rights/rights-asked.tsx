import { useCallback, useId } from 'react';
import type { AppId, Right, RightAnswer } from '@/lib/model';
import { AnswerElsewhere } from '../common/answer-elsewhere';
import { useAction } from '../common/use-action';
import { usePorts, useView } from '../ports';
import { panelWords } from '../words/en/panel';
import { words } from '../words/en/view';

/** The questions of code in the apps' pages; answered in a window of Tandem's own, never inside an app's page. */
export function RightsAsked() {
  const { client, where } = usePorts();
  const asked = useView((state) => state.shared.settings?.rights.asked);
  const id = useId();
  const { run, busy, failed } = useAction(
    useCallback(
      (app: AppId, right: Right, answer: RightAnswer) => client.do('allow', { app, right, answer }),
      [client],
    ),
  );
  if (!asked || asked.length === 0) return null;
  return (
    <ul className="needs" aria-label={panelWords.rights.heading}>
      {asked.map(({ app, right }) => (
        <li className="need" key={`${app} ${right}`} aria-labelledby={`${id}-${app}-${right}`}>
          <p id={`${id}-${app}-${right}`}>{panelWords.rights.asks[right][app]}</p>
          {where === 'widget' ? (
            <AnswerElsewhere />
          ) : (
            <div className="actions">
              <button type="button" disabled={busy} onClick={() => run(app, right, 'yes')}>
                {panelWords.rights.allow}
              </button>
              <button type="button" className="plain" disabled={busy} onClick={() => run(app, right, 'later')}>
                {panelWords.rights.notNow}
              </button>
              <button type="button" className="plain" disabled={busy} onClick={() => run(app, right, 'no')}>
                {panelWords.rights.never}
              </button>
            </div>
          )}
        </li>
      ))}
      {failed ? <li role="status">{words.common.didNotWork}</li> : null}
    </ul>
  );
}
