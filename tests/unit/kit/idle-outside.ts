import type { Outside } from '@/lib/sync';

/** A browser that is asked for nothing. */
export const idleOutside: Outside = {
  wire: async () => undefined,
  recognise: () => Promise.reject(new Error('not asked')),
  releaseHost: async () => undefined,
  openItem: async () => undefined,
  isTabOf: async () => false,
  closePanel: async () => undefined,
  startLauncher: async () => undefined,
  startLaunchers: async () => undefined,
  tellLaunchers: async () => undefined,
};
