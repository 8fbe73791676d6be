import type { ReactNode } from 'react';
import { Icon } from '../common/icon';
import { TandemMark } from '../common/tandem-mark';
import { usePorts } from '../ports';
import { words } from '../words/en/view';

/** The top line: Tandem's mark, the search, and the other doors to the same panel. */
export function PanelHeader({ children }: { children?: ReactNode }) {
  const { where, openPanelTab, openSidePanel } = usePorts();
  return (
    <header className="panel-head">
      <h1>
        <TandemMark size={26} />
        <span className="visually-hidden">{words.panel.name}</span>
      </h1>
      {children}
      <div className="doors">
        {openSidePanel && where !== 'sidepanel' ? (
          <button
            type="button"
            className="plain"
            title={words.panel.openSidePanel}
            aria-label={words.panel.openSidePanel}
            onClick={openSidePanel}
          >
            <Icon name="side" />
          </button>
        ) : null}
        {where === 'tab' ? null : (
          <button
            type="button"
            className="plain"
            title={words.panel.openInTab}
            aria-label={words.panel.openInTab}
            onClick={openPanelTab}
          >
            <Icon name="tab" />
          </button>
        )}
      </div>
    </header>
  );
}
