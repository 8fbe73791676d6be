import { newObjectId, newUuid, objectIdOf, ROOT_MESSAGE, uuidOf } from '../ids';
import type { Conversation, LibreChatState, Message, User } from '../state';
import { sampleMessages } from './messages';
import { CHAT_MODELS } from './models';
import { titleOf } from './titles';

const MINUTE = 60_000;

/** How many sample conversations share one `updatedAt`, as an import leaves them. */
const tiesIn = (count: number): number => Math.min(30, Math.floor(count / 8));

/**
 * Fills the state with `count` conversations of one person: newest first over about three years, every thirteenth
 * archived, every seventeenth pinned, every fifth tagged "work", and a block in the middle with equal times.
 */
export function addSampleConversations(state: LibreChatState, user: User, count: number): void {
  const start = Date.now() - 7 * MINUTE;
  const ties = tiesIn(count);
  const firstTie = Math.floor(count / 3);
  for (let index = 0; index < count; index += 1) {
    const tied = index >= firstTie && index < firstTie + ties;
    const age = ageOf(tied ? firstTie : index, count);
    const at = new Date(start - age).toISOString();
    const chat = CHAT_MODELS[index % CHAT_MODELS.length];
    const conversation = keepConversation(state, user, {
      _id: objectIdOf(`convo ${user.email} ${index}`),
      conversationId: uuidOf(`convo ${user.email} ${index}`),
      title: titleOf(index),
      ...chat,
      isArchived: index % 13 === 12,
      ...(index % 17 === 3 && { pinned: true }),
      tags: index % 5 === 0 ? ['work'] : [],
      createdAt: new Date(start - age - 60 * MINUTE).toISOString(),
      updatedAt: at,
    });
    const { conversationId, title } = conversation;
    // 10,000 of them would be 30 MB.
    state.messages.make(conversationId, () => sampleMessages(conversation, title));
  }
}

/** Ages grow: minutes for the first, three years for the last. */
function ageOf(index: number, count: number): number {
  const share = index / Math.max(1, count - 1);
  return Math.floor(index * 37 * MINUTE + share ** 3 * 900 * 24 * 60 * MINUTE);
}

/** Adds one conversation with a question and an answer; what is not given is made up. */
export function addConversation(state: LibreChatState, user: User, given: Partial<Conversation>): Conversation {
  const conversation = keepConversation(state, user, given);
  const question = createMessage(conversation, ROOT_MESSAGE, 'User', `A question about ${conversation.title}`);
  const answer = createMessage(conversation, question.messageId, 'assistant', `An answer about ${conversation.title}.`);
  state.messages.set(conversation.conversationId, [question, answer]);
  return conversation;
}

function keepConversation(state: LibreChatState, user: User, given: Partial<Conversation>): Conversation {
  const now = new Date().toISOString();
  const conversation: Conversation = {
    _id: newObjectId(),
    conversationId: newUuid(),
    user: user._id,
    title: 'New Chat',
    endpoint: 'openAI',
    model: 'gpt-4o',
    isArchived: false,
    tags: [],
    expiredAt: null,
    createdAt: now,
    updatedAt: now,
    ...given,
  };
  state.conversations.set(conversation.conversationId, conversation);
  return conversation;
}

/**
 * A message as LibreChat stores it: an answer has its words in `content` and an empty `text` (measured:
 * librechat/34-messages).
 */
export function createMessage(
  conversation: Conversation,
  parentMessageId: string,
  sender: 'User' | 'assistant',
  words: string,
  messageId: string = uuidOf(`${conversation.conversationId} ${parentMessageId} ${sender}`),
): Message {
  const fromUser = sender === 'User';
  return {
    _id: objectIdOf(messageId),
    messageId,
    conversationId: conversation.conversationId,
    user: conversation.user,
    model: fromUser ? null : (conversation.model ?? null),
    endpoint: conversation.endpoint ?? 'openAI',
    parentMessageId,
    sender: fromUser ? 'User' : (conversation.model ?? 'AI'),
    text: fromUser ? words : '',
    isCreatedByUser: fromUser,
    unfinished: false,
    error: false,
    tokenCount: 12,
    expiredAt: null,
    ...(!fromUser && { content: [{ type: 'text' as const, text: words }] }),
    createdAt: conversation.updatedAt,
    updatedAt: conversation.updatedAt,
  };
}
