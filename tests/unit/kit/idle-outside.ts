import type { BrowserActions } from '@/lib/background';

/** A browser that is asked for nothing. */
export const idleOutside: BrowserActions = {
  wire: async () => undefined,
  recognise: () => Promise.reject(new Error('not asked')),
  releaseHost: async () => undefined,
  openItem: async () => undefined,
  isTabOf: async () => false,
  openPanelTab: async () => undefined,
  closePanel: async () => undefined,
  startLauncher: async () => undefined,
  startLaunchers: async () => undefined,
  diagnostics: async () => '',
  searchInside: async () => ({ hits: [], index: 'complete' }),
  tellLaunchers: async () => undefined,
};
