import * as z from 'zod/mini';
import { rowsOf } from '@/lib/apps/rows';
import { isoTime, rowText, text } from '@/lib/apps/values';
import { inTreeOrder, keptJson, type Message, type Transcript } from '@/lib/model';
import { recordOf } from './record';

const claudeMessage = z.object({
  uuid: z.string().check(z.minLength(1)),
  parent_message_uuid: rowText,
  sender: z.enum(['human', 'assistant']),
  text: rowText,
  content: z.catch(z.nullish(z.array(z.unknown())), null),
  created_at: rowText,
  attachments: z.catch(z.nullish(z.array(z.unknown())), null),
  files: z.catch(z.nullish(z.array(z.unknown())), null),
});

/** One of the conversations in Claude's `conversations.json`. */
export const claudeConversation = z.object({
  chat_messages: rowsOf(claudeMessage),
  uuid: rowText,
  name: rowText,
  created_at: rowText,
  updated_at: rowText,
});

export function fromClaude(wire: z.infer<typeof claudeConversation>): Transcript {
  const { items, leftOut } = wire.chat_messages;
  const ids = new Set(items.map(({ uuid }) => uuid));
  let before: string | null = null;
  const messages = items.map((item) => {
    // Older exports name no parents: each message answers the one before it.
    const named = text(item.parent_message_uuid);
    const message = toMessage(item, named === null ? before : ids.has(named) ? named : null);
    before = message.id;
    return message;
  });
  return {
    chat: { kind: 'conversation', id: text(wire.uuid) ?? messages[0]?.id ?? 'chat' },
    title: text(wire.name) ?? '',
    workspace: null,
    endpoint: 'anthropic',
    model: null,
    createdAt: isoTime(wire.created_at),
    updatedAt: isoTime(wire.updated_at),
    archived: false,
    messages: inTreeOrder(messages),
    ...(leftOut > 0 && { leftOut }),
    rest: {},
  };
}

function toMessage(wire: z.infer<typeof claudeMessage>, parent: string | null): Message {
  const parts = (wire.content ?? []).map(recordOf);
  const joined = (type: string, field: string) =>
    parts
      .filter((part) => part.type === type)
      .map((part) => part[field])
      .filter((each): each is string => typeof each === 'string' && each !== '')
      .join('\n\n');
  const thought = joined('thinking', 'thinking');
  const files = [...(wire.attachments ?? []), ...(wire.files ?? [])].map(recordOf);
  // A text that was pasted is an attachment; its words stand nowhere else.
  const pasted = files.map(({ extracted_content }) => extracted_content).filter((each) => text(each) !== null);
  return {
    id: wire.uuid,
    parent,
    author: wire.sender === 'human' ? 'user' : 'assistant',
    name: null,
    model: null,
    at: isoTime(wire.created_at),
    text: joined('text', 'text') || (wire.text ?? ''),
    ...(thought !== '' && { thought }),
    attachments: files.flatMap(({ file_name, file_type }) => {
      const name = text(file_name);
      return name === null ? [] : [{ name, type: text(file_type) }];
    }),
    sources: [],
    rest: pasted.length === 0 ? {} : { pasted: keptJson(pasted) },
  };
}
