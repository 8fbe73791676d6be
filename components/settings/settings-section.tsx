import { useCallback, useId } from 'react';
import { useChosen } from '../common/use-chosen';
import { usePorts, useView } from '../ports';
import { RightsAsked } from '../rights';
import { panelWords } from '../words/en/panel';
import { words } from '../words/en/view';
import { ChangesList } from './changes-list';
import { Needs } from './needs';
import { SettingsTable } from './settings-table';

/** The values of both apps, the open questions, and Tandem's writes. */
export function SettingsSection() {
  const state = useView((view) => view.shared.settings);
  return (
    <section aria-labelledby="settings-heading">
      <header className="section-head">
        <h2 id="settings-heading">{panelWords.settings.heading}</h2>
        {state ? <Pause paused={state.settings.paused} /> : null}
      </header>
      {state?.settings.paused ? <p className="note paused">{panelWords.settings.paused}</p> : null}
      <RightsAsked />
      {state ? <Needs settings={state.settings} /> : null}
      <SettingsTable state={state} />
      {state ? <ChangesList changes={state.changes} /> : null}
    </section>
  );
}

/** One switch for everything. */
function Pause({ paused }: { paused: boolean }) {
  const { client } = usePorts();
  const id = useId();
  const { value, choose, failed } = useChosen(
    paused,
    useCallback((paused: boolean) => client.do('pause', { paused }), [client]),
  );
  return (
    <>
      {failed ? <span role="status">{words.common.didNotWork}</span> : null}
      <label className="switch" title={panelWords.settings.pauseMeans}>
        <input
          type="checkbox"
          role="switch"
          checked={value}
          aria-checked={value}
          aria-describedby={id}
          onChange={(event) => choose(event.target.checked)}
        />
        {panelWords.settings.pause}
      </label>
      <span id={id} hidden>
        {panelWords.settings.pauseMeans}
      </span>
    </>
  );
}
