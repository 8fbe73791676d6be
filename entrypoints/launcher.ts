import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { startLauncher } from '@/lib/page/launcher';

/** Runs in every document of a connected app once it stands; registered by the background. */
export default defineUnlistedScript(() => {
  startLauncher();
});
