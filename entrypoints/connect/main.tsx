import { ConnectPage } from '@/components/connect';
import { mount } from '@/components/mount';
import { connectPorts } from '@/lib/platform/connect';

mount(await connectPorts(), <ConnectPage />);
