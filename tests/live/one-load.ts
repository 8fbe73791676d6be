import type { AppId } from '@/lib/model';
import type { Harness } from '../e2e/harness';
import { ChromiumTab } from '../e2e/harness/chromium-tab';

/** One load of an app's page, in ms from its request. */
export interface Load {
  /** The largest part of the page was painted. */
  readonly lcp: number;
  /** The person can go on: a list of theirs and the field for the next message are there. */
  readonly usable: number;
}

/** In an app's page: resolves once it can be used and was left alone for `restMs`. */
const watchLoad = ({ app, restMs }: { readonly app: AppId; readonly restMs: number }) =>
  new Promise<Load>((resolve, reject) => {
    const list = app === 'anythingllm' ? 'a[href*="/workspace/"]' : '[data-testid="convo-item"]';
    const isUsable = () => {
      const field = document.querySelector<HTMLTextAreaElement>('#primary-prompt-input, #prompt-textarea');
      return field?.disabled === false && document.querySelector(list) !== null;
    };
    let lcp = Number.NaN;
    new PerformanceObserver((entries) => {
      lcp = entries.getEntries().at(-1)?.startTime ?? lcp;
    }).observe({ type: 'largest-contentful-paint', buffered: true });
    const follow = () => {
      if (performance.now() > 60_000) reject(new Error(`${location.href} could not be used within a minute`));
      else if (!isUsable()) requestAnimationFrame(follow);
      else {
        const usable = performance.now();
        setTimeout(() => resolve({ lcp, usable }), restMs);
      }
    };
    follow();
  });

/** Opens an address in a fresh tab and measures that. @param restMs how long the page is left alone afterwards */
export async function loadOnce(harness: Harness, app: AppId, url: string, restMs: number): Promise<Load> {
  const tab = await harness.openPage('about:blank');
  // Nothing is asked of the page before it can answer.
  if (tab instanceof ChromiumTab) await tab.page.goto(url, { waitUntil: 'commit' });
  else await tab.goto(url);
  const load = await tab.evaluate(watchLoad, { app, restMs });
  await tab.close();
  return load;
}
