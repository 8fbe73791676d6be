import { longestUnsettled } from '@/lib/model/load-limits';
import type { Lifetime } from './lifetime';

/** In ms: for this long nothing may come from the network or to the screen. */
const quietTime = 1_000;
/** In ms: the longest wait for a moment in which the page itself is idle. */
const idlePatience = 1_000;

/** Each is a sign that the page is still busy. Browsers that lack one work without it. */
const signs = ['resource', 'largest-contentful-paint', 'longtask'];

/** Whether the user caused the event. A page cannot be used before its app has started. */
export const isUse = (event: Event): boolean => event.isTrusted && document.readyState !== 'loading';

/** Whether a page has settled. Tandem's own work waits for that, so that it does not slow the load. */
export interface Settling {
  /** Resolves once; also if the script ends. */
  readonly settled: Promise<void>;
  /** Ends the wait: Tandem is needed now. */
  now(): void;
}

/**
 * A page has settled when it has loaded, nothing came from the network or to the screen for a second, and its main
 * thread is idle. It also settles when the user uses it, or after 8 s. A page that had loaded before our script has
 * settled already.
 */
export function settling(script: Lifetime): Settling {
  if (document.readyState === 'complete') return { settled: Promise.resolve(), now: () => {} };
  const loading = script.child();
  const now = () => loading.end();
  const settled = new Promise<void>((resolve) => {
    loading.signal.addEventListener('abort', () => resolve(), { once: true });
  });
  loading.after(longestUnsettled, now);
  for (const type of ['keydown', 'pointerdown']) {
    loading.listen(window, type, (event) => isUse(event) && now(), { capture: true, passive: true });
  }
  // None of this runs before the page has loaded.
  loading.listen(window, 'load', () => watchQuiet(loading, now), { once: true });
  return { settled, now };
}

function watchQuiet(loading: Lifetime, quiet: () => void): void {
  let noise = 0;
  const whenIdle = loading.later(quietTime, () => {
    const before = noise;
    // Events of the time when the page was busy arrive only now.
    requestIdleCallback(() => noise === before && quiet(), { timeout: idlePatience });
  });
  const observer = new PerformanceObserver(() => {
    noise += 1;
    whenIdle();
  });
  observer.observe({ entryTypes: signs.filter((sign) => PerformanceObserver.supportedEntryTypes.includes(sign)) });
  loading.signal.addEventListener('abort', () => observer.disconnect(), { once: true });
  whenIdle();
}
