import * as z from 'zod/mini';
import { chatItemSchema } from './item-schema';
import { jsonSchema } from './json';

/** Fields of the app's answer that the model has no name for, as they came. */
const rest = z.record(z.string(), jsonSchema);

export const messageSchema = z.object({
  /** LibreChat's id of the message; at AnythingLLM `<chatId>/user` or `<chatId>/assistant`, since a turn has one id. */
  id: z.string(),
  /** The message that this one answers; null at the start of a branch. */
  parent: z.nullable(z.string()),
  author: z.enum(['user', 'assistant']),
  /** The author's name as the app shows it. */
  name: z.nullable(z.string()),
  model: z.nullable(z.string()),
  /** ISO 8601. */
  at: z.nullable(z.string()),
  /** Markdown. */
  text: z.string(),
  /** What the model thought before its answer, if the app keeps it. */
  thought: z.optional(z.string()),
  attachments: z.array(z.object({ name: z.string(), type: z.nullable(z.string()) })),
  /** The documents that an answer cites. */
  sources: z.array(z.object({ title: z.string(), url: z.nullable(z.string()) })),
  rest,
});
export type Message = z.infer<typeof messageSchema>;

/** A chat as the app's lists have it, without its messages. */
export const listedChatSchema = z.object({
  chat: chatItemSchema,
  title: z.string(),
  /** The workspace's name; null in LibreChat. */
  workspace: z.nullable(z.string()),
  endpoint: z.nullable(z.string()),
  model: z.nullable(z.string()),
  /** ISO 8601. */
  createdAt: z.nullable(z.string()),
  updatedAt: z.nullable(z.string()),
  archived: z.boolean(),
});
export type ListedChat = z.infer<typeof listedChatSchema>;

/** All that was said in one chat, in the same form for both apps. */
export const transcriptSchema = z.extend(listedChatSchema, {
  /** Each after its parent, branch by branch, siblings by time (`inTreeOrder`). */
  messages: z.array(messageSchema),
  /** How many messages of the app's answer could not be read, if any. */
  leftOut: z.optional(z.int()),
  rest,
});
export type Transcript = z.infer<typeof transcriptSchema>;

/** How far the archive of an app is. */
export interface ArchiveProgress {
  readonly state: 'reading' | 'waiting' | 'paused' | 'complete';
  readonly held: number;
  readonly listed: number;
  /** Until all listed chats are held, at the present pace; null: not known. */
  readonly msLeft: number | null;
}

/** The labels of a Markdown file, in the person's language. */
export interface MarkdownWords {
  readonly user: string;
  readonly assistant: string;
  readonly thought: string;
  readonly attachments: string;
  readonly sources: string;
  /** Says that a message is one of several that answer the same message. */
  readonly version: (version: { number: number; of: number; answers: number | null }) => string;
}

/** How an export ended: the chats in the zip, and those that its report names. */
export interface Exported {
  readonly chats: number;
  readonly missing: number;
}
