import type { PageReplies } from '@/lib/messaging/protocol';
import type { Lifetime } from './lifetime';
import type { Send } from './runtime';

/** The background's knowledge about this document. */
export type Welcome = NonNullable<PageReplies['page-hello']>;

/** Null: this page belongs to no connected app. Undefined: there was no answer, or the script has ended. */
export type HelloReply = Welcome | null | undefined;

/** In ms, before each try: a background that is starting or being updated gives no answer. */
const pauses = [0, 1_000, 5_000];

/** Asks the background which app this document belongs to. */
export async function sayHello(lifetime: Lifetime, send: Send): Promise<HelloReply> {
  for (const pause of pauses) {
    if (pause > 0) await lifetime.pause(pause);
    const welcome = await send({ type: 'page-hello' });
    if (welcome !== undefined) return lifetime.isOver() ? undefined : welcome;
    if (lifetime.isOver()) return undefined;
  }
  return undefined;
}
