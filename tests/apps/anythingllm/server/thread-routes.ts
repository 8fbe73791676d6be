import { randomUUID } from 'node:crypto';
import { type Router, routesWith } from '../../kit';
import { type Chat, nextId, type Thread } from '../state';
import type { App } from './app';
import { guardedRoutes } from './guard';
import { fieldsOf, ok } from './http';
import {
  findWorkspace,
  ownChats,
  ownThreads,
  type ThreadHandler,
  type WorkspaceHandler,
  withThread,
  withWorkspace,
} from './workspace-access';

export const metricsOf = ({ model, provider, createdAt }: Chat) => ({
  completion_tokens: 11,
  prompt_tokens: 10,
  total_tokens: 21,
  outputTps: 42,
  duration: 0.26,
  model,
  ...(provider && { provider }),
  timestamp: createdAt,
});

function history(chats: readonly Chat[]): unknown[] {
  return chats.flatMap((chat) => {
    if (chat.isHidden) return [];
    const sentAt = Math.floor(Date.parse(chat.createdAt) / 1000);
    const { prompt, answer: content, sources, attachments, feedback, id: chatId } = chat;
    const answer = { type: 'chat', role: 'assistant', content, sources, chatId, sentAt };
    return [
      { role: 'user', content: prompt, sentAt, attachments, chatId },
      { ...answer, feedbackScore: feedback ?? null, metrics: metricsOf(chat) },
    ];
  });
}

export function threadRoutes(app: App, router: Router): void {
  const route = guardedRoutes(app, router);
  const inWorkspace = routesWith(router, (handler: WorkspaceHandler) => withWorkspace(app, handler));
  const inThread = routesWith(router, (handler: ThreadHandler) => withThread(app, handler));
  const { state } = app;
  inWorkspace('get', '/api/workspace/:slug/threads', (ctx, session, workspace) =>
    ctx.json(200, {
      threads: ownThreads(app, session, workspace),
      defaultThreadChatCount: ownChats(app, session, workspace, null).length,
    }),
  );
  inWorkspace('post', '/api/workspace/:slug/thread/new', (ctx, { user }, workspace) => {
    const now = new Date().toISOString();
    const thread: Thread = {
      id: nextId(state.threads),
      name: 'Thread',
      slug: randomUUID(),
      workspace_id: workspace.id,
      user_id: user?.id ?? null,
      createdAt: now,
      lastUpdatedAt: now,
    };
    state.threads.push(thread);
    ctx.json(200, { thread, message: null });
  });
  inThread('post', '/api/workspace/:slug/thread/:thread/update', (ctx, _session, _workspace, thread) => {
    const { name } = fieldsOf(ctx);
    if (typeof name === 'string') thread.name = name;
    ctx.json(200, { thread, message: typeof name === 'string' ? null : 'No valid fields to update!' });
  });
  inThread('delete', '/api/workspace/:slug/thread/:thread', (ctx, _session, _workspace, thread) => {
    state.threads = state.threads.filter((each) => each !== thread);
    state.chats = state.chats.filter((each) => each.threadId !== thread.id);
    ok(ctx);
  });
  // The one workspace route that answers 400 for a workspace that is missing or not theirs.
  route('get', '/api/workspace/:slug/chats', {}, (ctx, session) => {
    const workspace = findWorkspace(app, session, ctx.params.slug);
    if (workspace === undefined) ctx.text(400, 'Bad Request');
    else ctx.json(200, { history: history(ownChats(app, session, workspace, null)) });
  });
  inThread('get', '/api/workspace/:slug/thread/:thread/chats', (ctx, session, workspace, thread) =>
    ctx.json(200, { history: history(ownChats(app, session, workspace, thread.id)) }),
  );
}
