import { startLauncher } from '@/lib/page/launcher';
import { Lifetime } from '@/lib/page/lifetime';
import { isOrphaned } from '@/lib/page/runtime';

/** Runs in settled documents of connected apps if the launcher may be there; started by the background. */
export default {
  main() {
    const lifetime = new Lifetime(isOrphaned);
    lifetime.takeOver(document, 'tandem:launcher');
    void startLauncher(lifetime);
  },
} satisfies { main(): void };
