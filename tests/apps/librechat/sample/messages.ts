import { wordsOf } from '../../kit';
import { objectIdOf, ROOT_MESSAGE, uuidOf } from '../ids';
import type { Conversation, Message } from '../state';
import { DIALOGUES, type Turn } from './dialogues';

const MINUTE = 60_000;

/** What was said in a sample conversation, the same in every run: a dialogue that fits its title, or any words. */
export function sampleMessages(conversation: Conversation, title: string): Message[] {
  const { conversationId } = conversation;
  const turns = DIALOGUES[title] ?? [1, 2].map((turn) => anyTurn(`${title} ${turn}`));
  const messages: Message[] = [];
  const add = (parentMessageId: string, fields: Partial<Message>): Message => {
    const messageId = uuidOf(`${conversationId} message ${messages.length}`);
    const at = new Date(Date.parse(conversation.createdAt) + messages.length * MINUTE).toISOString();
    const message: Message = {
      _id: objectIdOf(messageId),
      messageId,
      conversationId,
      user: conversation.user,
      model: null,
      endpoint: conversation.endpoint ?? 'openAI',
      parentMessageId,
      sender: 'User',
      text: '',
      isCreatedByUser: true,
      isTemporary: false,
      unfinished: false,
      error: false,
      tokenCount: 12,
      expiredAt: null,
      createdAt: at,
      updatedAt: at,
      ...fields,
    };
    messages.push(message);
    return message;
  };
  let parent = ROOT_MESSAGE;
  for (const { ask, answers, asked, answered } of turns) {
    const question = add(parent, { text: ask, ...asked });
    const model = conversation.model ?? null;
    for (const words of answers) {
      const content = typeof words === 'string' ? [{ type: 'text', text: words }] : [...words];
      const answer = { sender: model ?? 'AI', isCreatedByUser: false, model, content, attachments: [], ...answered };
      parent = add(question.messageId, answer).messageId;
    }
  }
  return messages;
}

const anyTurn = (seed: string): Turn => ({
  ask: `${wordsOf(`${seed} ask`, 24)} ${seed}?`,
  answers: [wordsOf(`${seed} answer`, 80)],
});
