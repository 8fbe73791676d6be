import type { ViewReplies, ViewRequest } from '@/lib/messaging/protocol';
import type { ElementActions, ExtensionApi } from './types';

/** In functions that run in a page of the extension. */
declare const chrome: ExtensionApi;

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
    return (await chrome.runtime.sendMessage(message)) ?? null;
  }, request);
  if (!reply || reply.error !== undefined) throw new Error(reply?.error ?? `no answer to ${request.type}`);
  return reply.value as ReplyTo<R>;
}

/** The stored records of a kind, as texts by their names. */
export const recordsOf = (view: ElementActions, kind: string): Promise<Readonly<Record<string, string>>> =>
  view.evaluate(async (prefix) => {
    const kept = Object.entries((await chrome.storage.local.get()) as Record<string, string>);
    return Object.fromEntries(kept.filter(([name]) => name.startsWith(prefix)));
  }, `p1:${kind}:`);

/** Whether the background knows of an answer that is being written in a page. @param view A page of the extension. */
export const knowsOfAnswer = (view: ElementActions): Promise<boolean> =>
  view.evaluate(async () => Object.keys(await chrome.storage.session.get()).some((name) => name.startsWith('answer:')));
