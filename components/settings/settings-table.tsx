import { useMemo } from 'react';
import { type AppId, appNames } from '@/lib/model';
import { AppMark } from '../common/app-mark';
import { Icon } from '../common/icon';
import { useView } from '../ports';
import { readSettings, type SettingRow, settingNotes } from './read-settings';
import { SettingSide } from './setting-side';
import { settingWords } from './words';

/** The settings of both apps next to each other, equal ones linked. */
export function SettingsTable() {
  const apps = useView((state) => state.shared.apps);
  const rows = useMemo(() => readSettings(apps), [apps]);
  return (
    <>
      <table className="settings">
        <caption className="visually-hidden">{settingWords.tableName}</caption>
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">{settingWords.setting}</span>
            </th>
            <AppHead app="anythingllm" />
            <th scope="col">
              <span className="visually-hidden">{settingWords.comparison}</span>
            </th>
            <AppHead app="librechat" />
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.name} row={row} />
          ))}
        </tbody>
      </table>
      {settingNotes(apps).map((note) => (
        <p className="note" key={note}>
          {note}
        </p>
      ))}
    </>
  );
}

function AppHead({ app }: { app: AppId }) {
  return (
    <th scope="col" data-app={app}>
      <AppMark app={app} size="small" />
      {appNames[app]}
    </th>
  );
}

function Row({ row: { name, sides, match } }: { row: SettingRow }) {
  return (
    <tr data-match={match}>
      <th scope="row">{settingWords.labels[name]}</th>
      <SettingSide app="anythingllm" side={sides.anythingllm} />
      <td className="setting-match" title={match === 'unknown' ? undefined : settingWords[match]}>
        {match === 'unknown' ? null : (
          <>
            <Icon name={match} />
            <span className="visually-hidden">{settingWords[match]}</span>
          </>
        )}
      </td>
      <SettingSide app="librechat" side={sides.librechat} />
    </tr>
  );
}
