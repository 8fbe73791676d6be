import * as z from 'zod/mini';
import { NotFoundError, ServerError, UnexpectedAnswerError } from '@/lib/errors';
import { type AppHttp, freshValue, type RequestOptions } from '../http';
import { rowsOf } from '../rows';
import { wireKey } from '../values';
import { clearRefusal } from './clear-refusal';

type Options = Pick<RequestOptions, 'signal'>;

/** The folder of Tandem's documents, so that one short list finds them (measured: facts/anythingllm-folder). */
const folder = 'tandem';
const pageSize = 1000;
/** The same document may be embedded several times, and one removal takes one row away (measured: anythingllm/archive-03-multi-documents). */
const mostRows = 10;

/** A text to save as a document of a workspace. */
export interface NewDocument {
  /** Unique among all documents: small letters, digits and hyphens. The server tells nobody what it made of a file. */
  readonly name: string;
  readonly title: string;
  readonly text: string;
  /** Where it comes from, for people who look at it. */
  readonly source: string;
}

/** Why a document was not saved. Roles, sessions and servers that fail are thrown as elsewhere. */
export type SaveRefusal = 'no-text' | 'no-processor' | 'not-embedded';
export type Saved =
  | { readonly kind: 'saved' /** The document's path, its id for all calls. */; readonly path: string }
  | { readonly kind: 'refused'; readonly why: SaveRefusal };

const part = encodeURIComponent;
const workspacePath = (slug: string) => `api/workspace/${part(slug)}`;

/**
 * Saves a document to a workspace, embedded once, in the place of the former one. It may be done again after a stop: a
 * document that is there already is not uploaded a second time.
 */
export async function saveDocument(
  http: AppHttp,
  workspaceSlug: string,
  document: NewDocument,
  former: string | null,
  options: Options,
): Promise<Saved> {
  // The server would keep a file of blanks.
  if (document.text.trim() === '') return { kind: 'refused', why: 'no-text' };
  let path = await findDocument(http, document.name, options);
  if (path === null) {
    if (!(await isProcessorUp(http, options))) return { kind: 'refused', why: 'no-processor' };
    path = await upload(http, workspaceSlug, document, options);
  }
  if (!(await embedOnce(http, workspaceSlug, path, options))) {
    await removeDocument(http, workspaceSlug, path, options);
    return { kind: 'refused', why: 'not-embedded' };
  }
  if (former !== null && former !== path) await removeDocument(http, workspaceSlug, former, options);
  return { kind: 'saved', path };
}

/** Removes one document from a workspace and from the server, and makes sure of it. Gone already is no failure. */
export async function removeDocument(
  http: AppHttp,
  workspaceSlug: string,
  path: string,
  { signal }: Options,
): Promise<void> {
  let rows = 0;
  try {
    rows = await rowsIn(http, workspaceSlug, path, { signal });
  } catch (error) {
    // A workspace takes its rows with it, and leaves the document in its folder.
    if (!(error instanceof NotFoundError)) throw error;
  }
  for (let turn = 0; rows > 0 && turn < mostRows; turn += 1) {
    rows = countRows(await updateEmbeddings(http, workspaceSlug, { adds: [], deletes: [path] }, { signal }), path);
  }
  if (rows > 0) throw new UnexpectedAnswerError('anythingllm', workspacePath(workspaceSlug), 200, 'status');
  const remove = () =>
    http.delete('api/system/remove-document', { name: path }, z.literal('OK'), { signal, contentType: 'any' });
  await clearRefusal(http, signal, remove);
  // It says OK to everything.
  const wire = z.looseObject({ documents: z.array(z.unknown()) });
  const { documents } = await http.post('api/system/local-files/by-docpaths', { docpaths: [path] }, wire, {
    signal,
    shared: 'stands',
  });
  if (documents.length > 0) throw new UnexpectedAnswerError('anythingllm', 'api/system/remove-document', 200, 'status');
}

const filesWire = z.looseObject({
  documents: rowsOf(z.looseObject({ name: wireKey })),
  hasMore: z.optional(z.boolean()),
});

/** The path of the document that a file of this name became; null: there is none. */
export const findDocument = async (http: AppHttp, name: string, options: Options): Promise<string | null> =>
  (await findDocuments(http, `${fileName(name)}-`, options))[0] ?? null;

/** The paths of Tandem's documents whose files' names start so. */
export async function findDocuments(http: AppHttp, start: string, { signal }: Options): Promise<readonly string[]> {
  const found: string[] = [];
  for (let offset = 0; ; offset += pageSize) {
    const asked = `api/system/local-files?folder=${folder}&offset=${offset}&limit=${pageSize}`;
    try {
      const page = freshValue(await clearRefusal(http, signal, () => http.get(asked, filesWire, { signal })));
      const names = page.documents.items.map(({ name }) => name).filter((name) => name.startsWith(start));
      found.push(...names.map((name) => `${folder}/${name}`));
      if (page.hasMore !== true) return found;
    } catch (error) {
      // No such folder yet.
      if (error instanceof NotFoundError) return found;
      throw error;
    }
  }
}

const fileName = (name: string) => `${name}.md`;

/** Whether AnythingLLM's document processor answers. Without it no text can be saved or attached. */
export async function isProcessorUp(http: AppHttp, { signal }: Options): Promise<boolean> {
  try {
    const path = 'api/system/document-processing-status';
    await http.get(path, z.literal('OK'), { signal, contentType: 'any' });
    return true;
  } catch (error) {
    if (error instanceof ServerError && error.status === 503) return false;
    throw error;
  }
}

async function upload(http: AppHttp, slug: string, document: NewDocument, { signal }: Options): Promise<string> {
  const form = new FormData();
  // Fields before the file: the server reads them in this order.
  form.append('folderName', folder);
  form.append('metadata', JSON.stringify({ title: document.title, docSource: document.source }));
  form.append('file', new Blob([document.text], { type: 'text/markdown' }), fileName(document.name));
  const path = `${workspacePath(slug)}/upload`;
  const wire = z.looseObject({ success: z.literal(true) });
  await clearRefusal(http, signal, () => http.post(path, form, wire, { signal }));
  const found = await findDocument(http, document.name, { signal });
  if (found === null) throw new UnexpectedAnswerError('anythingllm', path, 200, 'schema', 'location');
  return found;
}

const embeddedWire = z.looseObject({
  workspace: z.nullable(z.looseObject({ documents: z.array(z.looseObject({ docpath: z.string() })) })),
});
type Embedded = z.infer<typeof embeddedWire>;

const countRows = ({ workspace }: Embedded, path: string): number =>
  workspace?.documents.filter(({ docpath }) => docpath === path).length ?? 0;

/** Embeds a document unless it is embedded already. @returns Whether it is */
async function embedOnce(http: AppHttp, slug: string, path: string, options: Options): Promise<boolean> {
  if ((await rowsIn(http, slug, path, options)) > 0) return true;
  return countRows(await updateEmbeddings(http, slug, { adds: [path], deletes: [] }, options), path) > 0;
}

async function rowsIn(http: AppHttp, slug: string, path: string, { signal }: Options): Promise<number> {
  const asked = workspacePath(slug);
  const found = freshValue(await http.get(asked, embeddedWire, { signal }));
  if (found.workspace === null) throw new NotFoundError('anythingllm', asked);
  return countRows(found, path);
}

const updateEmbeddings = (
  http: AppHttp,
  slug: string,
  changes: { readonly adds: readonly string[]; readonly deletes: readonly string[] },
  { signal }: Options,
): Promise<Embedded> => {
  const path = `${workspacePath(slug)}/update-embeddings`;
  return clearRefusal(http, signal, () => http.post(path, changes, embeddedWire, { signal }));
};
