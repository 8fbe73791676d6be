import { startOffscreen } from '@/lib/platform/offscreen';

startOffscreen();
