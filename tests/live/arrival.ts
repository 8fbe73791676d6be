import type { Tab, WaitOptions } from '../e2e/harness';

/** No request of the page's own may end within this time. */
const silenceMs = 1_000;

/**
 * Waits until a page shows the app itself, and what it asked for by itself at its start has been answered. Until then it may
 * still go elsewhere: both apps move on after their login form, AnythingLLM by loading anew.
 *
 * @param view What only the app itself shows, as CSS selectors: all of them.
 */
export const untilArrived = (tab: Tab, view: readonly string[], options: WaitOptions) =>
  tab.waitForFunction(
    ({ selectors, silence }) => {
      const page = globalThis as { quietSince?: number };
      if (page.quietSince === undefined) {
        page.quietSince = performance.now();
        const observer = new PerformanceObserver(() => {
          page.quietSince = performance.now();
        });
        observer.observe({ type: 'resource' });
      }
      const isShown = (selector: string) => document.querySelector(selector)?.checkVisibility() === true;
      const isThere =
        document.readyState === 'complete' && !/\/login\/?$/.test(location.pathname) && selectors.every(isShown);
      if (!isThere) page.quietSince = performance.now();
      return isThere && performance.now() - page.quietSince > silence;
    },
    { selectors: view, silence: silenceMs },
    options,
  );
