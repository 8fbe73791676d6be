import type { Browser } from 'webextension-polyfill';

const { browser: own, chrome } = globalThis as { readonly browser?: Browser; readonly chrome?: Browser };

/**
 * The one door to the browsers' APIs. Chromium's give promises as Firefox's do, but for the answers to messages, which only
 * the background gives and for which it has the polyfill (`messages.ts`).
 */
export const browser = (own ?? chrome) as Browser;
