import { useCallback, useEffect, useState } from 'react';
import type { AppId, Json, SettingsState } from '@/lib/model';
import { Choice } from '../common/choice';
import { useAction } from '../common/use-action';
import { usePorts, useView } from '../ports';
import { type Before, beforeTry, readUndo, waitingApps } from '../settings/read-try';
import { useEdit } from '../settings/use-edit';
import { wanted } from '../settings/wanted';
import { connectWords } from '../words/en/connect';
import { panelWords } from '../words/en/panel';
import { words } from '../words/en/view';
import { Step } from './step';

const themes = (['light', 'dark'] as const).map((value) => ({ value, label: panelWords.settings.themes[value] }));
type Theme = (typeof themes)[number]['value'];

/** In ms: open tabs change faster than this, so a longer wait is for a tab to be opened. */
const patience = 800;

/** The end of the first run: one press, and both apps' open tabs change. */
export function StepTry({ onDone }: { onDone: () => void }) {
  const state = useView((view) => view.shared.settings);
  return (
    <Step heading={connectWords.tryHeading} lead={connectWords.tryLead}>
      {state ? <Try state={state} onDone={onDone} /> : null}
    </Step>
  );
}

function Try({ state, onDone }: { state: SettingsState; onDone: () => void }) {
  const { client } = usePorts();
  const { value, choose, failed } = useEdit('ui.theme', state.settings);
  const [tried, setTried] = useState<{ readonly theme: Theme; readonly before: Before } | null>(null);
  const undo = useAction(
    useCallback(
      async (before: Before) => {
        const now = client.store.getState().shared.settings;
        if (!now) return;
        const steps = readUndo(before, now);
        if (steps.kind === 'edit') await client.do('edit', { register: 'ui.theme', value: { value: steps.value } });
        else {
          for (const edit of steps.edits) await client.do('cancel', { edit });
          for (const change of steps.changes) await client.do('put-back', { change, for: 'me' });
        }
        setTried(null);
      },
      [client],
    ),
  );
  const waiting = waitingApps(state.settings);
  const hasArrived = waiting.length === 0 && wanted('ui.theme', state.settings) === tried?.theme;
  const isTold = useAfter(patience, tried?.theme) || hasArrived;
  const press = (theme: Theme) => {
    setTried({ theme, before: tried?.before ?? beforeTry(state) });
    choose(theme);
  };
  return (
    <>
      <div className="try">
        <span aria-hidden="true">{panelWords.settings.labels.theme}</span>
        <Choice legend={panelWords.settings.labels.theme} options={themes} value={asTheme(value)} onChoose={press} />
      </div>
      <p className="tried" role="status">
        {tried && isTold && !failed ? sayTried(tried.theme, waiting) : null}
        {failed || undo.failed ? words.common.didNotWork : null}
      </p>
      <div className="actions">
        <button type="button" className="primary" onClick={onDone}>
          {connectWords.done}
        </button>
        {tried ? (
          <button type="button" disabled={undo.busy} onClick={() => undo.run(tried.before)}>
            {connectWords.undo}
          </button>
        ) : null}
      </div>
    </>
  );
}

function sayTried(theme: Theme, [first, second]: readonly AppId[]): string {
  const { both, neither, one } = connectWords.tried[theme];
  if (first === undefined) return both;
  return second === undefined ? one(first) : neither;
}

/** Whether `what` has had its value for this many ms. */
function useAfter(ms: number, what: string | undefined): boolean {
  const [passed, setPassed] = useState<string>();
  useEffect(() => {
    const timer = setTimeout(() => setPassed(what), ms);
    return () => clearTimeout(timer);
  }, [ms, what]);
  return what !== undefined && passed === what;
}

const asTheme = (value: Json): Theme | null => themes.find((each) => each.value === value)?.value ?? null;
