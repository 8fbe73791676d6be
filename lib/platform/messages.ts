import browser from 'webextension-polyfill';
import type * as z from 'zod/mini';
import {
  judgeSender,
  type PageMessage,
  pageMessageSchema,
  type RawSender,
  type Sender,
  type ViewRequest,
  viewRequestSchema,
} from '@/lib/messaging';

export interface MessageHandlers {
  view(request: ViewRequest, sender: Sender): Promise<unknown>;
  page(message: PageMessage, page: { readonly url: string; readonly tabId: number }): Promise<unknown>;
}

/** The answer to a failed request; `ask` turns it back into an exception. */
const failed = (error: unknown) => ({ error: error instanceof Error ? error.message : 'failed' });

/** Listens to views and page scripts. Must be called synchronously when the worker starts. */
export function listenToMessages(handlers: MessageHandlers): void {
  const self = { id: browser.runtime.id, origin: browser.runtime.getURL('').replace(/\/$/, '') };
  browser.runtime.onMessage.addListener((raw: unknown, rawSender: unknown): Promise<unknown> | undefined => {
    const sender = judgeSender(rawSender as RawSender, self);
    if (!sender) return undefined;
    const answer = sender.kind === 'page' ? fromPage(raw, sender, handlers) : fromView(raw, sender, handlers);
    return answer.then((value) => ({ value }), failed);
  });
}

async function fromView(raw: unknown, sender: Sender, handlers: MessageHandlers): Promise<unknown> {
  return handlers.view(parse(viewRequestSchema, raw), sender);
}

async function fromPage(raw: unknown, sender: Sender & { kind: 'page' }, handlers: MessageHandlers): Promise<unknown> {
  return handlers.page(parse(pageMessageSchema, raw), sender);
}

function parse<T>(schema: z.ZodMiniType<T>, raw: unknown): T {
  const parsed = schema.safeParse(raw);
  if (!parsed.success) throw new TypeError('not a message of Tandem');
  return parsed.data;
}
