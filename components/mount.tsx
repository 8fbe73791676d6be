import { type ReactNode, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { followAppearance } from './appearance';
import { type Ports, PortsProvider } from './ports';
import './styles/index.css';

/** Shows a view in this page's `#root`. Each page names its own view, so that none loads another's code. */
export function mount(ports: Ports, view: ReactNode): void {
  const root = document.getElementById('root');
  if (!root) throw new Error('The page has no root element.');
  document.documentElement.dataset.where = ports.where;
  followAppearance(ports);
  createRoot(root).render(
    <StrictMode>
      <PortsProvider ports={ports}>{view}</PortsProvider>
    </StrictMode>,
  );
}
