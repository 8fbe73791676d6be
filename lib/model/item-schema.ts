import * as z from 'zod/mini';
import { appIdSchema } from './app';

// Apart from what all views take from an item, so that none but the page of the chats carries zod.

/** A chat that has messages: a conversation, a thread, or the messages of a workspace outside its threads. */
export const chatItemSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('workspace'), slug: z.string() }),
  z.object({ kind: z.literal('thread'), workspaceSlug: z.string(), slug: z.string() }),
  z.object({ kind: z.literal('conversation'), id: z.string() }),
]);
export type ChatItem = z.infer<typeof chatItemSchema>;

/** An item that can be opened in an app. */
export const itemSchema = z.discriminatedUnion('kind', [
  chatItemSchema,
  z.object({ kind: z.literal('home'), app: appIdSchema }),
]);
export type Item = z.infer<typeof itemSchema>;
