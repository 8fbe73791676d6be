import { isoTime } from '@/lib/apps/values';
import {
  type BringInTarget,
  chatKey,
  type FileChat,
  type FileContents,
  type FileTrouble,
  type Json,
  type MarkdownWords,
  type ToBringIn,
  type Transcript,
} from '@/lib/model';
import { fingerprint, sha256 } from '@/lib/transcripts/fingerprint';
import { importTimes } from '@/lib/transcripts/import-times';
import type { ReadChat, StoredWorkspace } from '@/lib/transcripts/read-chats';
import { lostInLibreChat, ownTarget, toLibreChat } from '@/lib/transcripts/to-librechat';
import { toMarkdown } from '@/lib/transcripts/to-markdown';
import type { FoundInFile } from '@/lib/transcripts/zip-import';
import type { ArchiveOwner, ArchiveStore } from '../archive-store';

/** In characters: browsers refuse a message of more than 64 MB between two parts of an extension. */
const longestChat = 16_000_000;

/** The settings of a workspace that a file can bring, in AnythingLLM's own names, with their types there. */
const settingTypes = {
  openAiPrompt: 'string',
  openAiTemp: 'number',
  openAiHistory: 'number',
  similarityThreshold: 'number',
  topN: 'number',
  chatMode: 'string',
  queryRefusalResponse: 'string',
  chatProvider: 'string',
  chatModel: 'string',
} as const;

/** One thing that can be brought in. */
export interface ToSend {
  readonly title: string;
  readonly said: string;
  readonly what: ToBringIn;
}

export interface OpenedFile {
  readonly contents: FileContents;
  chat(key: number, target: BringInTarget, words: MarkdownWords): ToSend;
  workspace(key: number): ToSend;
}

export interface OpenFileOptions {
  /** LibreChat's chats as far as Tandem has them; null: it keeps no copy. */
  readonly copy: { readonly archive: Pick<ArchiveStore, 'heads' | 'transcript'>; readonly owner: ArchiveOwner } | null;
  /** The fingerprints of the chats that were brought into LibreChat before. */
  readonly broughtIn: readonly string[];
  /** After each chat of the file. */
  readonly onProgress: (chats: number) => void;
  readonly signal: AbortSignal;
  /** `readExport`, or a worker that does it. */
  readonly read: (file: File) => AsyncIterable<FoundInFile>;
}

/** Reads all of a file, and compares it with what is there. Rejects with the signal's reason when it is aborted. */
export async function openFile(file: File, options: OpenFileOptions): Promise<OpenedFile> {
  const { copy, broughtIn, onProgress, signal, read } = options;
  const chats: (ReadChat & { readonly said: string })[] = [];
  const workspaces: StoredWorkspace[] = [];
  const troubles: { file: string; code: FileTrouble }[] = [];
  for await (const found of read(file)) {
    signal.throwIfAborted();
    if (found.kind === 'chat') {
      const transcript = withTimes(found.transcript, file);
      chats.push({ format: found.format, transcript, said: await fingerprint(transcript) });
      onProgress(chats.length);
    } else if (found.kind === 'workspace') workspaces.push(found.workspace);
    else troubles.push({ file: found.file, code: found.code });
  }
  const there = new Set(broughtIn);
  if (copy && chats.length > 0) {
    for (const { chat } of await copy.archive.heads(copy.owner)) {
      signal.throwIfAborted();
      const transcript = await copy.archive.transcript(copy.owner, chatKey(chat));
      if (transcript) there.add(await fingerprint(transcript));
    }
  }
  const rows = chats.map(({ format, transcript, said }, key): FileChat => {
    const { title, createdAt, messages } = transcript;
    const size = messages.reduce((sum, { text, rest }) => sum + text.length + JSON.stringify(rest).length, 0);
    const state = messages.length === 0 ? 'empty' : size > longestChat ? 'too-big' : there.has(said) ? 'there' : 'new';
    there.add(said);
    const own = ownTarget(transcript) ?? { endpoint: null, model: null };
    const at = messages[0]?.at ?? createdAt;
    return { key, format, title, at, messages: messages.length, state, lost: lostInLibreChat(transcript), own };
  });
  const contents: FileContents = {
    chats: rows,
    workspaces: workspaces.map(({ name }, key) => ({ key, name })),
    troubles,
    compared: copy ? 'with-copy' : 'no-copy',
  };
  const settings = workspaces.map(({ value }) => workspaceSettings(value));
  const hashes = await Promise.all(
    workspaces.map(({ name }, key) => sha256(new TextEncoder().encode(JSON.stringify([name, settings[key]])))),
  );

  return {
    contents,
    chat: (key, target, words) => {
      const [row, found] = [rows[key], chats[key]];
      if (!row || !found) throw new RangeError(`no chat ${key}`);
      const { transcript, said } = found;
      const title = transcript.title.trim() || transcript.messages[0]?.text.trim().slice(0, 60) || 'Chat';
      if (target.kind === 'workspace') {
        const text = toMarkdown(transcript, words);
        return { title, said, what: { kind: 'document', workspaceSlug: target.slug, text, source: row.format } };
      }
      const import_ = toLibreChat(transcript, target.modelOf(row));
      return { title, said, what: { kind: 'conversation', file: { ...import_, messages: [...import_.messages] } } };
    },
    workspace: (key) => {
      const title = workspaces[key]?.name.trim();
      return {
        title: title || 'Workspace',
        said: hashes[key] ?? '',
        what: { kind: 'workspace', settings: settings[key] ?? {} },
      };
    },
  };
}

/** An import is found by its first message's time. Where no time is known, the file's own counts, always the same. */
function withTimes(transcript: Transcript, file: File): Transcript {
  const [first] = transcript.messages;
  if (!first || importTimes(transcript).has(first.id)) return transcript;
  return { ...transcript, createdAt: isoTime(file.lastModified) };
}

function workspaceSettings(value: Json): Record<string, Json> {
  const settings: Record<string, Json> = {};
  for (const [name, given] of Object.entries(Object(value) as Record<string, Json>)) {
    const type = Object.hasOwn(settingTypes, name) ? settingTypes[name as keyof typeof settingTypes] : null;
    if (type !== null && typeof given === type) settings[name] = given;
  }
  return settings;
}
