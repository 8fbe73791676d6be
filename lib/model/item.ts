import { type Address, baseUrl } from './connection';
import type { ChatItem, Item } from './item-schema';

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

/** One text for a chat, unique in its app. */
export function chatKey(chat: ChatItem): string {
  const parts =
    chat.kind === 'thread' ? [chat.workspaceSlug, chat.slug] : [chat.kind === 'workspace' ? chat.slug : chat.id];
  return [chat.kind.charAt(0), ...parts.map(encodeURIComponent)].join('/');
}

/** The chat of a key; null: it is none. */
export function parseChatKey(key: string): ChatItem | null {
  try {
    const [kind, first, second] = key.split('/').map(decodeURIComponent);
    if (kind === 'c' && first) return { kind: 'conversation', id: first };
    if (kind === 'w' && first) return { kind: 'workspace', slug: first };
    return kind === 't' && first && second ? { kind: 'thread', workspaceSlug: first, slug: second } : null;
  } catch {
    return null;
  }
}
