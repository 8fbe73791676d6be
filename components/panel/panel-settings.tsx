import { SettingsTable } from '../settings/settings-table';
import { settingWords } from '../settings/words';
import { StatusSection } from '../status/status-section';

/** What stands below or beside the list: settings, then status. */
export function PanelSettings() {
  return (
    <>
      <section aria-labelledby="settings-heading">
        <header className="section-head">
          <h2 id="settings-heading">{settingWords.heading}</h2>
        </header>
        <SettingsTable />
      </section>
      <StatusSection />
    </>
  );
}
