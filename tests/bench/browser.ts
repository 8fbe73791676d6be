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
  /** The same by the clock, ms: with what it waits for, and what other processes want of few cores. */
  readonly scriptByClock: number;
  /** All work on the main thread, ms of the processor. */
  readonly task: number;
  /** From the request to the end of the load event, ms. */
  readonly load: number;
  /** In tasks of 50 ms and more, ms. */
  readonly longTasks: number;
  /** To the first content on the screen, ms. */
  readonly firstContent: number;
}

/** Begins to count what a page's main thread does. @returns gives each count so far, in ms */
async function counting(page: Page, timeDomain: 'threadTicks' | 'timeTicks') {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain });
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return (wanted: string) => (metrics.find(({ name }) => name === wanted)?.value ?? Number.NaN) * 1000;
  };
}

/** Opens an address in a fresh tab, lets it come to rest for `restMs`, and says what that took. */
export async function costOf(harness: Harness, url: string, restMs: number): Promise<PageCost> {
  const tab = await harness.openPage('about:blank');
  const page = chromiumPage(tab);
  const byProcessor = await counting(page, 'threadTicks');
  const byClock = await counting(page, 'timeTicks');
  await tab.goto(url);
  await page.waitForTimeout(restMs);
  const [counted, clock] = [await byProcessor(), await byClock()];
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
  return {
    script: counted('ScriptDuration'),
    scriptByClock: clock('ScriptDuration'),
    task: counted('TaskDuration'),
    load,
    firstContent,
    longTasks,
  };
}
