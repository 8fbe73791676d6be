import { type FoundInFile, readExport } from '@/lib/transcripts/zip-import';

/** What the worker says: what it found, then its end. */
export type Said =
  | { readonly found: FoundInFile }
  | { readonly end: 'done' }
  | { readonly end: 'failed'; readonly error: string };

/** In a worker: reads the file that it is given. */
export function startFileReader(): void {
  const say = (said: Said) => self.postMessage(said);
  self.onmessage = async ({ data }: MessageEvent<File>) => {
    try {
      for await (const found of readExport(data)) say({ found });
      say({ end: 'done' });
    } catch (error) {
      say({ end: 'failed', error: error instanceof Error ? error.message : 'failed' });
    }
  };
}
