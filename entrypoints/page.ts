import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { startRelay } from '@/lib/page/bridge';
import { startLauncher } from '@/lib/page/launcher';
import { startPageSettings } from '@/lib/page/settings';

/**
 * Runs in every document of a connected app, from its first moment; registered by the background. One script for all that
 * runs in our own world there: three would each carry the same parts.
 */
export default defineUnlistedScript(() => {
  // First, while no script of the page could have run: the way to the page's own world is handed over.
  startRelay();
  void startPageSettings();
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', startLauncher, { once: true });
  else startLauncher();
});
