import { useMemo, useState } from 'react';
import type { SettingsState } from '@/lib/model';
import { useView } from '../ports';
import { readSettings, settingNotes } from './read-settings';
import type { SettingName } from './setting-names';
import { SettingRows } from './setting-rows';
import { SettingsHead } from './settings-head';

/** The settings of both apps side by side, equal ones linked; each opens to be changed. */
export function SettingsTable({ state }: { state: SettingsState | null }) {
  const apps = useView((view) => view.shared.apps);
  const workspaces = useView((view) => view.shared.workspaces);
  const [open, setOpen] = useState<SettingName | null>(null);
  const rows = useMemo(() => readSettings(apps, state?.settings ?? null, workspaces), [apps, state, workspaces]);
  return (
    <>
      <table className="settings">
        <SettingsHead />
        {rows.map((row) => (
          <SettingRows
            key={row.name}
            row={row}
            state={state}
            isOpen={open === row.name}
            onToggle={() => setOpen(open === row.name ? null : row.name)}
          />
        ))}
      </table>
      {settingNotes(apps).map((note) => (
        <p className="note" key={note}>
          {note}
        </p>
      ))}
    </>
  );
}
