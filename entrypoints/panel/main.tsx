import { mountPanel } from '@/components/mount';
import { claimPanel, viewPorts } from '@/lib/platform/view';

// A frame that our launcher did not open shows nothing at all.
const where = await claimPanel();
if (where !== 'refused') mountPanel(await viewPorts(where));
