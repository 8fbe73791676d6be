import { type FormEvent, useEffect, useId, useMemo, useState } from 'react';
import { appIds, type Json, knownItems, type SettingsState } from '@/lib/model';
import { withoutModel } from '@/lib/settings/definitions/verdicts';
import { usePorts, useView } from '../ports';
import { moreWords } from '../words/en/on-demand';
import { panelWords } from '../words/en/panel';
import { ModelVerdict } from './model-verdict';
import { ProviderAlias } from './provider-alias';
import { providerName } from './providers';
import { isDoubtful, lostProvider, readModelChoice, readProviders, silenceOf } from './read-model-choice';
import { modelOf } from './show-value';
import { useModels } from './use-models';

interface Props {
  readonly state: SettingsState;
  readonly value: Json;
  readonly onSave: (value: Json) => void;
}

/** Provider and model, with each app's verdict before anything is saved. */
export function ModelEditor({ state, value, onSave }: Props) {
  const id = useId();
  const { client } = usePorts();
  const apps = useView((view) => view.shared.apps);
  const present = modelOf(value);
  const [draft, setDraft] = useState<{ readonly provider: string; readonly model: string } | null>(null);
  const { provider, model } = draft ?? { provider: present.provider ?? '', model: present.model ?? '' };
  const listed = useModels(provider);
  /** The choice that the user wants although no app is known to have it. */
  const [anyway, setAnyway] = useState<string | null>(null);
  useEffect(() => {
    // If no app answers, the stored offers are used.
    client.do('offers', {}).catch(() => undefined);
  }, [client]);

  const around = useMemo(() => ({ offers: state.offers, providerAliases: state.settings.providerAliases }), [state]);
  const providers = useMemo(
    () =>
      readProviders(around, present.provider)
        .map((each) => ({ ...each, name: providerName(each.provider) }))
        .sort((a, b) => a.name.localeCompare(b.name)),
    [around, present.provider],
  );
  const choice = readModelChoice({ provider, model: model.trim() }, knownItems(listed ?? null), around);
  const leftOut = (listed?.leftOut ?? 0) + choice.leftOut;
  const isComplete = provider !== '' && (model.trim() !== '' || withoutModel.has(provider));
  const name = `${provider}/${model.trim()}`;
  const needsWord = isComplete && isDoubtful(choice.verdicts, apps);
  const isMeant = !needsWord || anyway === name;
  const lost = useView(({ shared }) => lostProvider(shared.apps.anythingllm));
  const isNew = provider !== present.provider || model.trim() !== (present.model ?? '');
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (!isComplete || !isNew || !isMeant) return;
    onSave({ provider, model: model.trim() || null });
    setDraft(null);
    setAnyway(null);
  };

  return (
    <form className="model-editor" onSubmit={save}>
      <label htmlFor={`${id}-provider`}>{moreWords.model.provider}</label>
      <select
        id={`${id}-provider`}
        value={provider}
        onChange={(event) => setDraft({ provider: event.target.value, model: '' })}
      >
        {provider === '' ? <option value="" /> : null}
        {providers.map(({ provider: each, name, apps }) => (
          <option key={each} value={each}>
            {apps.length === 1 && apps[0] ? moreWords.model.onlyIn(name, apps[0]) : name}
          </option>
        ))}
      </select>
      <label htmlFor={`${id}-model`}>{moreWords.model.model}</label>
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
      {leftOut > 0 ? <p className="aside">{panelWords.search.leftOut.models(leftOut)}</p> : null}
      {provider === '' ? null : (
        <ul className="verdicts" id={`${id}-verdicts`} aria-live="polite">
          {appIds.map((app) => (
            <ModelVerdict
              key={app}
              app={app}
              choice={{ provider, model: model.trim() }}
              silence={silenceOf(app, apps)}
              verdict={app === 'anythingllm' && listed === undefined ? null : choice.verdicts[app]}
              onInstead={(nearest) => setDraft({ provider, model: nearest })}
            />
          ))}
        </ul>
      )}
      {lost === null || !isNew ? null : <p className="lost">{moreWords.model.lost(lost)}</p>}
      {choice.alias ? <ProviderAlias key={provider} provider={provider} pairing={choice.alias} /> : null}
      {needsWord && isNew && listed !== undefined ? (
        <label className="anyway">
          <input
            type="checkbox"
            checked={anyway === name}
            onChange={(event) => setAnyway(event.target.checked ? name : null)}
          />
          {moreWords.model.anyway(model.trim() || providerName(provider))}
        </label>
      ) : null}
      <div className="actions">
        <button type="submit" aria-disabled={!isComplete || !isNew || !isMeant}>
          {moreWords.model.save}
        </button>
      </div>
    </form>
  );
}
