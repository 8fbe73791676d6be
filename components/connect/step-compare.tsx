import { useView } from '../ports';
import { CompareForm } from '../settings/compare-form';
import { readNeeds } from '../settings/read-needs';
import { readSettings } from '../settings/read-settings';
import { SettingsTable } from '../settings/settings-table';
import { connectWords } from '../words/en/connect';
import { Step } from './step';

/** Both apps' settings side by side, with a choice for each difference. */
export function StepCompare({ onDone, onSkip }: { onDone: () => void; onSkip: () => void }) {
  const apps = useView((view) => view.shared.apps);
  const state = useView((view) => view.shared.settings);
  const isDone =
    state !== null && readNeeds(state.settings).every(({ kind }) => kind !== 'compare' && kind !== 'begin');
  const rows = readSettings(apps);
  const same = rows.filter(({ match }) => match === 'same').length;
  const different = rows.filter(({ match }) => match === 'different').length;
  return (
    <Step heading={connectWords.compareHeading} lead={isDone ? connectWords.compareInStep : connectWords.compareLead}>
      {same + different > 0 ? <p className="compare-counts">{connectWords.compareCounts(same, different)}</p> : null}
      {state ? (
        <div className="compare">
          <CompareForm settings={state.settings} rest="follow" onDone={onDone} onSkip={onSkip} />
        </div>
      ) : (
        <>
          <div className="compare">
            <SettingsTable state={null} />
          </div>
          <div className="actions">
            <button type="button" className="primary" onClick={onDone}>
              {connectWords.done}
            </button>
          </div>
        </>
      )}
    </Step>
  );
}
