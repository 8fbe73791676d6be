import type { Runtime } from 'webextension-polyfill';
import type { PageMessage, PageReplies, ToPage } from '@/lib/messaging/protocol';

/** The few calls of the browser's `runtime` that page scripts need; a polyfill would be larger than the scripts. */
type PageRuntime = Pick<Runtime.Static, 'getURL' | 'sendMessage' | 'onMessage'> & { readonly id?: string };

/**
 * Read again at each use: Chromium dismantles `runtime` when the extension is updated while a page is open. An element
 * with the id "browser" would replace the global that older Chromium lacks, so its methods are checked.
 */
function runtime(): PageRuntime | undefined {
  const { browser, chrome } = globalThis as {
    readonly browser?: { readonly runtime?: PageRuntime };
    readonly chrome?: { readonly runtime?: PageRuntime };
  };
  return typeof browser?.runtime?.sendMessage === 'function' ? browser.runtime : chrome?.runtime;
}

/** Whether the extension of this script was updated, disabled or removed. */
export function isOrphaned(): boolean {
  return runtime()?.id === undefined;
}

export type Send = <Message extends PageMessage>(message: Message) => Promise<PageReplies[Message['type']] | undefined>;

/**
 * Sends a message to the background and resolves with its answer; `undefined` if there was none (the background is
 * being updated, or stopped meanwhile). Never rejects: a page has no use for the error.
 */
export const send: Send = async (message) => {
  try {
    // The background answers every message with `{ value }` or `{ error }`.
    const reply: unknown = await runtime()?.sendMessage(message);
    return (Object(reply) as { readonly value?: PageReplies[(typeof message)['type']] }).value;
  } catch {
    return undefined;
  }
};

/** Handles the background's messages to this page until the signal ends. */
export function onToPage(signal: AbortSignal, handle: (message: ToPage) => void): void {
  const event = runtime()?.onMessage;
  const listener = (message: unknown): undefined => {
    if (isToPage(message)) handle(message);
  };
  event?.addListener(listener);
  // An orphaned script's runtime may throw at any call.
  signal.addEventListener('abort', () => isOrphaned() || event?.removeListener(listener), { once: true });
}

const plainTypes: readonly unknown[] = [
  'report',
  'close-panel',
  'launcher',
  'bridge',
] satisfies readonly ToPage['type'][];

/**
 * Only the extension itself can send here. This separates its kinds of messages, also from those of a later version.
 */
function isToPage(message: unknown): message is ToPage {
  const { type, token } = Object(message) as Readonly<Record<'type' | 'token', unknown>>;
  return plainTypes.includes(type) || (type === 'rescue' && typeof token === 'string');
}

/** The address of a page of the extension, for a frame. */
export function extensionUrl(path: string): string {
  return runtime()?.getURL(path) ?? '';
}
