import { startRelay } from '@/lib/page/bridge';
import { sayHello } from '@/lib/page/hello';
import { startLauncher } from '@/lib/page/launcher';
import { Lifetime } from '@/lib/page/lifetime';
import { isOrphaned, send } from '@/lib/page/runtime';
import { startPageSettings } from '@/lib/page/settings';

/**
 * Runs in every document of a connected app, from its first moment; registered by the background. One script for all that
 * runs in our own world there: three would each carry the same parts.
 */
export default {
  main() {
    const lifetime = new Lifetime(isOrphaned);
    lifetime.takeOver(document);
    // First, while no script of the page could have run: the way to the page's own world is handed over.
    startRelay(lifetime);
    const hello = sayHello(lifetime, send);
    void startPageSettings(lifetime, hello);
    startLauncher(lifetime, hello);
  },
} satisfies { main(): void };
