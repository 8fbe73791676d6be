import type { PageReplies } from '@/lib/messaging/protocol';
import type { Lifetime } from './lifetime';
import type { Send } from './runtime';

/** What the background knows about this document. */
export type Welcome = NonNullable<PageReplies['page-hello']>;

/** Null: this is no page of a connected app. Undefined: nobody answered, or the script has ended. */
export type Answer = Welcome | null | undefined;

/** Waits before each try, in ms: a background that is starting or being updated gives no answer at all. */
const pauses = [0, 1_000, 5_000];

/** Asks the background where we are. */
export async function sayHello(lifetime: Lifetime, send: Send): Promise<Answer> {
  for (const pause of pauses) {
    if (pause > 0) await lifetime.pause(pause);
    const welcome = await send({ type: 'page-hello' });
    if (welcome !== undefined) return lifetime.isOver() ? undefined : welcome;
    if (lifetime.isOver()) return undefined;
  }
  return undefined;
}
