import type { StorageArea, StorageChanges, WatchedArea } from '@/lib/store';
import { browser } from './browser';

type BrowserArea = typeof browser.storage.local;

/** Chromium lists keys from 130 on, Firefox from 143 on (both by their documentation). */
type WithKeys = BrowserArea & { getKeys?: () => Promise<string[]> };

function areaOf(area: () => WithKeys): StorageArea {
  return {
    keys: async () => (await area().getKeys?.()) ?? null,
    get: (keys) => area().get(keys === null ? null : [...keys]),
    set: (items) => area().set(items),
    remove: (keys) => area().remove([...keys]),
  };
}

/** On disk, without a size limit (`unlimitedStorage`). */
export const localArea: WatchedArea = {
  ...areaOf(() => browser.storage.local),
  watch(listener) {
    const onChanged = (changes: Record<string, { newValue?: unknown }>, name: string) => {
      if (name !== 'local') return;
      const values: StorageChanges = Object.fromEntries(
        Object.entries(changes).map(([key, change]) => [key, change.newValue]),
      );
      listener(values);
    };
    browser.storage.onChanged.addListener(onChanged);
    return () => browser.storage.onChanged.removeListener(onChanged);
  },
};

/** Only in the browser's memory: it ends with the browser and with an update of Tandem. */
export const sessionArea: StorageArea = areaOf(() => browser.storage.session as BrowserArea);

/**
 * Hides the stored copy from content scripts, which share a process with the page. Chromium can do that. In Firefox
 * content scripts always see `storage.local` (Firefox 153), which holds no token.
 */
export async function hideStorageFromPages(): Promise<void> {
  const local = browser.storage.local as BrowserArea & {
    setAccessLevel?: (level: { accessLevel: 'TRUSTED_CONTEXTS' }) => Promise<void>;
  };
  await local.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' });
}
