import { useEffect } from 'react';
import { usePorts } from '../ports';

/**
 * Escape closes the panel inside an app's page, unless the key had another effect first, for example in the search. The
 * panel closes at keyup: the app, which then gets the focus, receives no part of the key.
 */
export function useClosing(): void {
  const { closeWidget } = usePorts();
  useEffect(() => {
    if (!closeWidget) return;
    const ended = new AbortController();
    let closing = false;
    const listen = (type: 'keydown' | 'keyup', hear: (event: KeyboardEvent) => void) =>
      document.addEventListener(type, hear, { signal: ended.signal });
    listen('keydown', ({ key, defaultPrevented, isComposing }) => {
      closing = key === 'Escape' && !defaultPrevented && !isComposing;
    });
    listen('keyup', ({ key }) => {
      if (closing && key === 'Escape') closeWidget();
    });
    return () => ended.abort();
  }, [closeWidget]);
}
