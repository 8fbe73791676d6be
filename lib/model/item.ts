import * as z from 'zod/mini';
import { appIdSchema } from './app';
import { type Address, baseUrl } from './connection';

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

/** The app that an item lives in. */
export function appOf(item: Item) {
  if (item.kind === 'home') return item.app;
  return item.kind === 'conversation' ? 'librechat' : 'anythingllm';
}

/** The page that shows an item, as the app's own links have it (React routes of AnythingLLM 1.16 and LibreChat 0.8.7). */
export function itemUrl(address: Address, item: Item): string {
  const part = encodeURIComponent;
  const base = baseUrl(address);
  switch (item.kind) {
    case 'workspace':
      return `${base}workspace/${part(item.slug)}`;
    case 'thread':
      return `${base}workspace/${part(item.workspaceSlug)}/t/${part(item.slug)}`;
    case 'conversation':
      return `${base}c/${part(item.id)}`;
    case 'home':
      return base;
  }
}
