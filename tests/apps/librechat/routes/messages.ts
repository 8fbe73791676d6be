import type { Ctx, Router } from '../../kit';
import { type App, bodyOf, isObject, signedInRoutes } from '../app';
import { newObjectId } from '../ids';
import type { Message, User } from '../state';
import { messageOf } from '../wire';
import { ownConvo } from './conversations';

/**
 * What was said. None of the writes moves the conversation's `updatedAt` (measured:
 * librechat/archive-03-what-moves-updatedAt).
 */
export function addMessageRoutes(router: Router, app: App): void {
  const route = signedInRoutes(router, app);
  const { state } = app;
  route('get', '/api/messages/:id', (ctx, user) => {
    if (ctx.params.id === 'new') return ctx.json(200, []);
    const convo = ownConvo(app, user, ctx.params.id);
    if (!convo) return ctx.json(404, { error: 'Conversation not found' });
    const messages = state.messages.get(convo.conversationId) ?? [];
    ctx.json(200, messages.toSorted((a, b) => a.createdAt.localeCompare(b.createdAt)).map(messageOf));
  });
  route('put', '/api/messages/:id/:message/feedback', (ctx, user) => changeOne(app, ctx, user, giveFeedback));
  route('put', '/api/messages/:id/:message', (ctx, user) => changeOne(app, ctx, user, edit));
  route('delete', '/api/messages/:id/:message', (ctx, user) => {
    const convo = ownConvo(app, user, ctx.params.id);
    const messages = state.messages.get(convo?.conversationId ?? '') ?? [];
    const left = messages.filter(({ messageId }) => messageId !== ctx.params.message);
    // Its answers stay, as orphans.
    if (convo && left.length < messages.length) state.messages.set(convo.conversationId, left);
    ctx.empty(204);
  });
}

type Change = (ctx: Ctx, message: Message) => void;

function changeOne(app: App, ctx: Ctx, user: User, change: Change) {
  const convo = ownConvo(app, user, ctx.params.id);
  const messages = app.state.messages.get(convo?.conversationId ?? '') ?? [];
  const message = messages.find(({ messageId }) => messageId === ctx.params.message);
  if (!convo || !message) return ctx.json(500, { error: 'Internal server error' });
  app.state.messages.set(convo.conversationId, messages);
  change(ctx, message);
}

/** Replaces the text, or one part of the content. */
function edit(ctx: Ctx, message: Message) {
  const { text, index } = bodyOf(ctx);
  const part = typeof index === 'number' ? message.content?.[index] : undefined;
  if (index !== undefined && !part) return ctx.json(400, { error: 'Invalid index' });
  if (part) Object.assign(part, { [String(part.type)]: text });
  else message.text = String(text);
  message.updatedAt = new Date().toISOString();
  const { messageId, conversationId, parentMessageId, sender, isCreatedByUser, endpoint } = message;
  const tokenCount = String(text).split(/\s+/).length;
  const ids = { messageId, conversationId, parentMessageId };
  ctx.json(200, { ...ids, sender, text: message.text, isCreatedByUser, tokenCount, endpoint });
}

function giveFeedback(ctx: Ctx, message: Message) {
  const { feedback } = bodyOf(ctx);
  if (isObject(feedback)) message.feedback = { ...feedback, _id: newObjectId() };
  else delete message.feedback;
  message.updatedAt = new Date().toISOString();
  const { messageId, conversationId } = message;
  ctx.json(200, { messageId, conversationId, feedback: message.feedback ?? null });
}
