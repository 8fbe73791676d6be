import type { FoundInFile } from '@/lib/transcripts/zip-import';
import type { Said } from './read-file';

/**
 * Reads a file with chats in a worker, which ends when nobody asks any more. The page stays usable, and its views do not
 * carry the schemas of all forms.
 */
export async function* readInWorker(file: File): AsyncGenerator<FoundInFile> {
  const worker = new Worker('/read-file.js');
  const heard: Said[] = [];
  let wake = () => {};
  worker.onmessage = ({ data }: MessageEvent<Said>) => {
    heard.push(data);
    wake();
  };
  worker.onerror = () => {
    heard.push({ end: 'failed', error: 'the worker failed' });
    wake();
  };
  try {
    worker.postMessage(file);
    for (;;) {
      const said = heard.shift();
      if (!said) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      } else if ('found' in said) yield said.found;
      else if (said.end === 'failed') throw new Error(said.error);
      else return;
    }
  } finally {
    worker.terminate();
  }
}
