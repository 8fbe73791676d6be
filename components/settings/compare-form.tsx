import { type FormEvent, useCallback, useId, useMemo, useState } from 'react';
import { type AppId, appIds, appNames, registerIds, type Settings } from '@/lib/model';
import { useAction } from '../common/use-action';
import { usePorts, useView } from '../ports';
import { moreWords } from '../words/en/on-demand';
import { panelWords } from '../words/en/panel';
import { words } from '../words/en/view';
import { CompareTable } from './compare-table';
import { placeName } from './place-name';
import { isNotInStep } from './place-participation';
import { answersFor, type Chosen, readCompare } from './read-compare';
import { nameOf, registerOf } from './setting-names';
import { showStep } from './show-value';
import { usePreview } from './use-preview';

interface Props {
  readonly settings: Settings;
  /** `open`: only the open questions; missing: every setting. */
  readonly only?: 'open';
  /** The effect on settings without a question: kept in step from now on, too, or left as they are. */
  readonly rest: 'follow' | 'leave';
  /** Called when the answers are stored. */
  readonly onDone?: () => void;
  /** Leaves everything as it is; missing: there is no button for that. */
  readonly onSkip?: () => void;
}

/** Asks which value to keep where places that were never in step differ. Nothing is preselected. */
export function CompareForm({ settings, only, rest, onDone, onSkip }: Props) {
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
      await client.do('compare', { answers, rest });
      onDone?.();
    }, [client, answers, rest, onDone]),
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
  const canBegin = rest === 'follow' && registerIds.some((register) => isNotInStep(register, settings));
  const canKeep = answers.length > 0 || canBegin;

  return (
    <form className="compare-form" onSubmit={submit}>
      {asked.length > 1 ? (
        <p className="take-all">
          {moreWords.compare.all}
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
      {asked.length > 0 ? <p className="note">{moreWords.compare.leaveMeans}</p> : null}
      <div className="actions">
        {canKeep ? (
          <button
            type="submit"
            className="primary"
            disabled={busy}
            aria-describedby={amount > 0 ? `${id}-writes` : undefined}
          >
            {isTaking || canBegin ? sayKeep(amount) : moreWords.compare.leave}
          </button>
        ) : null}
        {onSkip ? (
          <button type="button" className={canKeep ? 'plain' : 'primary'} onClick={onSkip}>
            {canKeep ? moreWords.compare.notNow : moreWords.compare.done}
          </button>
        ) : null}
        {failed ? <span role="status">{words.common.didNotWork}</span> : null}
      </div>
      {writes && amount > 0 ? (
        <ul className="planned" id={`${id}-writes`} aria-label={moreWords.compare.writes}>
          {writes.map(({ register, place, from, to }) => {
            const step = showStep(register, from, to);
            return (
              <li key={`${register}/${place}`}>
                {moreWords.compare.write(
                  panelWords.settings.labels[nameOf[register]],
                  placeName(place, { apps, workspaces }),
                  step.from,
                  step.to,
                )}
              </li>
            );
          })}
        </ul>
      ) : null}
    </form>
  );
}

const sayKeep = (amount: number) =>
  amount > 0 ? moreWords.compare.keepInStepCount(amount) : moreWords.compare.keepInStep;
