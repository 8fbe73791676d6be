import { ChatsPage } from '@/components/chats';
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
if (scene.transcript !== undefined) location.hash = `c/1?${new URLSearchParams({ message: 'a2' })}`;
const views = { panel: Panel, connect: ConnectPage, chats: ChatsPage };
const View = views[scene.view];
mount(fakePorts(scene), <View />);
