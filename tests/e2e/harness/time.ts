import type { ElementActions, ExtensionApi } from './types';
import { untilTrue } from './wait';

/** In functions that run in a page of the extension. */
declare const chrome: ExtensionApi;

/**
 * Makes the background believe that `ms` more have passed, for waits that no test has time for: everything that it
 * remembers for the session was that much earlier. The server's clock is not touched, so that a token which is over
 * for Tandem may still be good there.
 *
 * @param view A page of the extension.
 */
export async function letTimePass(view: ElementActions, ms: number): Promise<void> {
  await view.evaluate(async (by) => {
    /** Times are told from other numbers by their size: seconds or milliseconds since the epoch. */
    const earlier = (value: unknown): unknown => {
      if (typeof value === 'number') return value > 1e12 ? value - by : value > 1e9 ? value - by / 1000 : value;
      if (Array.isArray(value)) return value.map(earlier);
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, earlier(part)]));
    };
    const before = await chrome.storage.session.get();
    // What holds no time is left alone: the background may just be changing it.
    const isOther = ([name, value]: [string, unknown]) => JSON.stringify(value) !== JSON.stringify(before[name]);
    const after = earlier(before) as Record<string, unknown>;
    await chrome.storage.session.set(Object.fromEntries(Object.entries(after).filter(isOther)));
  }, ms);
}

/**
 * Resolves when the wall clock shows another second. Both apps' tokens count their times in whole seconds: two that are
 * issued to one person within the same second are the same text.
 */
export function nextSecond(): Promise<void> {
  const second = Math.floor(Date.now() / 1000);
  return untilTrue('the next second', async () => Math.floor(Date.now() / 1000) > second, { everyMs: 5 });
}

/**
 * Rings the alarm by which the background wakes when nobody looks, as the browser does every 15 minutes.
 *
 * @param view A page of the extension.
 */
export async function ringAlarm(view: ElementActions): Promise<void> {
  await view.evaluate(async () => chrome.alarms.create('idle', { when: Date.now(), periodInMinutes: 15 }));
}
