import type { Ctx, Router } from '../../kit';
import { type App, bodyOf, isAtLeast088, isObject, sendText, signedInRoutes } from '../app';
import type { Conversation, User } from '../state';

const FAILED = 'Error clearing conversations';

/** The one call that deletes conversations: one, several, or all of a person's. */
export function addDeleteRoutes(router: Router, app: App): void {
  const route = signedInRoutes(router, app);
  route('delete', '/api/convos', (ctx, user) => deleteSome(app, ctx, user));
  route('delete', '/api/convos/all', (ctx, user) => send(app, ctx, ownConvos(app, user)));
}

/**
 * Without an id, but with any other field, everything goes; an array deletes several (measured:
 * librechat/archive-21-delete-all-traps). 0.8.8 refuses arrays.
 */
function deleteSome(app: App, ctx: Ctx, user: User) {
  const { arg } = bodyOf(ctx);
  const given = isObject(arg) ? arg : {};
  const { conversationId: id, source, thread_id, endpoint } = given;
  if (!id && !source && !thread_id && !endpoint) return ctx.json(400, { error: 'no parameters provided' });
  if (id && typeof id !== 'string' && isAtLeast088(app)) return ctx.json(400, { error: 'Invalid conversationId' });
  if (!id && source === 'button') return sendText(ctx, 200, 'No conversationId provided');
  const ids: readonly unknown[] = Array.isArray(id) ? id : [id];
  const all = ownConvos(app, user);
  send(app, ctx, id ? all.filter(({ conversationId }) => ids.includes(conversationId)) : all);
}

const ownConvos = ({ state }: App, user: User): Conversation[] =>
  [...state.conversations.values()].filter((convo) => convo.user === user._id);

function send(app: App, ctx: Ctx, convos: readonly Conversation[]) {
  // 0.8.8 counts none instead (its source).
  if (convos.length === 0 && !isAtLeast088(app)) return sendText(ctx, 500, FAILED);
  const deletedCount = convos.reduce((sum, convo) => sum + drop(app, convo), 0);
  ctx.json(201, {
    acknowledged: true,
    deletedCount: convos.length,
    messages: { acknowledged: true, deletedCount },
  });
}

/** Removes a conversation; returns how many messages went with it. */
function drop({ state }: App, { conversationId }: Conversation): number {
  const count = state.messages.get(conversationId)?.length ?? 0;
  state.conversations.delete(conversationId);
  state.messages.delete(conversationId);
  return count;
}
