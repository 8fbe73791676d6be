import { mount } from '@/components/mount';
import { Panel } from '@/components/panel';
import { claimPanel, viewPorts } from '@/lib/platform/view';

// A frame that our launcher did not open shows nothing.
const where = await claimPanel();
if (where !== 'refused') mount(await viewPorts(where), <Panel />);
