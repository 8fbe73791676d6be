import * as z from 'zod/mini';
import { isoTime } from '@/lib/apps/values';
import { appOf, chatKey, type Json, jsonSchema, type Message, type Transcript } from '@/lib/model';
import { importTimes } from './import-times';

/** With what LibreChat continues the chat. An endpoint that it does not have becomes its first one, silently. */
export interface LibreChatTarget {
  readonly endpoint: string | null;
  readonly model: string | null;
}

/** A transcript's own endpoint and model; null for AnythingLLM's, whose names LibreChat does not know. */
export const ownTarget = ({ chat, endpoint, model }: Transcript): LibreChatTarget | null =>
  appOf(chat) === 'librechat' ? { endpoint, model } : null;

const noParent = '00000000-0000-0000-0000-000000000000';

/**
 * LibreChat's own export of one conversation, which its import takes (0.8.7). One field of a wrong type fails the import
 * and leaves an empty conversation behind: only these fields go back, and only if their types are right.
 */
export interface LibreChatExport {
  readonly conversationId: string;
  readonly endpoint?: string;
  readonly title?: string;
  readonly branches: true;
  readonly recursive: false;
  /** LibreChat ignores the times here; Tandem reads them. */
  readonly options: Readonly<Record<string, Json>>;
  readonly messages: readonly Readonly<Record<string, Json>>[];
}

export function toLibreChat(transcript: Transcript, target: LibreChatTarget): LibreChatExport {
  const times = importTimes(transcript);
  const conversationId = transcript.chat.kind === 'conversation' ? transcript.chat.id : chatKey(transcript.chat);
  return {
    // Its value is ignored, but an empty one is refused.
    conversationId: conversationId || 'chat',
    ...(target.endpoint && { endpoint: target.endpoint }),
    ...(transcript.title.trim() && { title: transcript.title }),
    branches: true,
    recursive: false,
    options: withoutUnset({
      model: target.model,
      isArchived: transcript.archived,
      createdAt: isoTime(transcript.createdAt),
      updatedAt: isoTime(transcript.updatedAt),
    }),
    // A child before its parent would be attached to whatever was saved last.
    messages: transcript.messages.map((message) => {
      const { endpoint, updatedAt, text, content, ...kept } = keptRest.parse(message.rest);
      // LibreChat itself moves a time that is not after the parent's; a time that is missing would become now.
      const at = isoTime(message.at) ?? times.get(message.id);
      const parts = content ?? thoughtAndText(message);
      return withoutUnset({
        ...kept,
        messageId: message.id,
        parentMessageId: message.parent ?? noParent,
        conversationId: conversationId || 'chat',
        isCreatedByUser: message.author === 'user',
        sender: message.name,
        model: message.model,
        endpoint: (target.endpoint === transcript.endpoint ? endpoint : null) ?? target.endpoint,
        text: text ?? message.text,
        content: parts,
        createdAt: at,
        updatedAt: isoTime(updatedAt) ?? at,
      });
    }),
  };
}

const thoughtAndText = ({ thought, text }: Message) =>
  thought === undefined
    ? undefined
    : [{ type: 'think', think: thought }, ...(text === '' ? [] : [{ type: 'text', text }])];

const withoutUnset = (fields: Readonly<Record<string, Json | undefined>>): Record<string, Json> =>
  Object.fromEntries(
    Object.entries(fields).filter((entry): entry is [string, Json] => entry[1] !== undefined && entry[1] !== null),
  );

const ifRight = <T>(schema: z.ZodMiniType<T>) => z.catch(z.optional(schema), undefined);
const jsonRecord = z.record(z.string(), jsonSchema);

const keptRest = z.object({
  endpoint: ifRight(z.string()),
  updatedAt: ifRight(z.string()),
  /** Only if LibreChat had a text beside its parts. */
  text: ifRight(z.string()),
  content: ifRight(z.array(z.looseObject({ type: z.string() }))) as unknown as z.ZodMiniType<Json[] | undefined>,
  tokenCount: ifRight(z.number()),
  files: ifRight(z.array(jsonRecord)),
  attachments: ifRight(z.array(jsonRecord)),
  feedback: ifRight(
    z.object({ rating: z.enum(['thumbsUp', 'thumbsDown']), tag: ifRight(z.string()), text: ifRight(z.string()) }),
  ) as unknown as z.ZodMiniType<Json | undefined>,
  quotes: ifRight(z.array(z.string())),
  manualSkills: ifRight(z.array(z.string())),
  metadata: ifRight(jsonRecord),
  finish_reason: ifRight(z.string()),
  iconURL: ifRight(z.string()),
});

/** What LibreChat's import cannot take of a chat. New ids come with every import. */
export type LossCode =
  /** Files and pictures: their bytes are not in the copy. */
  | 'attachments'
  | 'sources'
  /** Times that are missing, or not after the answered message's: they are moved. */
  | 'times'
  /** The chat's place in the list: it gets the date of its first message. */
  | 'last-change'
  /** Messages that were unreadable when the copy was made. */
  | 'unreadable-messages';

export function lostInLibreChat(transcript: Transcript): LossCode[] {
  const { messages, updatedAt, leftOut } = transcript;
  const times = importTimes(transcript);
  const first = messages[0] && times.get(messages[0].id);
  const lost: Readonly<Record<LossCode, boolean>> = {
    attachments: messages.some(({ attachments }) => attachments.length > 0),
    sources: messages.some(({ sources }) => sources.length > 0),
    times: messages.some(({ id, at }) => times.get(id) !== at),
    'last-change': updatedAt !== null && updatedAt !== first,
    'unreadable-messages': (leftOut ?? 0) > 0,
  };
  return (Object.keys(lost) as LossCode[]).filter((code) => lost[code]);
}
