import type { Ask } from '@/lib/shared-state';
import { browser } from './browser';

/**
 * A view's request to the background. A background that is stopping just then loses the message (Firefox: "Receiving
 * end does not exist"). Requests are safe to repeat, so the request is sent once more.
 */
export const ask: Ask = async (request) => {
  const reply: unknown = await browser.runtime.sendMessage(request).catch(() => browser.runtime.sendMessage(request));
  const { value, error } = Object(reply) as { readonly value?: unknown; readonly error?: string };
  if (reply === undefined || error !== undefined) throw new Error(error ?? 'no answer');
  return value as never;
};
