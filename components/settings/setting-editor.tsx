import { useId, useMemo } from 'react';
import type { Json, RegisterId, SettingsState } from '@/lib/model';
import { Choice } from '../common/choice';
import type { Chosen } from '../common/use-chosen';
import { useView } from '../ports';
import { moreWords } from '../words/en/on-demand';
import { panelWords } from '../words/en/panel';
import { words } from '../words/en/view';
import { heldInCommon } from './held-in-common';
import { commonLanguages } from './languages';
import { ModelEditor } from './model-editor';
import { NumberField } from './number-field';
import { hasOwnPreset, isAnywhere, isNotInStep, startsWith } from './place-participation';
import { SettingMore } from './setting-more';
import { nameOf } from './setting-names';
import { choices, showSize } from './show-value';
import { showLanguage } from './ui-values';
import { useEdit } from './use-edit';

/** The content below a setting's row: the control, then the places of the setting behind "More". */
export function SettingEditor({ register, state }: { register: RegisterId; state: SettingsState }) {
  const apps = useView((view) => view.shared.apps);
  const { settings } = state;
  const editing = useEdit(register, settings);
  const common = useMemo(() => heldInCommon(register, state), [register, state]);
  const shown = editing.value === null ? { ...editing, value: common } : editing;
  const isOff = settings.modes[register] === 'off';
  const follows = isAnywhere(register, settings);
  return (
    <div className="setting-editor">
      {isOff ? <p className="aside">{moreWords.editor.isOff}</p> : null}
      {!isOff && !follows ? <p className="aside">{moreWords.editor.nothingFollows}</p> : null}
      {!isOff && follows ? <Control register={register} state={state} editing={shown} /> : null}
      {follows && isNotInStep(register, settings) ? <p className="aside">{moreWords.editor.notBegun}</p> : null}
      {!isOff && hasOwnPreset(register, settings, apps) ? <p className="aside">{moreWords.editor.ownPreset}</p> : null}
      {!isOff && register === 'llm.model' ? <OwnersChoice /> : null}
      {editing.failed ? <p role="status">{words.common.didNotWork}</p> : null}
      <SettingMore register={register} settings={settings} open={isOff || !follows} />
    </div>
  );
}

/** The start of new chats, if LibreChat's owner decides it. */
function OwnersChoice() {
  const apps = useView((view) => view.shared.apps);
  const { place, spec, label = '' } = startsWith(apps) ?? {};
  if (!spec) return null;
  const { owner, places = [] } = apps.librechat.llm ?? {};
  const isPresetOnce = owner?.presets === 'on' && places.some((one) => one.place === 'default-preset');
  return (
    <p className="aside">
      {place === 'owner' ? moreWords.editor.ownersFirst(label) : moreWords.editor.ownersListed(label)}
      {isPresetOnce ? ` ${moreWords.editor.presetOnce}` : null}
    </p>
  );
}

interface ControlProps {
  readonly register: RegisterId;
  readonly state: SettingsState;
  readonly editing: Chosen<Json>;
}

/** A letter in each size, with a name for screen readers and as a tooltip. */
const sizes = [1, 2, 3, 4, 5].map((value) => ({
  value,
  label: (
    <span title={showSize(value).text}>
      <span className="size-letter" data-size={value} aria-hidden="true">
        A
      </span>
      <span className="visually-hidden">{showSize(value).text}</span>
    </span>
  ),
}));

function Control({ register, state, editing: { value, choose } }: ControlProps) {
  const legend = panelWords.settings.labels[nameOf[register]];
  switch (register) {
    case 'llm.model':
      return <ModelEditor state={state} value={value} onSave={choose} />;
    case 'llm.temperature':
      return (
        <NumberField label={legend} value={asNumber(value)} limits={{ min: 0, max: 2, step: 0.1 }} onSave={choose} />
      );
    case 'llm.maxTokens':
      return (
        <NumberField
          label={legend}
          value={asNumber(value)}
          limits={{ min: 1, max: 10_000_000, step: 1 }}
          onSave={choose}
        />
      );
    case 'ui.textSize':
      return <Choice legend={legend} options={sizes} value={asNumber(value)} onChoose={choose} />;
    case 'ui.language':
      return <LanguageField label={legend} value={typeof value === 'string' ? value : null} onChoose={choose} />;
    default: {
      const words = choices[register] ?? {};
      return (
        <Choice
          legend={legend}
          options={Object.entries(words).map(([each, label]) => ({ value: each, label }))}
          value={typeof value === 'string' && value in words ? value : null}
          onChoose={choose}
        />
      );
    }
  }
}

const asNumber = (value: unknown) => (typeof value === 'number' ? value : null);

interface LanguageProps {
  readonly label: string;
  readonly value: string | null;
  readonly onChoose: (language: string) => void;
}

function LanguageField({ label, value, onChoose }: LanguageProps) {
  const id = useId();
  const languages = useMemo(() => {
    const all = value === null || commonLanguages.includes(value) ? commonLanguages : [...commonLanguages, value];
    return all.map((tag) => ({ tag, name: showLanguage(tag).text })).sort((a, b) => a.name.localeCompare(b.name));
  }, [value]);
  return (
    <div className="setting-control">
      <label className="visually-hidden" htmlFor={id}>
        {label}
      </label>
      <select id={id} value={value ?? ''} onChange={(event) => onChoose(event.target.value)}>
        {value === null ? (
          <option value="" disabled>
            {moreWords.editor.languageChoose}
          </option>
        ) : null}
        {languages.map(({ tag, name }) => (
          <option key={tag} value={tag}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}
