import { Deflate, deflateSync, Zip, ZipPassThrough } from 'fflate';
import {
  type AppId,
  appOf,
  type ChatItem,
  chatKey,
  type Json,
  type ListedChat,
  type MarkdownWords,
  type Transcript,
} from '@/lib/model';
import { sha256 } from './fingerprint';
import type { StoredWorkspace } from './read-chats';
import { safeName, UniqueNames } from './safe-names';
import { toLibreChat } from './to-librechat';
import { toMarkdown } from './to-markdown';

export interface ZipExportOptions {
  /** Takes the file piece by piece, in order; the next piece waits for it. */
  readonly sink: (piece: Uint8Array) => Promise<void> | void;
  readonly words: MarkdownWords;
  /** ISO 8601. */
  readonly at: string;
  /** The version of Tandem, and of each app as far as it is known. */
  readonly versions: Readonly<Partial<Record<'tandem' | AppId, string>>>;
}

/** Why a chat is not in the zip as it is in the app. */
export type ExportTrouble =
  /** It is listed, but not in the archive. */
  | 'missing'
  /** It is in the archive, but cannot be written. */
  | 'damaged'
  /** Some of its messages could not be read when it was archived. */
  | 'messages-left-out';

export interface ExportReport {
  readonly format: 'tandem-report';
  readonly version: 1;
  readonly chats: readonly {
    readonly app: AppId;
    readonly key: string;
    readonly title: string;
    readonly trouble: ExportTrouble;
    readonly messages?: number;
  }[];
}

export interface ExportManifest {
  readonly format: 'tandem-export';
  readonly version: 1;
  readonly createdAt: string;
  readonly versions: ZipExportOptions['versions'];
  readonly counts: { readonly [app in AppId]: number } & { readonly messages: number };
  /** In hexadecimal, of each file but the manifest. */
  readonly sha256: Readonly<Record<string, string>>;
}

/** Without ZIP64, which fflate does not write, a zip has at most so many files and bytes. */
const maxFiles = 65_535;
const maxBytes = 0xffff_ffff;

/** The zip would have more files or bytes than its format can name. */
export class ZipFull extends Error {
  override readonly name = 'ZipFull';
}

const pieceBytes = 64 * 1024;
const encoder = new TextEncoder();

/**
 * Writes Tandem's zip as a stream: memory holds one chat, and of the others only names and checksums. One call at a time.
 */
export class ZipExport {
  readonly #options: ZipExportOptions;
  readonly #zip: Zip;
  #pending: Uint8Array[] = [];
  #pendingBytes = 0;
  #bytes = 0;
  readonly #checksums = new Map<string, string>();
  readonly #troubles: ExportReport['chats'][number][] = [];
  readonly #counts = { librechat: 0, anythingllm: 0, messages: 0 };
  readonly #folders = new Map<string, { path: string; names: UniqueNames }>();
  readonly #workspaceNames = new UniqueNames();

  constructor(options: ZipExportOptions) {
    this.#options = options;
    this.#zip = new Zip((error, piece) => {
      if (error) throw error;
      this.#pending.push(piece);
      this.#pendingBytes += piece.length;
    });
  }

  /** One chat as Markdown, and in the form that its app reads, or else as the transcript. */
  async add(transcript: Transcript): Promise<void> {
    let markdown: string;
    let json: string;
    try {
      markdown = toMarkdown(transcript, this.#options.words);
      json = JSON.stringify(storedForm(transcript));
    } catch {
      this.note(transcript, 'damaged');
      return;
    }
    if (transcript.leftOut) this.note(transcript, 'messages-left-out', transcript.leftOut);
    const folder = this.#folderOf(transcript);
    const name = folder.path + folder.names.take(safeName(transcript.title, 'chat'));
    await this.#addFile(`${name}.md`, markdown);
    await this.#addFile(`${name}.json`, json);
    this.#counts[appOf(transcript.chat)]++;
    this.#counts.messages += transcript.messages.length;
  }

  /** A workspace's settings, prompts and names of documents. */
  async addWorkspace(workspace: { readonly slug: string; readonly name: string }, value: Json): Promise<void> {
    const { path } = this.#workspaceFolder(workspace.slug, workspace.name);
    const form: StoredWorkspace = { format: 'tandem-workspace', version: 1, ...workspace, value };
    await this.#addFile(`${path}workspace.json`, JSON.stringify(form));
  }

  /** Names a chat in the report. */
  note({ chat, title }: Pick<ListedChat, 'chat' | 'title'>, trouble: ExportTrouble, messages?: number): void {
    const about = { app: appOf(chat), key: chatKey(chat), title, trouble };
    this.#troubles.push(messages === undefined ? about : { ...about, messages });
  }

  async finish(): Promise<ExportManifest> {
    const report: ExportReport = { format: 'tandem-report', version: 1, chats: this.#troubles };
    await this.#addFile('report.json', JSON.stringify(report, null, 1));
    const manifest: ExportManifest = {
      format: 'tandem-export',
      version: 1,
      createdAt: this.#options.at,
      versions: this.#options.versions,
      counts: this.#counts,
      sha256: Object.fromEntries(this.#checksums),
    };
    await this.#addFile('manifest.json', JSON.stringify(manifest, null, 1));
    this.#zip.end();
    await this.#flush(0);
    return manifest;
  }

  #folderOf({ chat, workspace }: Transcript): { path: string; names: UniqueNames } {
    return chat.kind === 'conversation'
      ? this.#folder('librechat', () => 'librechat/')
      : this.#workspaceFolder(slugOf(chat), workspace ?? slugOf(chat));
  }

  #workspaceFolder(slug: string, name: string) {
    return this.#folder(`workspace ${slug}`, () => {
      const own = this.#workspaceNames.take(safeName(name, 'workspace'));
      return `anythingllm/${own}/`;
    });
  }

  #folder(key: string, path: () => string) {
    let folder = this.#folders.get(key);
    if (!folder) {
      folder = { path: path(), names: new UniqueNames() };
      folder.names.take('workspace');
      this.#folders.set(key, folder);
    }
    return folder;
  }

  async #addFile(name: string, text: string): Promise<void> {
    // The directory at the end takes some bytes, too.
    if (this.#checksums.size + 1 >= maxFiles || this.#bytes > maxBytes * 0.99) throw new ZipFull(name);
    const bytes = encoder.encode(text);
    const file = new DeflatedFile(name);
    this.#zip.add(file);
    for (let start = 0; start < bytes.length || start === 0; start += pieceBytes) {
      const end = start + pieceBytes;
      file.push(bytes.subarray(start, end), end >= bytes.length);
      await this.#flush(pieceBytes);
    }
    this.#checksums.set(name, await sha256(bytes));
  }

  /** Hands over what waits, as soon as it is more than this. */
  async #flush(above: number): Promise<void> {
    if (this.#pendingBytes <= above) return;
    const piece = new Uint8Array(this.#pendingBytes);
    let at = 0;
    for (const each of this.#pending) {
      piece.set(each, at);
      at += each.length;
    }
    this.#pending = [];
    this.#pendingBytes = 0;
    this.#bytes += piece.length;
    await this.#options.sink(piece);
  }
}

/**
 * A file of a zip that lets go of its compressor once it is written: the zip keeps all its files until it ends, and
 * fflate's `ZipDeflate` keeps its buffers.
 */
class DeflatedFile extends ZipPassThrough {
  #deflate: Deflate | null = null;

  constructor(name: string) {
    super(name);
    this.compression = 8;
  }

  protected override process(piece: Uint8Array<ArrayBuffer>, isLast: boolean): void {
    if (isLast && !this.#deflate) {
      // Most files are one piece, and a stream would take much larger buffers for each.
      this.ondata(null, deflateSync(piece), true);
      return;
    }
    this.#deflate ??= new Deflate((deflated, isEnd) => {
      if (isEnd) this.#deflate = null;
      this.ondata(null, deflated, isEnd);
    });
    this.#deflate.push(piece, isLast);
  }
}

const slugOf = (chat: Exclude<ChatItem, { kind: 'conversation' }>): string =>
  chat.kind === 'thread' ? chat.workspaceSlug : chat.slug;

const storedForm = (transcript: Transcript): unknown =>
  appOf(transcript.chat) === 'librechat'
    ? toLibreChat(transcript, { endpoint: transcript.endpoint, model: transcript.model })
    : { format: 'tandem-transcript', version: 1, transcript };
