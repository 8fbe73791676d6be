import { mountConnectPage } from '@/components/mount';
import { viewPorts } from '@/lib/platform/view';

mountConnectPage(await viewPorts('connect'));
