import type { Browser } from 'webextension-polyfill';

const { browser: own, chrome } = globalThis as { readonly browser?: Browser; readonly chrome?: Browser };

/**
 * The only access to the browsers' APIs. Chromium's return promises as Firefox's do, apart from answers to messages.
 * Only the background answers messages, and it uses the polyfill for that (`messages.ts`).
 */
export const browser = (own ?? chrome) as Browser;
