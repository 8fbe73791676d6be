import { startRelay } from '@/lib/page/bridge';
import { startLauncher } from '@/lib/page/launcher';
import { startPageSettings } from '@/lib/page/settings';

/**
 * Runs in every document of a connected app, from its first moment; registered by the background. One script for all that
 * runs in our own world there: three would each carry the same parts.
 */
export default {
  main() {
    // First, while no script of the page could have run: the way to the page's own world is handed over.
    startRelay();
    void startPageSettings();
    // The page's own start comes first: together they would be one long task.
    const whenIdle = () => requestIdleCallback(startLauncher, { timeout: 2_000 });
    if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', whenIdle, { once: true });
    else whenIdle();
  },
} satisfies { main(): void };
