import type { ViewReplies, ViewRequest } from '@/lib/messaging/protocol';
import type { ElementActions } from './types';

type ReplyTo<R extends ViewRequest> = R['type'] extends keyof ViewReplies ? ViewReplies[R['type']] : never;

interface Reply {
  readonly value?: unknown;
  readonly error?: string;
}

/**
 * Asks the background as Tandem's own views do.
 *
 * @param view A page of the extension.
 * @throws Error The background refused, or ended before it answered.
 */
export async function askBackground<R extends ViewRequest>(view: ElementActions, request: R): Promise<ReplyTo<R>> {
  const reply = await view.evaluate(async (message): Promise<Reply | null> => {
    type Runtime = { sendMessage(message: unknown): Promise<Reply | undefined> };
    const { browser, chrome } = globalThis as unknown as Record<string, { runtime: Runtime } | undefined>;
    return (await (browser ?? chrome)?.runtime.sendMessage(message)) ?? null;
  }, request);
  if (!reply || reply.error !== undefined) throw new Error(reply?.error ?? `no answer to ${request.type}`);
  return reply.value as ReplyTo<R>;
}

/** The stored records of a kind, as texts by their names. */
export const recordsOf = (view: ElementActions, kind: string): Promise<Readonly<Record<string, string>>> =>
  view.evaluate(async (prefix) => {
    type Area = { get(): Promise<Record<string, string>> };
    const { browser, chrome } = globalThis as unknown as Record<string, { storage: { local: Area } } | undefined>;
    const kept = Object.entries((await (browser ?? chrome)?.storage.local.get()) ?? {});
    return Object.fromEntries(kept.filter(([name]) => name.startsWith(prefix)));
  }, `p1:${kind}:`);
