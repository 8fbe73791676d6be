import { ConnectPage } from '@/components/connect';
import { mount } from '@/components/mount';
import { Panel } from '@/components/panel';
import { fakePorts } from './fake-ports';
import type { Scene } from './scene';
import { scenes } from './scenes';

const query = new URLSearchParams(location.search);
const scene = (scenes as Readonly<Record<string, Scene>>)[query.get('scene') ?? 'both'];
if (!scene) throw new Error('There is no such scene.');
document.documentElement.dir = scene.dir ?? 'ltr';
mount(fakePorts(scene), scene.view === 'connect' ? <ConnectPage /> : <Panel />);
