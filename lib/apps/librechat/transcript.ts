import * as z from 'zod/mini';
import { inTreeOrder, keptJson, type Listed, type ListedChat, type Message, type Transcript } from '@/lib/model';
import { rowsOf } from '../rows';
import { isoTime, rowFlag, rowText, text } from '../values';

/** What is not named here is kept as it came. */
const messageWire = z.looseObject({
  messageId: z.string().check(z.minLength(1)),
  /** The zero UUID at the start of a branch. */
  parentMessageId: rowText,
  isCreatedByUser: rowFlag,
  sender: rowText,
  model: rowText,
  createdAt: rowText,
  text: z.optional(z.unknown()),
  content: z.optional(z.unknown()),
  files: z.optional(z.unknown()),
});
type MessageWire = z.infer<typeof messageWire>;

/** `GET api/messages/:conversationId`: all branches, ascending by `createdAt`. */
export const messagesWire = rowsOf(messageWire);

export function toTranscript(listed: ListedChat, { items, leftOut }: Listed<MessageWire>): Transcript {
  return {
    ...listed,
    messages: inTreeOrder(items.map(toMessage)),
    ...(leftOut > 0 && { leftOut }),
    rest: {},
  };
}

function toMessage(wire: MessageWire): Message {
  const {
    messageId,
    parentMessageId,
    isCreatedByUser,
    sender,
    model,
    createdAt,
    text: plain,
    content,
    ...others
  } = wire;
  const { _id, __v, user, conversationId, ...unnamed } = others;
  const parts = partsOf(content);
  const said = joined(parts, saidIn);
  const thought = joined(parts, ({ type, think }) => (type === 'think' ? textOf(think) : ''));
  // Agents answer in parts and leave `text` empty; imports fill both alike.
  const own = textOf(plain);
  const message = said || own;
  return {
    id: messageId,
    parent: parentMessageId ?? null,
    author: isCreatedByUser === true ? 'user' : 'assistant',
    name: text(sender),
    model: text(model),
    at: isoTime(createdAt),
    text: message,
    ...(thought !== '' && { thought }),
    attachments: partsOf(unnamed.files).flatMap(({ filename, type }) => {
      const name = text(filename);
      return name === null ? [] : [{ name, type: text(type) }];
    }),
    sources: [],
    rest: keptFields({
      ...unnamed,
      ...(own !== message && { text: plain }),
      ...(!isToldBy(parts, content) && { content }),
    }),
  };
}

/** Most fields of most messages are unset: they would double the archive. */
const keptFields = (fields: Readonly<Record<string, unknown>>): Message['rest'] =>
  Object.fromEntries(
    Object.entries(fields)
      .filter(([, value]) => value !== null && value !== undefined && value !== false && value !== '')
      .filter(([, value]) => !(Array.isArray(value) && value.length === 0))
      .map(([key, value]) => [key, keptJson(value)]),
  );

type Part = Readonly<Record<string, unknown>>;

const partsOf = (value: unknown): Part[] =>
  Array.isArray(value) ? value.filter((part): part is Part => typeof part === 'object' && part !== null) : [];

/** A part's text, or `{value, annotations}` in chats with assistants. */
function textOf(value: unknown): string {
  const found = typeof value === 'object' && value !== null && 'value' in value ? value.value : value;
  return typeof found === 'string' ? found : '';
}

const saidIn = ({ type, text, error }: Part): string =>
  type === 'text' ? textOf(text) : type === 'error' ? textOf(error) : '';

const joined = (parts: readonly Part[], read: (part: Part) => string): string =>
  parts
    .map(read)
    .filter((each) => each !== '')
    .join('\n\n');

/** Whether the parts say no more than a thought, if any, and then a text: the message has both. */
function isToldBy(parts: readonly Part[], content: unknown): boolean {
  if (!Array.isArray(content)) return content === null || content === undefined;
  const [first, ...others] = parts;
  const texts = first?.type === 'think' ? others : parts;
  return (
    parts.length === content.length &&
    texts.length <= 1 &&
    texts.every(({ type, text }) => type === 'text' && typeof text === 'string')
  );
}
