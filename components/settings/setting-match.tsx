import { Icon } from '../common/icon';
import { panelWords } from '../words/en/panel';
import type { SettingRow } from './read-settings';

const icons = { same: 'same', different: 'different', waiting: 'sync' } as const;

/** Whether both apps hold the same value: a table cell between the two. */
export function SettingMatch({ match }: { match: SettingRow['match'] }) {
  if (match === 'unknown') return <td className="setting-match" />;
  return (
    <td className="setting-match" title={panelWords.settings[match]}>
      <Icon name={icons[match]} />
      <span className="visually-hidden">{panelWords.settings[match]}</span>
    </td>
  );
}
