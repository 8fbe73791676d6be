import { type OpenedFile, openFile, type ToSend } from '@/lib/archive/bring-in/file-contents';
import { oneByOne, type RunProgress } from '@/lib/archive/bring-in/one-by-one';
import { exportChats } from '@/lib/archive/export-chats';
import type { BringInReply, TakeBackReply, ViewReplies } from '@/lib/messaging/protocol';
import type { BringInTarget, FileChat, MarkdownWords } from '@/lib/model';
import { openArchive } from './archive-db';
import { browser } from './browser';
import { readInWorker } from './read-in-worker';
import { sleep } from './sleep';
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

/** The answers of a run, which waits by itself. */
type Answered<R> = Exclude<R, { readonly kind: 'wait' | 'stopped' }>;

/** The interface of the archive's page to the browser. Only this page opens the archive itself. */
export async function chatsPorts() {
  const ports = await viewPorts('chats');
  const archive = openArchive();
  const { version } = browser.runtime.getManifest();
  /** Whose apps are shown just now; nobody's if nobody is signed in. A run goes to nobody else. */
  const shownIdentities = () => {
    const { anythingllm, librechat } = ports.client.store.getState().shared.apps;
    const of = ({ status }: typeof librechat) => status.identity ?? 'nobody';
    return { anythingllm: of(anythingllm), librechat: of(librechat) };
  };

  const bringInFrom = (opened: OpenedFile) => {
    const run = crypto.randomUUID();
    const at = new Date().toISOString();
    return (
      {
        chats,
        workspaces,
        target,
      }: { chats: readonly FileChat[]; workspaces: readonly number[]; target: BringInTarget },
      words: MarkdownWords,
      onProgress: (progress: RunProgress) => void,
      signal: AbortSignal,
    ) => {
      const identities = shownIdentities();
      // Each is made when its turn comes: all at once would not fit into the memory.
      const all = [
        ...chats.map(({ key, title }) => ({ title, make: () => opened.chat(key, target, words) })),
        ...opened.contents.workspaces
          .filter(({ key }) => workspaces.includes(key))
          .map(({ key, name }) => ({ title: name, make: () => opened.workspace(key) })),
      ];
      return oneByOne<{ title: string; make: () => ToSend }, Answered<BringInReply>>(
        all,
        ({ make }) => {
          const made = make();
          const identity = identities[made.what.kind === 'conversation' ? 'librechat' : 'anythingllm'];
          return ports.client.do('bring-in', { identity, run, at, ...made });
        },
        { onProgress, signal, now: Date.now, sleep },
      );
    };
  };

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
      openFile: async (file: File, onProgress: (chats: number) => void, signal: AbortSignal) => {
        const { shared } = ports.client.store.getState();
        const { connection, status } = shared.apps.librechat;
        const owner = connection &&
          status.identity !== null && { connection: connection.id, identity: status.identity };
        const copy = owner && shared.preferences.archive?.librechat ? { archive, owner } : null;
        const before = await ports.client.do('brought-in', {});
        const broughtIn = before.flatMap(({ made, said }) => (made.kind === 'conversation' ? [said] : []));
        const opened = await openFile(file, { copy, broughtIn, onProgress, signal, read: readInWorker });
        return { contents: opened.contents, bringIn: bringInFrom(opened) };
      },
      takeBack: (
        all: ViewReplies['brought-in'],
        changed: 'keep' | 'delete',
        onProgress: (progress: RunProgress) => void,
        signal: AbortSignal,
      ) => {
        const identities = shownIdentities();
        return oneByOne<ViewReplies['brought-in'][number], Answered<TakeBackReply>>(
          all,
          ({ app, id }) => ports.client.do('take-back', { app, identity: identities[app], id, changed }),
          { onProgress, signal, now: Date.now, sleep },
        );
      },
    },
  };
}
