import { startInPage } from '@/lib/page/bridge/start-page';

/**
 * Runs in the page's own world of every document of a connected app, from its first moment; registered by the
 * background.
 */
export default {
  main() {
    startInPage(window);
  },
} satisfies { main(): void };
