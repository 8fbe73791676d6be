import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { startPageSettings } from '@/lib/page/settings';

/** Runs in every document of a connected app, from its first moment; registered by the background. */
export default defineUnlistedScript(() => {
  void startPageSettings();
});
