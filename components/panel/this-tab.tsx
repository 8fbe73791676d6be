import { Notice } from '../common/notice';
import { usePorts } from '../ports';
import { panelWords } from '../words/en/panel';
import { useThisTab } from './use-this-tab';

/** "This looks like LibreChat. [Use it]" over a tab of an app that is not connected. */
export function ThisTab() {
  const { openConnect } = usePorts();
  const tab = useThisTab();
  if (!tab) return null;
  return (
    <Notice
      actions={
        <button type="button" onClick={() => openConnect(tab)}>
          {panelWords.panel.useIt}
        </button>
      }
    >
      {panelWords.panel.looksLike(tab.app)}
    </Notice>
  );
}
