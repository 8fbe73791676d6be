import * as z from 'zod/mini';
import type { FileTrouble } from '@/lib/model';
import { sha256 } from './fingerprint';
import { type ReadChat, readChats, readWorkspace, type StoredWorkspace } from './read-chats';
import { type ZipEntry, ZipError, type ZipLimits, ZipReader, type ZipTrouble, zipEntries, zipLimits } from './zip-file';

/** What a file has, one after the other. */
export type FoundInFile =
  | ({ readonly kind: 'chat'; readonly file: string } & ReadChat)
  | { readonly kind: 'workspace'; readonly file: string; readonly workspace: StoredWorkspace }
  /** The file is empty if it is the zip itself. */
  | { readonly kind: 'trouble'; readonly file: string; readonly code: FileTrouble };

/** Reads a zip of Tandem, ChatGPT or Claude, or the JSON of one of them or of LibreChat, one chat after the other. */
export async function* readExport(file: Blob, limits: ZipLimits = zipLimits): AsyncGenerator<FoundInFile> {
  const start = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  if (start[0] === 0x50 && start[1] === 0x4b) yield* readZip(file, limits);
  else if (file.size > limits.fileBytes) yield { kind: 'trouble', file: '', code: 'too-big' };
  else yield* readJson('', new Uint8Array(await file.arrayBuffer()));
}

async function* readZip(file: Blob, limits: ZipLimits): AsyncGenerator<FoundInFile> {
  const all = await outcomeOf(zipEntries(file, limits));
  if ('trouble' in all) {
    yield { kind: 'trouble', file: '', code: all.trouble };
    return;
  }
  const isUnsafe = new Set(all.done.filter(({ name }) => isUnsafeName(name)));
  for (const { name } of isUnsafe) yield { kind: 'trouble', file: name, code: 'unsafe-name' };
  const entries = all.done.filter((entry) => !isUnsafe.has(entry));
  const reader = new ZipReader(file, limits);
  const checksums = await readManifest(reader, entries);

  for (const entry of wanted(entries, checksums)) {
    const bytes = await outcomeOf(reader.read(entry));
    if ('trouble' in bytes) {
      yield { kind: 'trouble', file: entry.name, code: bytes.trouble };
      continue;
    }
    if (checksums && checksums.get(entry.name) !== (await sha256(bytes.done))) {
      yield { kind: 'trouble', file: entry.name, code: 'changed-since-export' };
    }
    yield* readJson(entry.name, bytes.done);
  }
  const names = new Set(entries.map(({ name }) => name));
  for (const name of checksums?.keys() ?? []) {
    if (name.endsWith('.json') && !names.has(name)) yield { kind: 'trouble', file: name, code: 'missing' };
  }
}

const manifestSchema = z.object({
  format: z.literal('tandem-export'),
  version: z.literal(1),
  sha256: z.record(z.string(), z.string()),
});

/** The checksums of Tandem's zip; null for another one. */
async function readManifest(
  reader: ZipReader,
  entries: readonly ZipEntry[],
): Promise<ReadonlyMap<string, string> | null> {
  const entry = entries.find(({ name }) => name === 'manifest.json');
  const bytes = entry && (await outcomeOf(reader.read(entry)));
  if (!bytes || 'trouble' in bytes) return null;
  const manifest = manifestSchema.safeParse(parsed(bytes.done)?.json);
  return manifest.success ? new Map(Object.entries(manifest.data.sha256)) : null;
}

/** The files that can have chats. ChatGPT and Claude add others: accounts, projects, ratings, pictures. */
function wanted(entries: readonly ZipEntry[], checksums: ReadonlyMap<string, string> | null): readonly ZipEntry[] {
  const json = entries.filter(({ name }) => /\.json$/i.test(name));
  if (checksums) return json.filter(({ name }) => /^(?:librechat|anythingllm)\//.test(name));
  const conversations = json.filter(({ name }) => /(?:^|\/)conversations[^/]*\.json$/i.test(name));
  return conversations.length > 0 ? conversations : json;
}

const isUnsafeName = (name: string): boolean =>
  /^(?:[/\\]|[a-z]:)/i.test(name) || name.includes('\0') || name.split(/[/\\]/).includes('..');

function* readJson(file: string, bytes: Uint8Array): Generator<FoundInFile> {
  const read = parsed(bytes);
  if (!read) {
    yield { kind: 'trouble', file, code: 'not-json' };
    return;
  }
  if (read.isBroken) yield { kind: 'trouble', file, code: 'broken-text' };
  const workspace = readWorkspace(read.json);
  if (workspace) {
    yield { kind: 'workspace', file, workspace };
    return;
  }
  for (const chat of readChats(read.json)) {
    yield chat ? { kind: 'chat', file, ...chat } : { kind: 'trouble', file, code: 'unknown-form' };
  }
}

function parsed(bytes: Uint8Array): { json: unknown; isBroken: boolean } | null {
  let text: string;
  let isBroken = false;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    text = new TextDecoder().decode(bytes);
    isBroken = true;
  }
  try {
    return { json: JSON.parse(text), isBroken };
  } catch {
    return null;
  }
}

/** What a zip answers, or why it does not. Other errors are bugs, or the disk's. */
async function outcomeOf<T>(work: Promise<T>): Promise<{ readonly done: T } | { readonly trouble: ZipTrouble }> {
  try {
    return { done: await work };
  } catch (error) {
    if (error instanceof ZipError) return { trouble: error.code };
    throw error;
  }
}
