import { randomUUID } from 'node:crypto';
import { type Ctx, type Router, routesWith } from '../../kit';
import { type Chat, nextId, type Thread, type Workspace } from '../state';
import type { App, Session } from './app';
import { fieldsOf } from './http';
import { providerById } from './providers';
import { metricsOf } from './thread-routes';
import { ownChats, type ThreadHandler, type WorkspaceHandler, withThread, withWorkspace } from './workspace-access';

const KEY_NAMES: Record<string, string> = { openai: 'OpenAI', anthropic: 'Anthropic', gemini: 'Gemini', groq: 'Groq' };

/** The key that an answer needs and that is missing, in the server's words. */
function missingKey(app: App, workspace: Workspace): string | undefined {
  const id = workspace.chatProvider ?? app.state.env.LLMProvider ?? 'openai';
  const provider = providerById(id);
  const label = KEY_NAMES[id];
  if (label === undefined || provider?.key === undefined || app.state.env[provider.key]) return undefined;
  return `Model router error: No ${label} API key was set.`;
}

function abort(error: string): Record<string, unknown> {
  return { id: randomUUID(), type: 'abort', textResponse: null, sources: [], close: true, error };
}

function modelOf(app: App, workspace: Workspace): string {
  const { env } = app.state;
  const model = providerById(workspace.chatProvider ?? env.LLMProvider)?.model;
  return workspace.chatModel ?? (model === undefined ? undefined : env[model]) ?? 'gpt-4o';
}

async function streamChat(
  app: App,
  ctx: Ctx,
  { user }: Session,
  workspace: Workspace,
  thread: Thread | null,
): Promise<void> {
  const message = String(fieldsOf(ctx).message ?? '').trim();
  if (message === '') {
    ctx.json(400, abort('Message is empty.'));
    return;
  }
  const stream = ctx.sse({ 'Access-Control-Allow-Origin': '*' });
  const problem = missingKey(app, workspace);
  if (problem !== undefined) {
    stream.event(abort(problem));
    stream.end();
    return;
  }
  const uuid = randomUUID();
  const model = modelOf(app, workspace);
  const words = `This is a demo answer from ${model} to: ${message.slice(0, 80)}`.split(' ');
  for (const word of words) {
    const chunk = {
      uuid,
      sources: [],
      type: 'textResponseChunk',
      textResponse: `${word} `,
      close: false,
      error: false,
    };
    stream.event(chunk);
    await app.betweenWords();
    if (stream.signal.aborted) return;
  }
  const { chats } = app.state;
  const where = { workspaceId: workspace.id, threadId: thread?.id ?? null, userId: user?.id ?? null };
  const { attachments } = fieldsOf(ctx);
  const said = { prompt: message, answer: words.join(' '), model, provider: 'OpenAiLLM' };
  const sent = { attachments: Array.isArray(attachments) ? attachments : [], sources: [] };
  const chat: Chat = { id: nextId(chats), ...where, ...said, ...sent, createdAt: new Date().toISOString() };
  const isFirst = thread !== null && ownChats(app, { user }, workspace, thread.id).length === 0;
  chats.push(chat);
  // The first chat names a thread that still has its first name.
  if (isFirst && thread.name === 'Thread') thread.name = message.slice(0, 22);
  stream.event({
    uuid,
    type: 'finalizeResponseStream',
    close: true,
    error: false,
    chatId: chat.id,
    metrics: metricsOf(chat),
  });
  stream.end();
}

export function chatRoutes(app: App, router: Router): void {
  const inWorkspace = routesWith(router, (handler: WorkspaceHandler) => withWorkspace(app, handler));
  const inThread = routesWith(router, (handler: ThreadHandler) => withThread(app, handler));
  inWorkspace('post', '/api/workspace/:slug/stream-chat', (ctx, session, workspace) =>
    streamChat(app, ctx, session, workspace, null),
  );
  inThread('post', '/api/workspace/:slug/thread/:thread/stream-chat', (ctx, session, workspace, thread) =>
    streamChat(app, ctx, session, workspace, thread),
  );
}
