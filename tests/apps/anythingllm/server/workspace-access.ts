import { createHash } from 'node:crypto';
import type { Ctx, Handler } from '../../kit';
import type { Chat, Thread, Workspace } from '../state';
import type { App, Session } from './app';
import { guarded } from './guard';

/** The workspaces that a session may see: all, or for a default user the assigned ones. */
export function visibleWorkspaces(app: App, { user }: Session): Workspace[] {
  const all = [...app.state.workspaces].sort((a, b) => a.id - b.id);
  if (user === null || user.role !== 'default') return all;
  return all.filter(({ id }) => app.state.members.some((each) => each.workspaceId === id && each.userId === user.id));
}

export const findWorkspace = (app: App, session: Session, slug: string | undefined): Workspace | undefined =>
  visibleWorkspaces(app, session).find((each) => each.slug === slug);

/** Threads and chats belong to the user of the request, even for an admin. */
export const isOwn = (userId: number | null, { user }: Session): boolean => userId === (user?.id ?? null);

export function ownThreads(app: App, session: Session, workspace: Workspace): Thread[] {
  return app.state.threads.filter((each) => each.workspace_id === workspace.id && isOwn(each.user_id, session));
}

export function ownChats(app: App, session: Session, workspace: Workspace, threadId: number | null): Chat[] {
  return app.state.chats.filter(
    (each) => each.workspaceId === workspace.id && each.threadId === threadId && isOwn(each.userId, session),
  );
}

/** Express's text answer with the type of a page. */
const missing = (ctx: Ctx, what: string): void => ctx.html(404, `${what} does not exist.`);

export type WorkspaceHandler = (ctx: Ctx, session: Session, workspace: Workspace) => Promise<void> | void;

/** A handler for `/workspace/:slug/...`: 404 text if the workspace is missing or not visible. */
export function withWorkspace(app: App, handler: WorkspaceHandler): Handler {
  return guarded(app, {}, (ctx, session) => {
    const workspace = findWorkspace(app, session, ctx.params.slug);
    return workspace === undefined ? missing(ctx, 'Workspace') : handler(ctx, session, workspace);
  });
}

export type ThreadHandler = (ctx: Ctx, session: Session, workspace: Workspace, thread: Thread) => Promise<void> | void;

/** A handler for `/workspace/:slug/thread/:thread/...`. */
export function withThread(app: App, handler: ThreadHandler): Handler {
  return withWorkspace(app, (ctx, session, workspace) => {
    const thread = ownThreads(app, session, workspace).find((each) => each.slug === ctx.params.thread);
    return thread === undefined ? missing(ctx, 'Workspace thread') : handler(ctx, session, workspace, thread);
  });
}

/** A workspace's slug from its name; a name without Latin letters gets one from a hash. Taken slugs get a number. */
export function freeSlug(name: string, taken: ReadonlySet<string>): string {
  const plain = name
    .replace(/&/g, ' and ')
    .normalize('NFKD')
    .replace(/[^\w\s-]/g, '');
  const slug = plain
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, '-')
    .replace(/-{2,}/g, '-');
  const digest = createHash('sha1').update(`${name}${taken.size}`).digest('hex');
  const base = slug.replace(/^-+|-+$/g, '') || digest.slice(0, 12);
  if (!taken.has(base)) return base;
  return `${base}-${(10_000_000 + (Number.parseInt(digest.slice(0, 10), 16) % 90_000_000)).toString()}`;
}
