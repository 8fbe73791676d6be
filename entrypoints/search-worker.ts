import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { startSearchWorker } from '@/lib/platform/search-worker';

export default defineUnlistedScript(startSearchWorker);
