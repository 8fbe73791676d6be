import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { startFileReader } from '@/lib/platform/read-file';

export default defineUnlistedScript(startFileReader);
