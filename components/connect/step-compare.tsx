import { useView } from '../ports';
import { readSettings } from '../settings/read-settings';
import { SettingsTable } from '../settings/settings-table';
import { Step } from './step';
import { connectWords } from './words';

/** Both apps' settings side by side. Changes nothing. */
export function StepCompare({ onDone }: { onDone: () => void }) {
  const rows = readSettings(useView((state) => state.shared.apps));
  const same = rows.filter(({ match }) => match === 'same').length;
  const different = rows.filter(({ match }) => match === 'different').length;
  return (
    <Step heading={connectWords.compareHeading} lead={connectWords.compareLead}>
      {same + different > 0 ? <p className="compare-counts">{connectWords.compareCounts(same, different)}</p> : null}
      <div className="compare">
        <SettingsTable />
      </div>
      <div className="actions">
        <button type="button" className="primary" onClick={onDone}>
          {connectWords.done}
        </button>
      </div>
    </Step>
  );
}
