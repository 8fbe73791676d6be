import type { Tandem } from '@/lib/bridge/public';
import type { Harness } from '../e2e/harness';
import { median, type Result } from './kit';

/** In functions that run in an app's page. */
declare const tandem: Tandem;
/** When the page heard of each text size, in ms since the epoch. */
declare const heard: Record<string, number>;

const rounds = 31;

/**
 * From an edit that a view asks for to the listener of an app's page, against the moment in which the view itself sees in
 * the browser's storage that the background stored it: what is more is what telling the page takes.
 */
export async function benchPush(harness: Harness, pageUrl: string): Promise<readonly Result[]> {
  const page = await harness.openPage(pageUrl);
  await page.waitForFunction(() => 'tandem' in globalThis);
  await page.evaluate(async () => {
    await tandem.ready;
    Object.assign(globalThis, { heard: {} });
    tandem.subscribe((state) => (heard[String(state?.ui?.textSize)] = performance.timeOrigin + performance.now()), {
      slice: 'ui',
    });
  });
  const view = await harness.openExtensionPage('panel.html');
  const told: number[] = [];
  const seen: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const size = 1 + (round % 5);
    await page.evaluate((key) => Reflect.deleteProperty(heard, key), String(size));
    const times = await view.evaluate(async (value) => {
      const { runtime, storage } = (globalThis as unknown as { chrome: typeof import('webextension-polyfill') }).chrome;
      const name = Object.keys(await storage.local.get(null)).find((key) => key.includes(':settings:')) ?? '';
      const people = decodeURIComponent(name.split(':').at(-1) ?? '');
      const now = () => performance.timeOrigin + performance.now();
      const stored = new Promise<number>((resolve) => {
        const hear = (changes: object) => {
          if (!(name in changes)) return;
          storage.local.onChanged.removeListener(hear);
          resolve(now());
        };
        storage.local.onChanged.addListener(hear);
      });
      const asked = now();
      await runtime.sendMessage({ type: 'edit', people, register: 'ui.textSize', value: { value } });
      return { asked, stored: await stored };
    }, size);
    const at = await page.waitForFunction((key) => heard[key], String(size));
    told.push(Number(at) - times.asked);
    seen.push(times.stored - times.asked);
    // Both pages carry the change out before the next one.
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  await view.close();
  await page.close();
  const more = median(told.map((whole, round) => whole - (seen[round] ?? Number.NaN)));
  return [
    {
      what: `an edit, until an app's page is told (${more.toFixed(1)} ms after it was stored)`,
      ours: median(told),
      baseline: median(seen),
      against: 'the storage event in the view that asked',
    },
  ];
}
