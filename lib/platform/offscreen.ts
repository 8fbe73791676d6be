import { searchChannel } from '@/lib/search/search-channel';

/** After this long without a word the document closes, and the index with it, in ms. */
const idle = 5 * 60_000;

/** Starts the worker with the index, which Chrome's service worker can't. */
export function startOffscreen(): void {
  new Worker('/search-worker.js');
  let timer = setTimeout(close, idle);
  // Both sides of the channel are heard: a search, and the work of the index.
  new BroadcastChannel(searchChannel).onmessage = () => {
    clearTimeout(timer);
    timer = setTimeout(close, idle);
  };
}

const close = () => window.close();
