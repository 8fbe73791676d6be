import { type AppId, appIds, chatKey, type Exported, type SharedState } from '@/lib/model';
import { ZipExport, type ZipExportOptions } from '@/lib/transcripts/zip-export';
import type { ArchiveOwner, ArchiveStore } from './archive-store';
import { chatsOf } from './chat-lists';

/** What an export reads. */
export interface ExportSource {
  readonly archive: Pick<ArchiveStore, 'transcript'>;
  /** The present lists. */
  readonly shared: Pick<SharedState, 'apps' | 'workspaces' | 'threads' | 'conversations'>;
}

export interface ExportOptions extends ZipExportOptions {
  /** After each chat. */
  readonly onProgress: (done: number, all: number) => void;
  readonly signal: AbortSignal;
}

const ownerOf = ({ apps }: ExportSource['shared'], app: AppId): ArchiveOwner | null => {
  const { connection, status } = apps[app];
  return connection && status.identity !== null ? { connection: connection.id, identity: status.identity } : null;
};

/**
 * Writes all chats of the present identities as Tandem's zip, one after the other. A listed chat that the archive does not
 * have is named in the report inside. Rejects with the signal's reason when it is aborted.
 */
export async function exportChats({ archive, shared }: ExportSource, options: ExportOptions): Promise<Exported> {
  const zip = new ZipExport(options);
  const all = appIds.flatMap((app) => {
    const owner = ownerOf(shared, app);
    return owner ? chatsOf(app, shared).map((listed) => ({ owner, listed })) : [];
  });
  let missing = 0;
  for (const [at, { owner, listed }] of all.entries()) {
    options.signal.throwIfAborted();
    const transcript = await archive.transcript(owner, chatKey(listed.chat)).catch(() => null);
    if (!transcript) {
      zip.note(listed, 'missing');
      missing += 1;
    } else if (listed.chat.kind !== 'workspace' || transcript.messages.length > 0) {
      // Most workspaces have no messages outside their threads.
      await zip.add(transcript);
    }
    const { chat, title } = listed;
    if (chat.kind === 'workspace' && transcript)
      await zip.addWorkspace({ slug: chat.slug, name: title }, transcript.rest);
    options.onProgress(at + 1, all.length);
  }
  const { counts } = await zip.finish();
  return { chats: counts.anythingllm + counts.librechat, missing };
}
