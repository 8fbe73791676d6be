import { useEffect } from 'react';
import { usePorts } from '../ports';

/** Escape closes the panel inside an app's page, unless the key did something else first, as clearing the search. */
export function useClosing(): void {
  const { closeWidget } = usePorts();
  useEffect(() => {
    if (!closeWidget) return;
    const close = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented && !event.isComposing) closeWidget();
    };
    document.addEventListener('keydown', close);
    return () => document.removeEventListener('keydown', close);
  }, [closeWidget]);
}
