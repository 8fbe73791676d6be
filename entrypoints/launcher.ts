import { startLauncher } from '@/lib/page/launcher';
import { Lifetime } from '@/lib/page/lifetime';
import { isOrphaned } from '@/lib/page/runtime';

/** Runs in documents of connected apps that have settled, where the launcher may stand; started by the background. */
export default {
  main() {
    const lifetime = new Lifetime(isOrphaned);
    lifetime.takeOver(document, 'tandem:launcher');
    void startLauncher(lifetime);
  },
} satisfies { main(): void };
