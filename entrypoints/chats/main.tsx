import { ChatsPage } from '@/components/chats';
import { mount } from '@/components/mount';
import { chatsPorts } from '@/lib/platform/chats';

mount(await chatsPorts(), <ChatsPage />);
