import type { ReactNode } from 'react';
import { Icon } from '../common/icon';
import { TandemMark } from '../common/tandem-mark';
import { usePorts } from '../ports';
import { panelWords } from '../words/en/panel';
import { words } from '../words/en/view';

/** The top line: Tandem's mark, the search, and the links to the panel's other forms. */
export function PanelHeader({ children }: { children?: ReactNode }) {
  const { where, openPanelTab, openSidePanel } = usePorts();
  return (
    <header className="panel-head">
      <h1>
        <TandemMark size={26} />
        <span className="visually-hidden">{words.common.name}</span>
      </h1>
      {children}
      <div className="doors">
        {openSidePanel && where !== 'sidepanel' ? (
          <button
            type="button"
            className="plain"
            title={panelWords.panel.openSidePanel}
            aria-label={panelWords.panel.openSidePanel}
            onClick={openSidePanel}
          >
            <Icon name="side" />
          </button>
        ) : null}
        {where === 'tab' ? null : (
          <button
            type="button"
            className="plain"
            title={panelWords.panel.openInTab}
            aria-label={panelWords.panel.openInTab}
            onClick={openPanelTab}
          >
            <Icon name="tab" />
          </button>
        )}
      </div>
    </header>
  );
}
