import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ConnectPage } from './connect';
import { Panel } from './panel';
import { type Ports, PortsProvider } from './ports';
import './styles/index.css';

function mount(ports: Ports, view: 'panel' | 'connect'): void {
  const root = document.getElementById('root');
  if (!root) throw new Error('The page has no root element.');
  createRoot(root).render(
    <StrictMode>
      <PortsProvider ports={ports}>{view === 'panel' ? <Panel /> : <ConnectPage />}</PortsProvider>
    </StrictMode>,
  );
}

/** Shows the panel in this page's `#root`. */
export function mountPanel(ports: Ports): void {
  mount(ports, 'panel');
}

/** Shows the connect page in this page's `#root`. */
export function mountConnectPage(ports: Ports): void {
  mount(ports, 'connect');
}
