import { type FormEvent, useCallback, useId, useMemo, useState } from 'react';
import { type AppId, appIds, appNames, type Settings } from '@/lib/model';
import { useAction } from '../common/use-action';
import { usePorts, useView } from '../ports';
import { words } from '../words';
import { CompareTable } from './compare-table';
import { compareWords } from './compare-words';
import { placeName } from './places';
import { answersFor, type Chosen, readCompare } from './read-compare';
import { nameOf, registerOf } from './setting-names';
import { showStep } from './show-value';
import { usePreview } from './use-preview';
import { settingWords } from './words';

interface Props {
  readonly settings: Settings;
  /** `open`: only what is asked; missing: every setting. */
  readonly only?: 'open';
  /** Called once the answers are stored. */
  readonly onDone?: () => void;
  /** What the button says while nothing is chosen; missing: there is none then. */
  readonly skipLabel?: string;
}

/** Which value holds where places that were never in step hold different ones. Nothing is chosen beforehand. */
export function CompareForm({ settings, only, onDone, skipLabel }: Props) {
  const { client } = usePorts();
  const apps = useView((view) => view.shared.apps);
  const workspaces = useView((view) => view.shared.workspaces);
  const id = useId();
  const [chosen, setChosen] = useState<Chosen>({});
  const all = useMemo(() => readCompare(settings, { apps, workspaces }), [settings, apps, workspaces]);
  const asked = all.filter(({ question }) => question !== null);
  const answers = useMemo(() => answersFor(all, chosen), [all, chosen]);
  const isTaking = answers.some(({ take }) => take !== null);
  const writes = usePreview(isTaking ? answers : null);
  const { run, busy, failed } = useAction(
    useCallback(async () => {
      if (answers.length > 0) await client.settings.compare(answers);
      onDone?.();
    }, [client, answers, onDone]),
  );
  const takeAll = (app: AppId) =>
    setChosen(
      Object.fromEntries(
        asked.flatMap(({ name, question }) => {
          const option = question?.main[app];
          return option?.takeable ? [[registerOf[name], option.place]] : [];
        }),
      ),
    );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    run();
  };
  const amount = writes?.length ?? 0;
  const label = answers.length === 0 ? skipLabel : sayAnswers(isTaking, amount);

  return (
    <form className="compare-form" onSubmit={submit}>
      {asked.length > 1 ? (
        <p className="take-all">
          {compareWords.all}
          {appIds.map((app) => (
            <button key={app} type="button" className="link" onClick={() => takeAll(app)}>
              {appNames[app]}
            </button>
          ))}
        </p>
      ) : null}
      <CompareTable
        rows={only ? asked : all}
        chosen={chosen}
        onChoose={(register, place) => setChosen({ ...chosen, [register]: place })}
      />
      {asked.length > 0 ? <p className="note">{compareWords.leaveMeans}</p> : null}
      {label === undefined ? null : (
        <div className="actions">
          <button
            type="submit"
            className="primary"
            disabled={busy}
            aria-describedby={amount > 0 ? `${id}-writes` : undefined}
          >
            {label}
          </button>
          {failed ? <span role="status">{words.didNotWork}</span> : null}
        </div>
      )}
      {writes && amount > 0 ? (
        <ul className="planned" id={`${id}-writes`} aria-label={compareWords.writes}>
          {writes.map(({ register, place, from, to }) => {
            const step = showStep(register, from, to);
            return (
              <li key={`${register}/${place}`}>
                {compareWords.write(settingWords.labels[nameOf[register]], placeName(place, { apps, workspaces }))}{' '}
                {step.from} → {step.to}
              </li>
            );
          })}
        </ul>
      ) : null}
    </form>
  );
}

function sayAnswers(isTaking: boolean, amount: number): string {
  if (!isTaking) return compareWords.leave;
  return amount > 0 ? compareWords.keepInStepCount(amount) : compareWords.keepInStep;
}
