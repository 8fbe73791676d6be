import { type AppId, appNames } from '@/lib/model';
import { AppMark } from '../common/app-mark';
import { panelWords } from '../words/en/panel';

/** Caption and column heads of a table of both apps' settings. */
export function SettingsHead() {
  return (
    <>
      <caption className="visually-hidden">{panelWords.settings.tableName}</caption>
      <thead>
        <tr>
          <th scope="col">
            <span className="visually-hidden">{panelWords.settings.setting}</span>
          </th>
          <AppHead app="anythingllm" />
          <th scope="col">
            <span className="visually-hidden">{panelWords.settings.comparison}</span>
          </th>
          <AppHead app="librechat" />
        </tr>
      </thead>
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
