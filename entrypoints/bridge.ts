import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { startInPage } from '@/lib/page/bridge';

/** Runs in the own world of every document of a connected app, from its first moment; registered by the background. */
export default defineUnlistedScript(() => {
  startInPage(window);
});
