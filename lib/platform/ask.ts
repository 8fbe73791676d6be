import * as z from 'zod/mini';
import type { Ask } from '@/lib/shared-state';
import { browser } from './browser';

const replySchema = z.union([z.object({ value: z.unknown() }), z.object({ error: z.string() })]);

/**
 * A view's request to the background. A background that is being stopped at this very moment loses the message
 * (Firefox says "Receiving end does not exist"); requests are harmless to repeat, so it is sent once more.
 */
export const ask: Ask = async (request) => {
  const reply = await browser.runtime.sendMessage(request).catch(() => browser.runtime.sendMessage(request));
  const parsed = replySchema.parse(reply);
  if ('error' in parsed) throw new Error(parsed.error);
  return parsed.value as never;
};
