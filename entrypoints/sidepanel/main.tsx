import { mountPanel } from '@/components/mount';
import { viewPorts } from '@/lib/platform/view';

mountPanel(await viewPorts('sidepanel'));
