import type { ElementActions } from './types';

/**
 * Makes the background believe that `ms` more have passed, for waits that no test has time for: everything that it
 * remembers for the session was that much earlier. The server's clock is not touched, so that a token which is over
 * for Tandem may still be good there.
 *
 * @param view A page of the extension.
 */
export async function letTimePass(view: ElementActions, ms: number): Promise<void> {
  await view.evaluate(async (by) => {
    type Area = { get(): Promise<Record<string, unknown>>; set(items: Record<string, unknown>): Promise<void> };
    const { browser, chrome } = globalThis as unknown as Record<string, { storage: { session: Area } } | undefined>;
    const area = (browser ?? chrome)?.storage.session;
    /** Times are told from other numbers by their size: seconds or milliseconds since the epoch. */
    const earlier = (value: unknown): unknown => {
      if (typeof value === 'number') return value > 1e12 ? value - by : value > 1e9 ? value - by / 1000 : value;
      if (Array.isArray(value)) return value.map(earlier);
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, earlier(part)]));
    };
    await area?.set(earlier(await area.get()) as Record<string, unknown>);
  }, ms);
}

/**
 * Rings the alarm by which the background wakes when nobody looks, as the browser does every 15 minutes.
 *
 * @param view A page of the extension.
 */
export async function ringAlarm(view: ElementActions): Promise<void> {
  await view.evaluate(async () => {
    type Alarms = { create(name: string, info: object): Promise<void> | void };
    const { browser, chrome } = globalThis as unknown as Record<string, { alarms: Alarms } | undefined>;
    await (browser ?? chrome)?.alarms.create('idle', { when: Date.now(), periodInMinutes: 15 });
  });
}
