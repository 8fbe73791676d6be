import { type FormEvent, useEffect, useId, useMemo, useState } from 'react';
import { appIds, type Json, type SettingsState } from '@/lib/model';
import { usePorts, useView } from '../ports';
import { ModelVerdict } from './model-verdict';
import { modelWords } from './model-words';
import { PairProviders } from './pair-providers';
import { providerName } from './providers';
import { lostProvider, readModelChoice, readProviders } from './read-model-choice';
import { modelOf } from './show-value';
import { useModels } from './use-models';

/** Providers that choose their model by themselves (AnythingLLM 1.16). */
const withoutModel: ReadonlySet<string> = new Set(['textgenwebui']);

interface Props {
  readonly state: SettingsState;
  readonly value: Json;
  readonly onSave: (value: Json) => void;
}

/** Provider and model, with each app's word on them before anything is saved. */
export function ModelEditor({ state, value, onSave }: Props) {
  const id = useId();
  const { client } = usePorts();
  const present = modelOf(value);
  const [draft, setDraft] = useState<{ readonly provider: string; readonly model: string } | null>(null);
  const { provider, model } = draft ?? { provider: present.provider ?? '', model: present.model ?? '' };
  const listed = useModels(provider);
  useEffect(() => {
    // What was stored stands in where nobody answers.
    client.settings.loadOffers().catch(() => undefined);
  }, [client]);

  const around = useMemo(() => ({ offers: state.offers, pairs: state.settings.pairs }), [state]);
  const providers = useMemo(
    () =>
      readProviders(around, present.provider)
        .map((each) => ({ ...each, name: providerName(each.provider) }))
        .sort((a, b) => a.name.localeCompare(b.name)),
    [around, present.provider],
  );
  const choice = readModelChoice({ provider, model: model.trim() }, listed ?? null, around);
  const isComplete = provider !== '' && (model.trim() !== '' || withoutModel.has(provider));
  const lost = useView(({ shared }) => lostProvider(shared.apps.anythingllm));
  const isNew = provider !== present.provider || model.trim() !== (present.model ?? '');
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (!isComplete || !isNew) return;
    onSave({ provider, model: model.trim() || null });
    setDraft(null);
  };

  return (
    <form className="model-editor" onSubmit={save}>
      <label htmlFor={`${id}-provider`}>{modelWords.provider}</label>
      <select
        id={`${id}-provider`}
        value={provider}
        onChange={(event) => setDraft({ provider: event.target.value, model: '' })}
      >
        {provider === '' ? <option value="" /> : null}
        {providers.map(({ provider: each, name, apps }) => (
          <option key={each} value={each}>
            {apps.length === 1 && apps[0] ? `${name} (${modelWords.onlyIn(apps[0])})` : name}
          </option>
        ))}
      </select>
      <label htmlFor={`${id}-model`}>{modelWords.model}</label>
      <input
        id={`${id}-model`}
        type="text"
        dir="ltr"
        list={`${id}-models`}
        autoCapitalize="none"
        autoComplete="off"
        spellCheck={false}
        aria-describedby={`${id}-verdicts`}
        value={model}
        onChange={(event) => setDraft({ provider, model: event.target.value })}
      />
      <datalist id={`${id}-models`}>
        {choice.models.map((each) => (
          <option key={each} value={each} />
        ))}
      </datalist>
      {provider === '' ? null : (
        <ul className="verdicts" id={`${id}-verdicts`} aria-live="polite">
          {appIds.map((app) => (
            <ModelVerdict
              key={app}
              app={app}
              choice={{ provider, model: model.trim() }}
              verdict={app === 'anythingllm' && listed === undefined ? null : choice.verdicts[app]}
              onInstead={(nearest) => setDraft({ provider, model: nearest })}
            />
          ))}
        </ul>
      )}
      {lost === null || !isNew ? null : <p className="lost">{modelWords.lost(lost)}</p>}
      {choice.pairing ? <PairProviders key={provider} provider={provider} pairing={choice.pairing} /> : null}
      <div className="actions">
        <button type="submit" aria-disabled={!isComplete || !isNew}>
          {modelWords.save}
        </button>
      </div>
    </form>
  );
}
