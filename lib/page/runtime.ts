import type { Runtime } from 'webextension-polyfill';
import type { PageMessage, PageReplies, ToPage } from '@/lib/messaging/protocol';

/** The few calls of the browser's `runtime` that scripts in pages need; a polyfill would be larger than the scripts. */
type PageRuntime = Pick<Runtime.Static, 'getURL' | 'sendMessage' | 'onMessage'> & { readonly id?: string };

/**
 * Read anew at each use: Chromium takes `runtime` apart when the extension is updated while a page is open. An element
 * with the id "browser" would stand in for the global that older Chromium lacks, so it must be able to do its work.
 */
function runtime(): PageRuntime | undefined {
  const { browser, chrome } = globalThis as {
    readonly browser?: { readonly runtime?: PageRuntime };
    readonly chrome?: { readonly runtime?: PageRuntime };
  };
  return typeof browser?.runtime?.sendMessage === 'function' ? browser.runtime : chrome?.runtime;
}

/** Whether the extension that this script came with was updated, switched off or removed. */
export function isOrphaned(): boolean {
  return runtime()?.id === undefined;
}

export type Send = <Message extends PageMessage>(message: Message) => Promise<PageReplies[Message['type']] | undefined>;

/**
 * Says something to the background and gives its answer; `undefined` when there was none (it is being updated, or was
 * stopped while answering). Never rejects: a page that is looked at has no use for the error.
 */
export const send: Send = async (message) => {
  try {
    // As the background answers everybody: `{ value }`, or `{ error }`.
    const reply: unknown = await runtime()?.sendMessage(message);
    return (Object(reply) as { readonly value?: PageReplies[(typeof message)['type']] }).value;
  } catch {
    return undefined;
  }
};

/** Hears what the background says to this page until the signal ends. */
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

/** Only the extension itself can send here; this tells its kinds of message apart, also from those of a later version. */
function isToPage(message: unknown): message is ToPage {
  const { type, token } = Object(message) as Readonly<Record<'type' | 'token', unknown>>;
  return plainTypes.includes(type) || (type === 'rescue' && typeof token === 'string');
}

/** The address of a page of the extension, for a frame. */
export function extensionUrl(path: string): string {
  return runtime()?.getURL(path) ?? '';
}
