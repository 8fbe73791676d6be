import { mount } from '@/components/mount';
import { Panel } from '@/components/panel';
import { viewPorts } from '@/lib/platform/view';

mount(await viewPorts('popup'), <Panel />);
