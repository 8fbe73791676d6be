import type { Ctx, Router } from '../../kit';
import { type App, bodyOf, isAtLeast087, isAtLeast088, isObject, type PersonHandler, signedInRoutes } from '../app';
import { listConversations } from '../conversation-list';
import { newObjectId, newUuid } from '../ids';
import type { Conversation, User } from '../state';
import { convoDocumentOf, convoLineOf, savedConvoOf } from '../wire';

const MAX_TITLE = 1024;

/** Conversations. */
export function addConversationRoutes(router: Router, app: App): void {
  const route = signedInRoutes(router, app);
  route('get', '/api/convos', (ctx, user) => {
    const answer = listConversations(app, user, ctx.query);
    if ('status' in answer) return ctx.json(answer.status, { error: answer.error });
    ctx.json(200, {
      conversations: answer.page.map((convo) => convoLineOf(convo, app.settings.version)),
      nextCursor: answer.nextCursor,
    });
  });
  route('get', '/api/convos/gen_title/:id', (ctx, user) => sendTitle(app, ctx, user));
  route('get', '/api/convos/:id', (ctx, user) => {
    const convo = ownConvo(app, user, ctx.params.id);
    if (!convo) return ctx.empty(404);
    ctx.json(200, convoDocumentOf(app.state, convo));
  });
  route('post', '/api/convos/update', change(app, 201, readTitle));
  route('post', '/api/convos/archive', mark(app, 'isArchived'));
  if (isAtLeast087(app)) route('post', '/api/convos/pin', mark(app, 'pinned'));
}

export function ownConvo(app: App, user: User, id: string | undefined): Conversation | undefined {
  const convo = app.state.conversations.get(id ?? '');
  return convo?.user === user._id ? convo : undefined;
}

type Reading = { fields: Partial<Conversation> } | { error: string };

function readTitle(arg: Record<string, unknown>): Reading {
  if (typeof arg.title !== 'string') return { error: 'title is required' };
  return { fields: { title: arg.title.trim().slice(0, MAX_TITLE) } };
}

const readFlag =
  (name: 'isArchived' | 'pinned') =>
  (arg: Record<string, unknown>): Reading => {
    const value = arg[name];
    return typeof value === 'boolean' ? { fields: { [name]: value } } : { error: `${name} must be a boolean` };
  };

/** Which conversation a request is to change, and how; or what is wrong with it. */
function readChange(ctx: Ctx, read: (arg: Record<string, unknown>) => Reading) {
  const { arg } = bodyOf(ctx);
  const given = isObject(arg) ? arg : {};
  const id = given.conversationId;
  if (typeof id !== 'string' || id === '') return { error: 'conversationId is required' };
  const reading = read(given);
  return 'error' in reading ? { error: reading.error } : { id, fields: reading.fields };
}

/**
 * Pinning and archiving: up to 0.8.7 a change like any other; 0.8.8 keeps `updatedAt`, and 404 for what it does not
 * know.
 */
function mark(app: App, name: 'isArchived' | 'pinned'): PersonHandler {
  const read = readFlag(name);
  if (!isAtLeast088(app)) return change(app, 200, read);
  return (ctx, user) => {
    const asked = readChange(ctx, read);
    if ('error' in asked) return ctx.json(400, asked);
    const { id, fields } = asked;
    const found = app.state.conversations.get(id);
    if (!found) return ctx.json(404, { error: 'Conversation not found' });
    if (found.user !== user._id) return denyForeign(ctx);
    Object.assign(found, fields);
    if (name === 'isArchived') found.archivedAt = found.isArchived ? new Date().toISOString() : null;
    ctx.json(200, savedConvoOf(app.state, found));
  };
}

/**
 * A change of one conversation. Somebody else's answers 200 with event-stream text, an unknown id comes into being as
 * an empty conversation, and every change moves `updatedAt` (measured: librechat/39-foreign-conversation,
 * librechat/35-convo-mutations).
 */
function change(app: App, status: number, read: (arg: Record<string, unknown>) => Reading): PersonHandler {
  return (ctx, user) => {
    const asked = readChange(ctx, read);
    if ('error' in asked) return ctx.json(400, asked);
    const { id, fields } = asked;
    const found = app.state.conversations.get(id);
    if (found && found.user !== user._id) return denyForeign(ctx);
    if (found) {
      Object.assign(found, fields, { updatedAt: new Date().toISOString() });
      return ctx.json(status, savedConvoOf(app.state, found));
    }
    const ghost = createGhost(user, id, fields);
    app.state.conversations.set(id, ghost);
    const { expiredAt: _, ...written } = ghost;
    ctx.json(status, { ...written, __v: 0, isTemporary: false, chatProjectId: null, files: [], messages: [] });
  };
}

function createGhost(user: User, conversationId: string, fields: Partial<Conversation>): Conversation {
  const now = new Date().toISOString();
  const base = { _id: newObjectId(), conversationId, user: user._id, title: 'New Chat', endpoint: null };
  return { ...base, isArchived: false, tags: [], expiredAt: null, createdAt: now, updatedAt: now, ...fields };
}

function denyForeign(ctx: Ctx) {
  const ids = { conversationId: newUuid(), messageId: newUuid() };
  const message = { sender: 'User', ...ids, isCreatedByUser: true };
  const violation = {
    type: 'convo_access',
    error: 'User not authorized for this conversation',
    prev_count: 0,
    violation_count: 0,
    date: new Date().toISOString(),
  };
  const refusal = {
    sender: '',
    messageId: newUuid(),
    conversationId: ids.conversationId,
    parentMessageId: ids.messageId,
    unfinished: false,
    error: true,
    final: true,
    text: JSON.stringify(violation),
    isCreatedByUser: false,
  };
  const created = `event: message\ndata: ${JSON.stringify({ message, created: true })}\n\n`;
  ctx.untyped(200, `${created}event: error\ndata: ${JSON.stringify(refusal)}\n\n`);
}

/** The title of a new chat, from the words of its first question. */
function sendTitle(app: App, ctx: Ctx, user: User) {
  const convo = ownConvo(app, user, ctx.params.id);
  const question = convo && app.state.messages.get(convo.conversationId)?.[0]?.text;
  if (!convo || !question) {
    const message = "Title not found or method not implemented for the conversation's endpoint";
    return ctx.json(404, { message });
  }
  const title = question.split(/\s+/).slice(0, 6).join(' ');
  Object.assign(convo, { title, updatedAt: new Date().toISOString() });
  ctx.json(200, { title });
}
