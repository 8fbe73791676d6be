import { startRelay } from '@/lib/page/bridge/start-relay';
import { sayHello } from '@/lib/page/hello';
import { Lifetime } from '@/lib/page/lifetime';
import { isOrphaned, send } from '@/lib/page/runtime';
import { startPageSettings } from '@/lib/page/settings';
import { settling } from '@/lib/page/settled';

/**
 * Runs in every document of a connected app, from its first moment; registered by the background. Two things happen at
 * once: the connection to the page's own world, and the note of the settings that the app will read. Everything else
 * waits until the page has settled.
 */
export default {
  main() {
    const lifetime = new Lifetime(isOrphaned);
    lifetime.takeOver(document);
    const { settled, now } = settling(lifetime);
    startRelay(lifetime, now);
    void startPageSettings(lifetime, { settled, now, hello: () => sayHello(lifetime, send) });
  },
} satisfies { main(): void };
