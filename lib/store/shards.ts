import type { Conversation } from '@/lib/model';

/**
 * Conversations are stored in a fixed number of shards by a hash of their id, so that one change is one small write.
 * 10,000 conversations make shards of about 160, of some 30 KB each.
 */
export const shardCount = 64;

/** The shard of a conversation: 0 to `shardCount` - 1 (FNV-1a over UTF-16 units). */
export function shardOf(id: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < id.length; i++) {
    hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193);
  }
  return (hash >>> 0) % shardCount;
}

/** Splits a list into all its shards; each in the order of ids, so that equal content is equal text. */
export function toShards(conversations: Iterable<Conversation>): Conversation[][] {
  const shards: Conversation[][] = Array.from({ length: shardCount }, () => []);
  for (const conversation of conversations) shards[shardOf(conversation.id)]?.push(conversation);
  for (const shard of shards) shard.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  return shards;
}
