import { type Ctx, type Part, partsOf, type Router } from '../../kit';
import { type App, isAtLeast088, isObject, sendText, signedInRoutes } from '../app';
import { newObjectId, newUuid, ROOT_MESSAGE } from '../ids';
import type { Conversation, Message, User } from '../state';

type Fields = Record<string, unknown>;

const WINDOW_MS = 15 * 60_000;
const MOST = 50;

/** What an import keeps of a message, beyond its time and its place in the tree. */
const KEPT_OF_MESSAGE = [
  ...['text', 'content', 'sender', 'isCreatedByUser', 'model', 'tokenCount', 'files', 'attachments', 'quotes'],
  ...['manualSkills', 'metadata', 'finish_reason', 'iconURL', 'updatedAt'],
];
const KEPT_OPTIONS = [
  ...['model', 'temperature', 'promptPrefix', 'maxOutputTokens', 'max_tokens', 'top_p', 'tags', 'isArchived'],
  ...['pinned', 'spec', 'iconURL', 'agent_id', 'assistant_id'],
];

/**
 * LibreChat 0.8.7's import: it answers no ids, knows no duplicates, and only sorts roots first (measured:
 * librechat/archive-10-import-linear and those after it; the order is from its source, `import/fork.js`).
 */
export function addImportRoutes(router: Router, app: App): void {
  const route = signedInRoutes(router, app);
  route('post', '/api/convos/import', (ctx, user) => {
    if (refuseTooMany(app, ctx, user)) return;
    const parts = partsOf(ctx);
    const file = parts?.find(({ filename }) => filename !== undefined);
    if (file && !isAccepted(file)) return sendText(ctx, 500, 'An unknown error occurred.');
    if (!file || !importAll(app, user, file.value)) return sendText(ctx, 500, 'Error processing file');
    ctx.json(201, { message: 'Conversation(s) imported successfully' });
  });
}

/** 50 in 15 minutes, failures too. */
function refuseTooMany({ state }: App, ctx: Ctx, user: User): boolean {
  const now = Date.now();
  const times = (state.imports.get(user._id) ?? []).filter((at) => at > now - WINDOW_MS);
  const first = times[0] ?? now;
  const isFull = times.length >= MOST;
  state.imports.set(user._id, isFull ? times : [...times, now]);
  ctx.setHeader('X-RateLimit-Limit', String(MOST));
  ctx.setHeader('X-RateLimit-Remaining', String(Math.max(0, MOST - times.length - 1)));
  ctx.setHeader('X-RateLimit-Reset', String(Math.ceil((first + WINDOW_MS) / 1000)));
  if (!isFull) return false;
  ctx.setHeader('Retry-After', String(Math.ceil((first + WINDOW_MS - now) / 1000)));
  ctx.json(429, { message: 'Too many conversation import requests. Try again later' });
  return true;
}

const isAccepted = ({ name, filename = '', contentType }: Part): boolean =>
  name === 'file' && (contentType === 'application/json' || filename.endsWith('.json'));

/** False: the file is refused. Something may have been stored all the same. */
function importAll(app: App, user: User, text: string): boolean {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return false;
  }
  // An empty list of ChatGPT conversations. Other formats are of no use to Tandem.
  if (Array.isArray(data)) return data.length === 0;
  if (!isObject(data) || !data.conversationId) return false;
  const given = data.messagesTree ?? data.messages;
  if (!Array.isArray(given)) return false;
  return importOne(app, user, data, data.recursive ? flattened(given) : given.filter(isObject));
}

/** A message without words is left out with all that follows it. */
function flattened(nodes: readonly unknown[], parentMessageId: string = ROOT_MESSAGE): Fields[] {
  return nodes.filter(isObject).flatMap((node) => {
    if (!node.text && !node.content) return [];
    const children = Array.isArray(node.children) ? node.children : [];
    return [{ ...node, parentMessageId }, ...flattened(children, String(node.messageId))];
  });
}

function importOne(app: App, user: User, data: Fields, given: readonly Fields[]): boolean {
  const { state } = app;
  const options = isObject(data.options) ? data.options : {};
  const firstTime = given.find(({ createdAt }) => createdAt)?.createdAt;
  const at = firstTime === undefined ? new Date() : new Date(String(firstTime));
  if (Number.isNaN(at.getTime())) return false;
  const endpoints = Object.keys(state.endpoints);
  const wanted = String(data.endpoint ?? '');
  const conversation: Conversation & Fields = {
    _id: newObjectId(),
    conversationId: newUuid(),
    user: user._id,
    isTemporary: false,
    isArchived: false,
    tags: [],
    endpoint: endpoints.includes(wanted) ? wanted : (endpoints[0] ?? null),
    model: 'gpt-4o',
    chatProjectId: null as unknown as string,
    title: typeof data.title === 'string' && data.title !== '' ? data.title : 'Imported Chat',
    ...kept(options, KEPT_OPTIONS),
    expiredAt: null,
    imported: true,
    createdAt: at.toISOString(),
    updatedAt: at.toISOString(),
  };
  state.conversations.set(conversation.conversationId, conversation);
  const messages = clonedMessages(given, conversation);
  // The messages are stored at once, after the conversation: one bad one leaves it empty (librechat/archive-15-import-partial).
  if (messages) state.messages.set(conversation.conversationId, messages);
  // 0.8.8 cleans up (its source).
  else if (isAtLeast088(app)) state.conversations.delete(conversation.conversationId);
  return messages !== null;
}

const kept = (from: Fields, names: readonly string[]): Fields =>
  Object.fromEntries(names.filter((name) => from[name] != null).map((name) => [name, from[name]]));

/** With new ids, in the order in which they are saved; null: MongoDB refuses one of them. */
function clonedMessages(given: readonly Fields[], conversation: Conversation): Message[] | null {
  const isRoot = ({ parentMessageId }: Fields) => parentMessageId === ROOT_MESSAGE;
  // The very comparison of LibreChat: of several roots it puts the last one first.
  const sorted = given.toSorted((a, b) => (isRoot(a) ? -1 : isRoot(b) ? 1 : 0));
  const ids = new Map<unknown, string>();
  const messages: Message[] = [];
  for (const message of sorted) {
    const messageId = newUuid();
    ids.set(message.messageId, messageId);
    const wanted = message.parentMessageId;
    const parent = wanted && wanted !== ROOT_MESSAGE ? ids.get(wanted) : ROOT_MESSAGE;
    const before = messages.find((each) => each.messageId === parent);
    const asked = message.createdAt ? Date.parse(String(message.createdAt)) : Date.now();
    const time = before && asked <= Date.parse(before.createdAt) ? Date.parse(before.createdAt) + 1 : asked;
    if (Number.isNaN(time) || !isStorable(message)) return null;
    messages.push({
      ...(kept(message, KEPT_OF_MESSAGE) as Partial<Message>),
      ...(isObject(message.feedback) && { feedback: { ...message.feedback, _id: newObjectId() } }),
      _id: newObjectId(),
      messageId,
      conversationId: conversation.conversationId,
      user: conversation.user,
      endpoint: String(message.endpoint ?? conversation.endpoint ?? ''),
      isTemporary: false,
      unfinished: false,
      error: false,
      parentMessageId: parent ?? messages.at(-1)?.messageId ?? ROOT_MESSAGE,
      createdAt: new Date(time).toISOString(),
    } as Message);
  }
  return messages;
}

const isStorable = ({ text, content, updatedAt }: Fields): boolean =>
  typeof text !== 'object' &&
  (content == null || Array.isArray(content)) &&
  (updatedAt == null || !Number.isNaN(Date.parse(String(updatedAt))));
