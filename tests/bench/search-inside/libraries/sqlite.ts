import { openIndexFile } from '@/lib/platform/index-file';
import type { MessageIndex } from '@/lib/search/message-index';
import { parseQuery } from '@/lib/search/query';
import { owner } from '../corpus';
import { serve } from './serve';

/** Tandem's own index. */
let index: MessageIndex;

serve({
  open: async () => {
    index = (await openIndexFile()).open();
  },
  add: async (changes) => index.apply(changes),
  store: async () => undefined,
  search: async (text) => index.search(parseQuery(text), 50, [owner]).length,
});
