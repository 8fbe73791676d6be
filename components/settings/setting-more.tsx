import { useCallback, useMemo, useState } from 'react';
import { type Mode, modes, type RegisterId, type Settings } from '@/lib/model';
import { Choice } from '../common/choice';
import { Icon } from '../common/icon';
import { useChosen } from '../common/use-chosen';
import { usePorts, useView } from '../ports';
import { moreWords } from '../words/en/on-demand';
import { words } from '../words/en/view';
import { PlaceRoleRow } from './place-role-row';
import { readRoles } from './read-roles';
import { WorkspaceRoles } from './workspace-roles';

const modeOptions = modes.map((value) => ({ value, label: moreWords.editor.modes[value] }));

interface Props {
  readonly register: RegisterId;
  readonly settings: Settings;
  readonly open: boolean;
}

/** The mode of a setting, and its places. */
export function SettingMore({ register, settings, open }: Props) {
  const { client } = usePorts();
  const apps = useView((view) => view.shared.apps);
  const workspaces = useView((view) => view.shared.workspaces);
  const roles = useMemo(
    () => readRoles(register, settings, { apps, workspaces }),
    [register, settings, apps, workspaces],
  );
  const mode = useChosen(
    settings.modes[register] ?? 'automatic',
    useCallback((next: Mode) => client.do('mode', { register, mode: next }), [client, register]),
  );
  // The first choice in here may end the reason to be open, but it must not close while the user works in it.
  const [isOpened, setIsOpened] = useState(open);
  if (open && !isOpened) setIsOpened(true);
  return (
    <details className="fold" open={isOpened || undefined}>
      <summary>
        <Icon name="chevron" />
        {moreWords.editor.more}
      </summary>
      <div className="setting-more">
        <Choice legend={moreWords.editor.modeLegend} options={modeOptions} value={mode.value} onChoose={mode.choose} />
        <p className="aside">{moreWords.editor.modeMeans[mode.value]}</p>
        {mode.failed ? <p role="status">{words.common.didNotWork}</p> : null}
        {mode.value === 'off' ? null : (
          <fieldset className="roles">
            <legend className="visually-hidden">{moreWords.editor.where}</legend>
            {roles.places.map((place) => (
              <PlaceRoleRow key={place.place} register={register} place={place} />
            ))}
            {roles.workspaces ? <WorkspaceRoles register={register} workspaces={roles.workspaces} /> : null}
          </fieldset>
        )}
      </div>
    </details>
  );
}
