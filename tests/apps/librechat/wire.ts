import type { Conversation, LibreChatState, Message, User } from './state';

type Json = Record<string, unknown>;

/** The user as `GET /api/user` names one: a whitelist since 0.8.6, the whole document before. */
export function userOf(user: User, version: string): Json {
  const { password: _, _id, ...rest } = user;
  return version !== '0.8.2' ? { _id, id: _id, ...rest } : { _id, id: _id, ...rest, refreshToken: [], __v: 0 };
}

/**
 * The user inside a refresh answer: only `_id`, and an empty `refreshToken` list (measured: librechat/11-refresh-ok).
 */
export function refreshedUserOf(user: User): Json {
  const { password: _, ...rest } = user;
  return { ...rest, refreshToken: [] };
}

/** The user inside a login answer has `id` as well. */
export const loggedInUserOf = (user: User): Json => ({ ...refreshedUserOf(user), id: user._id });

/** One line of `GET /api/convos`: these fields and no others; 0.8.8 adds two. */
export function convoLineOf(convo: Conversation, version: string): Json {
  const { agent_id, assistant_id, spec, iconURL, chatProjectId, pinned } = convo;
  const { _id, conversationId, endpoint, title, createdAt, updatedAt, user, model } = convo;
  return {
    ...{ _id, conversationId, endpoint, title, createdAt, updatedAt, user, model },
    ...{ agent_id, assistant_id, spec, iconURL, chatProjectId, pinned },
    ...(version === '0.8.8' && { archivedAt: convo.archivedAt, isShared: false }),
  };
}

/** The whole document, as `GET /api/convos/:id` answers it. */
export function convoDocumentOf(state: LibreChatState, convo: Conversation): Json {
  const { imported, expiredAt: _, ...stored } = convo;
  if (imported) return { ...stored, messages: [], files: [], __v: 0 };
  const messages = (state.messages.get(convo.conversationId) ?? []).map((message) => message._id);
  return { ...convo, messages, files: [], _meiliIndex: false, __v: 0 };
}

/** The document as a mutation answers it. */
export const savedConvoOf = (state: LibreChatState, convo: Conversation): Json => ({
  isTemporary: false,
  chatProjectId: null,
  ...convoDocumentOf(state, convo),
});

/** A message as `GET /api/messages/:id` lists it. */
export function messageOf(message: Message): Json {
  const { _id, user: _, ...rest } = message;
  return rest;
}
