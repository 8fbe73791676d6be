import { once } from '@/lib/async';
import { type FromSearchWorker, searchChannel, type ToSearchWorker } from '@/lib/search/search-channel';
import { SearchService } from '@/lib/search/search-service';
import { openArchive } from './archive-db';
import { openIndexFile } from './index-file';

/** Answers searches inside chats, and follows the archive. */
export function startSearchWorker(): void {
  const channel = new BroadcastChannel(searchChannel);
  const say = (message: FromSearchWorker) => channel.postMessage(message);
  const service = once(async () => new SearchService(await openIndexFile(), openArchive()));

  const follow = async () => (await service()).catchUp(() => say({ type: 'working' }));
  // A failure reaches whoever searches next.
  const followQuietly = () => void follow().catch(() => undefined);

  channel.onmessage = async ({ data }: MessageEvent<ToSearchWorker>) => {
    if (data.type === 'changed') return followQuietly();
    const { id, asked } = data;
    try {
      const found = await (await service()).search(asked.text, asked.limit, asked.owners);
      say({ type: 'answer', id, found });
      if (found.index === 'behind') followQuietly();
    } catch (error) {
      say({ type: 'answer', id, error: error instanceof Error ? error.message : 'failed' });
    }
  };
  say({ type: 'started' });
  followQuietly();
}
