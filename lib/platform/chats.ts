import { exportChats } from '@/lib/archive/export-chats';
import type { MarkdownWords } from '@/lib/transcripts/to-markdown';
import { openArchive } from './archive-db';
import { browser } from './browser';
import { viewPorts } from './view';

/** Of one Blob, in bytes. Browsers keep Blobs on the disk once they need the memory. */
const blobBytes = 4_000_000;

/** Collects a file piece by piece, and hands it to the browser's downloads. */
function collectFile() {
  const blobs: Blob[] = [];
  let pieces: Uint8Array[] = [];
  let size = 0;
  const flush = () => {
    blobs.push(new Blob(pieces as BlobPart[]));
    pieces = [];
    size = 0;
  };
  return {
    sink(piece: Uint8Array): void {
      pieces.push(piece);
      size += piece.length;
      if (size >= blobBytes) flush();
    },
    save(name: string): void {
      flush();
      const url = URL.createObjectURL(new Blob(blobs, { type: 'application/zip' }));
      Object.assign(document.createElement('a'), { href: url, download: name }).click();
      // A download that has begun keeps its data.
      setTimeout(() => URL.revokeObjectURL(url), 60_000);
    },
  };
}

/** The interface of the archive's page to the browser. Only this page opens the archive itself. */
export async function chatsPorts() {
  const ports = await viewPorts('chats');
  const archive = openArchive();
  const { version } = browser.runtime.getManifest();
  return {
    ...ports,
    chats: {
      exportChats: async (
        words: MarkdownWords & { readonly file: (day: string) => string },
        onProgress: (done: number, all: number) => void,
        signal: AbortSignal,
      ) => {
        const { shared } = ports.client.store.getState();
        const { sink, save } = collectFile();
        const at = new Date().toISOString();
        const options = { sink, words, at, versions: { tandem: version }, onProgress, signal };
        const exported = await exportChats({ archive, shared }, options);
        save(words.file(at.slice(0, 10)));
        return exported;
      },
    },
  };
}
