import type { Conversation } from '@/lib/model';

/**
 * Conversations are stored in a fixed number of shards by a hash of their id, so that one change is one small write.
 * 10,000 conversations make shards of about 40, of some 10 KB each. Shards of another number can still be read. The
 * first reading after an update, which is always a full one, writes them again.
 */
export const shardCount = 256;

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
  for (const shard of shards) shard.sort(byId);
  return shards;
}

const byId = (a: Conversation, b: Conversation) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** The shards of new and changed conversations, by number, with these conversations in them. */
export function changedShards(
  changed: Iterable<Conversation>,
  stored: (shard: number) => readonly Conversation[],
): ReadonlyMap<number, Conversation[]> {
  const shards = new Map<number, Map<string, Conversation>>();
  for (const conversation of changed) {
    const number = shardOf(conversation.id);
    const shard = shards.get(number) ?? new Map(stored(number).map((item) => [item.id, item]));
    shards.set(number, shard.set(conversation.id, conversation));
  }
  return new Map([...shards].map(([number, shard]) => [number, [...shard.values()].sort(byId)]));
}
