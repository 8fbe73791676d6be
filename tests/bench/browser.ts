import type { Page } from '@playwright/test';
import type { Harness, Tab } from '../e2e/harness';
import { ChromiumTab } from '../e2e/harness/chromium-tab';

/** Playwright's own page of a tab, for what the harness has no word for. @throws in another browser than Chromium. */
export function chromiumPage(tab: Tab): Page {
  if (!(tab instanceof ChromiumTab)) throw new TypeError('The benches run in Chromium.');
  return tab.page;
}

export interface PageCost {
  /** Script on the main thread, ms of the processor. */
  readonly script: number;
  /** All work on the main thread, ms of the processor. */
  readonly task: number;
  /** From the request to the end of the load event, ms. */
  readonly load: number;
  /** In tasks of 50 ms and more, ms. */
  readonly longTasks: number;
  /** To the first content on the screen, ms. */
  readonly firstContent: number;
}

/** Opens an address in a fresh tab, lets it come to rest for `restMs`, and says what that took. */
export async function costOf(harness: Harness, url: string, restMs: number): Promise<PageCost> {
  const tab = await harness.openPage('about:blank');
  const page = chromiumPage(tab);
  const session = await page.context().newCDPSession(page);
  // Counting begins here, so that it must come before the load. The thread's own time: on few cores, which the browser's
  // other processes want as well, the clock mostly counts waiting.
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  await tab.goto(url);
  await page.waitForTimeout(restMs);
  const { metrics } = await session.send('Performance.getMetrics');
  const counted = (wanted: string) => (metrics.find(({ name }) => name === wanted)?.value ?? Number.NaN) * 1000;
  const { load, firstContent, longTasks } = await page.evaluate(async () => {
    const long = await new Promise<PerformanceEntryList>((resolve) => {
      const observer = new PerformanceObserver((list) => resolve(list.getEntries()));
      observer.observe({ type: 'longtask', buffered: true });
      // Where there was none, nothing is heard.
      setTimeout(() => resolve([]), 100);
    });
    const [navigation] = performance.getEntriesByType('navigation');
    const paint = performance.getEntriesByName('first-contentful-paint')[0];
    return {
      load: navigation instanceof PerformanceNavigationTiming ? navigation.loadEventEnd : Number.NaN,
      firstContent: paint?.startTime ?? Number.NaN,
      longTasks: long.reduce((sum, { duration }) => sum + duration, 0),
    };
  });
  await tab.close();
  return { script: counted('ScriptDuration'), task: counted('TaskDuration'), load, firstContent, longTasks };
}
