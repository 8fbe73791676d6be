import { Icon } from '../common/icon';
import { words } from '../words/en/view';
import type { SettingRow } from './read-settings';

const icons = { same: 'same', different: 'different', waiting: 'sync' } as const;

/** Whether both apps hold the same: a table cell between the two. */
export function SettingMatch({ match }: { match: SettingRow['match'] }) {
  if (match === 'unknown') return <td className="setting-match" />;
  return (
    <td className="setting-match" title={words.settings[match]}>
      <Icon name={icons[match]} />
      <span className="visually-hidden">{words.settings[match]}</span>
    </td>
  );
}
