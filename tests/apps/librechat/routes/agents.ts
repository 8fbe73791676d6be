import { setTimeout as sleep } from 'node:timers/promises';
import { type Ctx, type Router, routesWith } from '../../kit';
import { type App, bodyOf, type PersonHandler } from '../app';
import { browsersOnly } from '../ban';
import { newUuid, ROOT_MESSAGE } from '../ids';
import { createMessage } from '../sample/conversations';
import type { ChatJob, Conversation, Message, User } from '../state';
import { convoDocumentOf, messageOf } from '../wire';

/** Chats and the other routes that only browsers may use. */
export function addAgentRoutes(router: Router, app: App): void {
  const route = routesWith(router, (handler: PersonHandler) => browsersOnly(app, handler));
  route('get', '/api/agents', (ctx) =>
    ctx.json(200, { object: 'list', data: [], first_id: null, last_id: null, has_more: false, after: null }),
  );
  route('get', '/api/agents/chat/active', (ctx, user) => {
    const running = [...app.state.jobs.values()].filter((job) => job.user === user._id && !job.done);
    ctx.json(200, { activeJobIds: running.map((job) => job.conversationId) });
  });
  route('get', '/api/agents/chat/status/:id', (ctx) =>
    ctx.json(200, { active: app.state.jobs.get(ctx.params.id ?? '')?.done === false }),
  );
  route('get', '/api/agents/chat/stream/:id', (ctx, user) => stream(app, ctx, user));
  route('post', '/api/agents/chat/abort', (ctx) => {
    const job = app.state.jobs.get(String(bodyOf(ctx).conversationId));
    if (job) finish(app, job);
    ctx.json(200, { success: job !== undefined });
  });
  route('post', '/api/agents/chat/:endpoint', (ctx, user) => startChat(app, ctx, user));
  route('get', '/api/files', (ctx) => ctx.json(200, []));
  route('get', '/api/permissions/agent/effective/all', (ctx) => ctx.json(200, {}));
}

/** Starts an answer, which runs to its end whether somebody listens or not. */
function startChat(app: App, ctx: Ctx, user: User) {
  const body = bodyOf(ctx);
  const given = typeof body.conversationId === 'string' ? app.state.conversations.get(body.conversationId) : undefined;
  if (given && given.user !== user._id) return ctx.json(404, { error: 'Conversation not found' });
  const convo = given ?? createConversation(user, ctx.params.endpoint ?? '', body);
  const messages = app.state.messages.get(convo.conversationId) ?? [];
  const parent = typeof body.parentMessageId === 'string' ? body.parentMessageId : ROOT_MESSAGE;
  const messageId = typeof body.messageId === 'string' ? body.messageId : newUuid();
  const text = String(body.text ?? '');
  convo.updatedAt = new Date().toISOString();
  messages.push(createMessage(convo, parent, 'User', text, messageId));
  app.state.conversations.set(convo.conversationId, convo);
  app.state.messages.set(convo.conversationId, messages);
  const answer = `You said: ${text}. This is a demo answer from ${convo.model ?? 'a model'}, streamed word by word.`;
  const { conversationId } = convo;
  const job: ChatJob = { streamId: conversationId, conversationId, user: user._id, answer, done: false };
  app.state.jobs.set(job.streamId, job);
  setTimeout(() => finish(app, job), app.settings.answerMs).unref();
  ctx.setHeader('X-RateLimit-Limit', '40');
  ctx.setHeader('X-RateLimit-Remaining', '39');
  ctx.json(200, { streamId: job.streamId, conversationId, status: 'started' });
}

function createConversation(user: User, endpoint: string, body: Record<string, unknown>): Conversation {
  const now = new Date().toISOString();
  return {
    _id: newUuid().replaceAll('-', '').slice(0, 24),
    conversationId: newUuid(),
    user: user._id,
    title: 'New Chat',
    endpoint,
    ...(typeof body.model === 'string' && { model: body.model }),
    ...(typeof body.spec === 'string' && { spec: body.spec }),
    isArchived: false,
    tags: [],
    expiredAt: null,
    createdAt: now,
    updatedAt: now,
  };
}

/** Stores the answer; afterwards the job counts as done. */
function finish(app: App, job: ChatJob): void {
  if (job.done) return;
  job.done = true;
  const convo = app.state.conversations.get(job.conversationId);
  const messages = app.state.messages.get(job.conversationId);
  const question = messages?.at(-1);
  if (!convo || !messages || !question) return;
  convo.updatedAt = new Date().toISOString();
  messages.push(createMessage(convo, question.messageId, 'assistant', job.answer, newUuid()));
}

/** Sends the answer as it grows; the end of the stream is the end of the turn. */
async function stream(app: App, ctx: Ctx, user: User) {
  const job = app.state.jobs.get(ctx.params.id ?? '');
  if (!job || job.user !== user._id) {
    const message = 'The generation job does not exist or has expired.';
    return ctx.json(404, { error: 'Stream not found', message });
  }
  const sse = ctx.sse();
  const question = app.state.messages.get(job.conversationId)?.findLast((message) => message.isCreatedByUser);
  sse.event({ created: true, message: question && messageOf(question), streamId: job.streamId }, 'message');
  const words = job.answer.split(' ');
  for (const [index, word] of words.entries()) {
    if (job.done || sse.signal.aborted) break;
    const text = index === 0 ? word : ` ${word}`;
    const delta = { id: job.streamId, delta: { content: [{ type: 'text', text }] } };
    sse.event({ event: 'on_message_delta', data: delta }, 'message');
    await sleep(app.settings.answerMs / words.length);
  }
  while (!job.done && !sse.signal.aborted) await sleep(5);
  sse.event(finalEvent(app, job, question), 'message');
  sse.end();
}

function finalEvent(app: App, job: ChatJob, question: Message | undefined): Record<string, unknown> {
  const convo = app.state.conversations.get(job.conversationId);
  const answer = app.state.messages.get(job.conversationId)?.at(-1);
  return {
    final: true,
    conversation: convo && convoDocumentOf(app.state, convo),
    title: convo?.title,
    requestMessage: question && messageOf(question),
    responseMessage: answer && messageOf(answer),
  };
}
