import type { Ask } from '@/lib/shared-state';
import { browser } from './browser';

/**
 * A view's request to the background. A background that is being stopped at this very moment loses the message
 * (Firefox says "Receiving end does not exist"); requests are harmless to repeat, so it is sent once more.
 */
export const ask: Ask = async (request) => {
  const reply: unknown = await browser.runtime.sendMessage(request).catch(() => browser.runtime.sendMessage(request));
  const { value, error } = Object(reply) as { readonly value?: unknown; readonly error?: string };
  if (reply === undefined || error !== undefined) throw new Error(error ?? 'no answer');
  return value as never;
};
