import { SettingsSection } from '../settings/settings-section';
import { StatusSection } from '../status/status-section';

/** The content below or beside the list: settings, then status. */
export function PanelSettings() {
  return (
    <>
      <SettingsSection />
      <StatusSection />
    </>
  );
}
