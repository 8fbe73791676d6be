import type { Found } from '@/lib/model';
import {
  type FromSearchWorker,
  type SearchAsked,
  searchChannel,
  type ToSearchWorker,
} from '@/lib/search/search-channel';
import { browser } from './browser';

/** How long a search may take, in ms. It waits for the start of the worker, and for one step of the index. */
const longest = 30_000;

interface OffscreenApi {
  hasDocument(): Promise<boolean>;
  createDocument(options: { url: string; reasons: readonly string[]; justification: string }): Promise<void>;
}

/** The worker of Firefox's background page, which ends with it. */
let worker: Worker | null = null;
let creating: Promise<void> | null = null;

/**
 * Starts the worker with the index unless it runs. Chrome's service worker can start none, so a document that nobody
 * sees starts it.
 */
async function ensureWorker(): Promise<void> {
  const { offscreen } = browser as unknown as { readonly offscreen?: OffscreenApi };
  if (!offscreen) {
    worker ??= startWorker();
    return;
  }
  creating ??= createDocument(offscreen).finally(() => {
    creating = null;
  });
  await creating;
}

function startWorker(): Worker {
  const started = new Worker('/search-worker.js');
  // One that failed to start, or that failed unforeseen, makes room for the next.
  started.onerror = () => {
    started.terminate();
    if (worker === started) worker = null;
  };
  return started;
}

async function createDocument(offscreen: OffscreenApi): Promise<void> {
  if (await offscreen.hasDocument()) return;
  await offscreen.createDocument({
    url: '/offscreen.html',
    reasons: ['WORKERS'],
    justification: 'Keeps the index of your messages, in which you search.',
  });
}

interface Waiting {
  readonly asked: SearchAsked;
  readonly answered: (found: Found) => void;
  readonly failed: (error: Error) => void;
}

/** Asks the worker with the index of the archive's messages. */
export function createSearchHost() {
  const waiting = new Map<number, Waiting>();
  let channel: BroadcastChannel | null = null;
  let last = Math.floor(Math.random() * 2 ** 40);

  const say = (message: ToSearchWorker) => channel?.postMessage(message);
  const hear = ({ data }: MessageEvent<FromSearchWorker>) => {
    if (data.type === 'started') for (const [id, { asked }] of waiting) say({ type: 'search', id, asked });
    if (data.type !== 'answer') return;
    const one = waiting.get(data.id);
    if ('found' in data) one?.answered(data.found);
    else one?.failed(new Error(data.error));
  };
  const ready = async () => {
    if (!channel) {
      channel = new BroadcastChannel(searchChannel);
      channel.onmessage = hear;
    }
    await ensureWorker();
  };

  return {
    async search(asked: SearchAsked): Promise<Found> {
      last += 1;
      const id = last;
      let timer: ReturnType<typeof setTimeout> | undefined;
      try {
        return await new Promise<Found>((answered, failed) => {
          waiting.set(id, { asked, answered, failed });
          timer = setTimeout(() => failed(new Error('the index does not answer')), longest);
          // A worker that is just starting does not hear this, and asks for it.
          ready().then(() => say({ type: 'search', id, asked }), failed);
        });
      } finally {
        clearTimeout(timer);
        waiting.delete(id);
      }
    },
    /** The archive changed: the index follows. */
    async changed(): Promise<void> {
      await ready();
      say({ type: 'changed' });
    },
  };
}
export type SearchHost = ReturnType<typeof createSearchHost>;
