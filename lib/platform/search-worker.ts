import { type FromSearchWorker, searchChannel, type ToSearchWorker } from '@/lib/search/search-channel';
import { SearchService } from '@/lib/search/search-service';
import { openArchive } from './archive-db';
import { openIndexFile } from './index-file';

/** Answers searches inside chats, and follows the archive. */
export function startSearchWorker(): void {
  const channel = new BroadcastChannel(searchChannel);
  const say = (message: FromSearchWorker) => channel.postMessage(message);
  const started = openIndexFile().then((opened) => new SearchService(opened, openArchive()));

  const follow = async () => (await started).catchUp(() => say({ type: 'working' }));
  // A failure reaches whoever searches next.
  const followQuietly = () => void follow().catch(() => undefined);

  channel.onmessage = async ({ data }: MessageEvent<ToSearchWorker>) => {
    if (data.type === 'changed') return followQuietly();
    const { id, asked } = data;
    try {
      const found = await (await started).search(asked.text, asked.limit, asked.owners);
      say({ type: 'answer', id, found });
      if (found.index === 'behind') followQuietly();
    } catch (error) {
      say({ type: 'answer', id, error: error instanceof Error ? error.message : 'failed' });
    }
  };
  say({ type: 'started' });
  followQuietly();
}
