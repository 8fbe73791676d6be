import { lazy, type RefObject, Suspense, useId, useRef } from 'react';
import { appIds, lastUsedPlace, type SettingsState } from '@/lib/model';
import { Icon } from '../common/icon';
import { useKeepFocus } from '../common/use-keep-focus';
import { useOnline } from '../common/use-online';
import { useView } from '../ports';
import { panelWords } from '../words/en/panel';
import { PlaceLines } from './place-lines';
import { idleAt } from './place-participation';
import { readLines } from './read-lines';
import type { SettingRow } from './read-settings';
import { SettingMatch } from './setting-match';
import { registerOf } from './setting-names';
import { SettingSide } from './setting-side';
import { lastEdit } from './wanted';

/** Loaded when a setting is opened. */
const SettingEditor = lazy(async () => ({ default: (await import('../on-demand')).SettingEditor }));

interface Props {
  readonly row: SettingRow;
  /** Null: the settings are read-only. */
  readonly state: SettingsState | null;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

/** A setting: both apps' values, the differences between places below them, and its control if it is open. */
export function SettingRows({ row: { name, sides, match }, state, isOpen, onToggle }: Props) {
  const id = useId();
  const opener = useRef<HTMLButtonElement>(null);
  return (
    <tbody>
      <tr data-match={match}>
        <th scope="row">
          {state ? (
            <button
              type="button"
              ref={opener}
              className="setting-name"
              aria-expanded={isOpen}
              aria-controls={isOpen ? id : undefined}
              onClick={onToggle}
            >
              {panelWords.settings.labels[name]}
              <Icon name="chevron" />
            </button>
          ) : (
            panelWords.settings.labels[name]
          )}
        </th>
        <SettingSide app="anythingllm" side={sides.anythingllm} />
        <SettingMatch match={match} />
        <SettingSide app="librechat" side={sides.librechat} />
      </tr>
      {state ? <Stand name={name} state={state} opener={opener} /> : null}
      {state && isOpen ? (
        <tr className="setting-open" id={id}>
          <td colSpan={4}>
            <Suspense>
              <SettingEditor register={registerOf[name]} state={state} />
            </Suspense>
          </td>
        </tr>
      ) : null}
    </tbody>
  );
}

interface StandProps {
  readonly name: SettingRow['name'];
  readonly state: SettingsState;
  /** Gets the focus when the last line about a place is gone. */
  readonly opener: RefObject<HTMLButtonElement | null>;
}

function Stand({ name, state: { settings, offers }, opener }: StandProps) {
  const apps = useView((view) => view.shared.apps);
  const workspaces = useView((view) => view.shared.workspaces);
  const online = useOnline();
  const register = registerOf[name];
  const lines = readLines(register, { shared: { apps, workspaces }, settings, online, offers });
  // A model without effect does not appear after a reload either.
  const isIdle = register === 'llm.model' && idleAt(apps).includes(lastUsedPlace);
  const reload = isIdle ? [] : appIds.filter((app) => apps[app].ui?.afterReload?.includes(register));
  useKeepFocus(lines.length + reload.length, opener);
  if (lines.length + reload.length === 0) return null;
  return (
    <tr className="setting-stand">
      <td colSpan={4}>
        <PlaceLines
          register={register}
          setting={panelWords.settings.labels[name]}
          lines={lines}
          edit={lastEdit(register, settings)}
          reload={reload}
          names={{ apps, workspaces }}
        />
      </td>
    </tr>
  );
}
