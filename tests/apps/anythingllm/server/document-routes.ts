import { randomUUID } from 'node:crypto';
import { type Ctx, partsOf, type Router, routesWith } from '../../kit';
import { nextId, type StoredFile, type Workspace } from '../state';
import type { App, Session } from './app';
import { guarded, guardedRoutes } from './guard';
import { crash, fieldsOf, ok } from './http';
import { findWorkspace, ownThreads, type WorkspaceHandler, withWorkspace } from './workspace-access';
import { workspaceDetails } from './workspace-routes';

/** Files of the document folder, and the rows that embed them in workspaces (measured: anythingllm/archive-03-multi-documents). */
export function documentRoutes(app: App, router: Router): void {
  const route = guardedRoutes(app, router);
  const inWorkspace = routesWith(router, (handler: WorkspaceHandler) => withWorkspace(app, handler));
  const { state } = app;
  const editors = { roles: ['admin', 'manager'] } as const;
  const inNamed = routesWith(router, (handler: WorkspaceHandler) =>
    guarded(app, editors, (ctx, session) => {
      const workspace = findWorkspace(app, session, ctx.params.slug);
      if (workspace === undefined) ctx.text(400, 'Bad Request');
      else return handler(ctx, session, workspace);
    }),
  );
  route('get', '/api/system/document-processing-status', {}, (ctx) =>
    state.collectorUp ? ok(ctx) : ctx.text(503, 'Service Unavailable'),
  );
  // The workspace in the path is not looked at.
  route('post', '/api/workspace/:slug/upload', editors, (ctx) => {
    if (store(app, ctx)) ctx.json(200, { success: true, error: null });
  });
  inNamed('post', '/api/workspace/:slug/upload-and-embed', (ctx, _session, workspace) => {
    const file = store(app, ctx);
    if (!file) return;
    embed(app, workspace, file);
    const document = { id: file.id, location: docpathOf(file) };
    ctx.json(200, { success: true, error: null, document });
  });
  inWorkspace('post', '/api/workspace/:slug/parse', (ctx, session, workspace) => attach(app, ctx, session, workspace));
  inNamed('post', '/api/workspace/:slug/update-embeddings', (ctx, session, workspace) => {
    const { adds, deletes } = fieldsOf(ctx);
    const found = listOf(adds).flatMap((path) => state.files.filter((file) => docpathOf(file) === path));
    for (const path of listOf(deletes)) unembed(app, workspace, path);
    if (state.embedderUp) for (const file of found) embed(app, workspace, file);
    const failed = state.embedderUp ? 0 : found.length;
    const message = failed === 0 ? null : `${failed} documents failed to add.\n\nfetch failed`;
    ctx.json(200, { workspace: workspaceDetails(app, session, workspace), message });
  });
  inNamed('post', '/api/workspace/:slug/update-pin', (ctx, _session, workspace) => {
    const { docPath, pinStatus } = fieldsOf(ctx);
    const row = state.documents.find((each) => each.docpath === docPath && each.workspaceId === workspace.id);
    if (!row) return ctx.text(404, 'Not Found');
    row.pinned = pinStatus === true;
    ctx.empty(200);
  });
  inNamed('delete', '/api/workspace/:slug/remove-and-unembed', (ctx) => {
    removeFile(app, String(fieldsOf(ctx).documentLocation));
    ctx.empty(200);
  });
  route('delete', '/api/system/remove-document', editors, (ctx) => {
    removeFile(app, String(fieldsOf(ctx).name));
    ok(ctx);
  });
  route('get', '/api/system/local-files', editors, (ctx) => sendFiles(app, ctx));
  route('post', '/api/system/local-files/by-docpaths', editors, (ctx) => {
    const paths = listOf(fieldsOf(ctx).docpaths);
    const found = state.files.filter((file) => paths.includes(docpathOf(file)));
    ctx.json(200, { documents: found.map((file) => ({ ...rowOf(app, file), docpath: docpathOf(file) })) });
  });
}

const listOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);
const docpathOf = ({ folder, name }: StoredFile): string => `${folder}/${name}`;

/** Directory parts of the name are dropped, letters transliterated. */
const plainName = (title: string): string =>
  title
    .normalize('NFKD')
    .replace(/&/g, 'and')
    .replace(/\s+/g, '-')
    .replace(/[^\w.-]/g, '');

/** Stores an uploaded file; undefined: it has answered why not. */
function store({ state }: App, ctx: Ctx): StoredFile | undefined {
  const parts = partsOf(ctx) ?? [];
  const uploaded = parts.find(({ filename }) => filename !== undefined);
  const refuse = (error: string): undefined => ctx.json(500, { success: false, error }) as undefined;
  if (!uploaded) return crash(ctx) as undefined;
  if (uploaded.name !== 'file') return refuse('Invalid file upload. Unexpected field');
  const title = uploaded.filename?.split('/').at(-1) ?? '';
  if (!state.collectorUp) {
    return refuse(`Document processing API is not online. Document ${title} will not be processed automatically.`);
  }
  if (uploaded.value === '') return refuse(`No text content found in ${title}.`);
  const fieldNamed = (name: string) => parts.find((part) => part.name === name)?.value;
  const words = uploaded.value.split(/\s+/).length;
  const id = randomUUID();
  const file: StoredFile = {
    folder: fieldNamed('folderName') || 'custom-documents',
    name: `${plainName(title)}-${id}.json`,
    id,
    url: `file:///app/collector/hotdir/${title}`,
    title,
    docAuthor: 'Unknown',
    description: 'Unknown',
    docSource: 'a text file uploaded by the user.',
    chunkSource: '',
    published: new Date().toLocaleString('en-US'),
    ...JSON.parse(fieldNamed('metadata') ?? '{}'),
    wordCount: words,
    token_count_estimate: Math.ceil(words * 1.5),
    pageContent: uploaded.value,
  };
  state.files.push(file);
  return file;
}

/** A file for the next chats of a thread, or of the workspace itself. It is in no folder. */
function attach(app: App, ctx: Ctx, session: Session, workspace: Workspace): void {
  const file = store(app, ctx);
  if (!file) return;
  const { state } = app;
  state.files = state.files.filter((each) => each !== file);
  const slug = partsOf(ctx)?.find(({ name }) => name === 'threadSlug')?.value;
  const thread = ownThreads(app, session, workspace).find((each) => each.slug === slug);
  const location = `direct-uploads/${file.name}`;
  const { folder: _, name, pageContent, ...shown } = file;
  const parsed = {
    id: nextId(state.parsedFiles),
    filename: name,
    workspaceId: workspace.id,
    userId: session.user?.id ?? null,
    threadId: thread?.id ?? null,
    metadata: JSON.stringify({ ...shown, location, isDirectUpload: true }),
    tokenCountEstimate: file.token_count_estimate,
    createdAt: new Date().toISOString(),
  };
  state.parsedFiles.push({ ...parsed, pageContent });
  ctx.json(200, { success: true, error: null, files: [parsed] });
}

/** A second row for the same file is a second row. */
function embed({ state }: App, workspace: Workspace, file: StoredFile): void {
  const { folder: _, name, pageContent: __, ...metadata } = file;
  const now = new Date().toISOString();
  state.documents.push({
    id: nextId(state.documents),
    docId: randomUUID(),
    filename: name,
    docpath: docpathOf(file),
    workspaceId: workspace.id,
    metadata: JSON.stringify(metadata),
    pinned: false,
    watched: false,
    createdAt: now,
    lastUpdatedAt: now,
  });
}

/** Takes one row away, even if there are two. */
function unembed({ state }: App, workspace: Workspace, docpath: string): void {
  const row = state.documents.find((each) => each.docpath === docpath && each.workspaceId === workspace.id);
  state.documents = state.documents.filter((each) => each !== row);
}

function removeFile(app: App, docpath: string): void {
  for (const workspace of app.state.workspaces) unembed(app, workspace, docpath);
  app.state.files = app.state.files.filter((file) => docpathOf(file) !== docpath);
}

function rowOf({ state }: App, file: StoredFile): Record<string, unknown> {
  const { folder: _, name, pageContent: __, ...shown } = file;
  const rows = state.documents.filter(({ docpath }) => docpath === docpathOf(file));
  const pinnedWorkspaces = rows.filter(({ pinned }) => pinned).map(({ workspaceId }) => workspaceId);
  return { name, type: 'file', ...shown, cached: rows.length > 0, canWatch: false, pinnedWorkspaces, watched: false };
}

/** All folders, without their files; or a page of one folder. */
function sendFiles(app: App, ctx: Ctx): void {
  const { files } = app.state;
  const folder = ctx.query.get('folder');
  const names = [...new Set(['custom-documents', ...files.map((file) => file.folder)])];
  if (folder === null) {
    const items = names.map((name) => ({
      name,
      type: 'folder',
      fileCount: files.filter((file) => file.folder === name).length,
      items: [],
    }));
    ctx.json(200, { localFiles: { name: 'documents', type: 'folder', items } });
    return;
  }
  if (!names.includes(folder)) {
    const error = `Folder "${folder}" does not exist.`;
    ctx.json(404, { folder, documents: [], totalCount: 0, hasMore: false, code: 404, error });
    return;
  }
  const limit = ctx.query.get('limit') === 'all' ? 1000 : Math.min(Number(ctx.query.get('limit') ?? 100), 1000);
  const offset = Number(ctx.query.get('offset') ?? 0);
  const inside = files.filter((file) => file.folder === folder).toSorted((a, b) => a.name.localeCompare(b.name));
  const documents = inside.slice(offset, offset + limit).map((file) => rowOf(app, file));
  const hasMore = inside.length > offset + limit;
  ctx.json(200, { folder, documents, totalCount: inside.length, hasMore, code: 200, error: null });
}
