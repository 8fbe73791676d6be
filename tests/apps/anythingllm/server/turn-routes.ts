import { type Ctx, type Router, routesWith } from '../../kit';
import type { Chat, Workspace } from '../state';
import type { App, Session } from './app';
import { guardedRoutes } from './guard';
import { crash, fieldsOf, ok } from './http';
import {
  isOwn,
  ownChats,
  type ThreadHandler,
  type WorkspaceHandler,
  withThread,
  withWorkspace,
} from './workspace-access';

/** What happens to turns after they were answered: none of it moves a time (measured: anythingllm/archive-01-multi-chats). */
export function turnRoutes(app: App, router: Router): void {
  const route = guardedRoutes(app, router);
  const inWorkspace = routesWith(router, (handler: WorkspaceHandler) => withWorkspace(app, handler));
  const inThread = routesWith(router, (handler: ThreadHandler) => withThread(app, handler));
  const { state } = app;
  const editors = { roles: ['admin', 'manager'] } as const;
  route('post', '/api/system/workspace-chats', editors, (ctx) => sendNewest(app, ctx));
  // With -1, the turns of everybody.
  route('delete', '/api/system/workspace-chats/:id', editors, (ctx) => {
    const id = Number(ctx.params.id);
    state.chats = id === -1 ? [] : state.chats.filter((chat) => chat.id !== id);
    ctx.json(200, { success: true, error: null });
  });
  route('put', '/api/workspace/workspace-chats/:id', {}, (ctx, session) => {
    const chat = state.chats.find(({ id, userId }) => String(id) === ctx.params.id && isOwn(userId, session));
    if (chat) chat.isHidden = true;
    ctx.json(chat ? 200 : 404, { success: chat !== undefined, error: chat ? null : 'Chat not found.' });
  });
  inWorkspace('post', '/api/workspace/:slug/update-chat', (ctx, session, workspace) =>
    edit(ctx, ownChats(app, session, workspace, null)),
  );
  inThread('post', '/api/workspace/:slug/thread/:thread/update-chat', (ctx, session, workspace, { id }) =>
    edit(ctx, ownChats(app, session, workspace, id)),
  );
  inWorkspace('delete', '/api/workspace/:slug/delete-chats', (ctx, session, workspace) => {
    const { chatIds } = fieldsOf(ctx);
    const gone = new Set(Array.isArray(chatIds) ? chatIds : []);
    state.chats = state.chats.filter((chat) => !(gone.has(chat.id) && isIn(chat, session, workspace)));
    ok(ctx);
  });
  inWorkspace('post', '/api/workspace/:slug/chat-feedback/:id', (ctx, session, workspace) => {
    const chat = state.chats.find((each) => String(each.id) === ctx.params.id && isIn(each, session, workspace));
    const { feedback } = fieldsOf(ctx);
    if (!chat) return ctx.json(404, { success: false });
    chat.feedback = feedback === null ? null : feedback === 1;
    ctx.json(200, { success: true });
  });
}

const isIn = (chat: Chat, session: Session, workspace: Workspace): boolean =>
  chat.workspaceId === workspace.id && isOwn(chat.userId, session);

/** The turns of all people, newest first. A limit that is a text finds none. */
function sendNewest({ state }: App, ctx: Ctx): void {
  const { offset, limit } = fieldsOf(ctx);
  const from = typeof offset === 'number' ? offset : 0;
  const count = limit === undefined ? 20 : typeof limit === 'number' ? limit : 0;
  const all = state.chats.toSorted((a, b) => b.id - a.id);
  const chats = all.slice(from * count, (from + 1) * count).map((chat) => {
    const workspace = state.workspaces.find(({ id }) => id === chat.workspaceId);
    const user = state.users.find(({ id }) => id === chat.userId);
    const { prompt, sources, attachments, feedback, createdAt } = chat;
    const metrics = { model: chat.model, timestamp: createdAt };
    return {
      id: chat.id,
      workspaceId: chat.workspaceId,
      prompt,
      response: JSON.stringify({ text: chat.answer, sources, type: 'chat', attachments, metrics }),
      include: !chat.isHidden,
      user_id: chat.userId,
      thread_id: chat.threadId,
      api_session_id: null,
      createdAt,
      lastUpdatedAt: createdAt,
      feedbackScore: feedback ?? null,
      memoryProcessed: null,
      workspace: { name: workspace?.name ?? 'deleted workspace', slug: workspace?.slug ?? null },
      user: { username: user?.username ?? 'unknown user' },
    };
  });
  ctx.json(200, { chats, hasPages: all.length > (from + 1) * count, totalChats: all.length });
}

/** Replaces the words of one half of a turn. */
function edit(ctx: Ctx, chats: readonly Chat[]) {
  const { chatId, newText, role } = fieldsOf(ctx);
  const chat = chats.find(({ id }) => id === chatId);
  const text = String(newText ?? '').trim();
  if (!chat || text === '') return crash(ctx);
  if (role === 'user') chat.prompt = text;
  else chat.answer = text;
  ok(ctx);
}
