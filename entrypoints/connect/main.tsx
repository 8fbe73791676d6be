import { ConnectPage } from '@/components/connect';
import { mount } from '@/components/mount';
import { viewPorts } from '@/lib/platform/view';

mount(await viewPorts('connect'), <ConnectPage />);
