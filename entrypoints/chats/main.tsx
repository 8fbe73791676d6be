import { ChatsPage } from '@/components/chats';
import { mount } from '@/components/mount';
import { viewPorts } from '@/lib/platform/view';

mount(await viewPorts('chats'), <ChatsPage />);
