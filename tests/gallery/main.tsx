import { mountConnectPage, mountPanel } from '@/components/mount';
import { fakePorts } from './fake-ports';
import { scenes } from './scenes';

const query = new URLSearchParams(location.search);
const scene = scenes[query.get('scene') ?? 'both'];
if (!scene) throw new Error('There is no such scene.');
document.documentElement.dir = scene.dir ?? 'ltr';
const ports = fakePorts(scene);
if (scene.view === 'connect') mountConnectPage(ports);
else mountPanel(ports);
