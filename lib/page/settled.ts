import type { Lifetime } from './lifetime';

/** For how long nothing may have come from the network or to the screen, in ms. */
const quietTime = 1_000;
/** A page that does not come to rest counts as settled after this time, in ms. */
const patience = 8_000;
/** How long is waited for a moment in which the page itself has nothing to do, in ms. */
const idlePatience = 1_000;

/** Each means that the page is still at it. Browsers that lack one do without. */
const signs = ['resource', 'largest-contentful-paint', 'longtask'];

/** Whether the person did it. Before its app has started a page has nothing that could be used. */
export const isUse = (event: Event): boolean => event.isTrusted && document.readyState !== 'loading';

/** Whether a page has loaded: what of ours can wait for that, waits, so that it slows no load. */
export interface Settling {
  /** Resolves once; also when the script ends. */
  readonly settled: Promise<void>;
  /** It need not wait any longer: somebody wants something of us. */
  now(): void;
}

/**
 * A page has settled when it has loaded, nothing came from the network or to the screen for a second, and its main thread
 * is idle; when the person uses it, or after 8 s. A page that had loaded before us has settled already.
 */
export function settling(script: Lifetime): Settling {
  if (document.readyState === 'complete') return { settled: Promise.resolve(), now: () => {} };
  const waiting = script.child();
  const now = () => waiting.end();
  const settled = new Promise<void>((resolve) => {
    waiting.signal.addEventListener('abort', () => resolve(), { once: true });
  });
  waiting.after(patience, now);
  for (const type of ['keydown', 'pointerdown']) {
    waiting.listen(window, type, (event) => isUse(event) && now(), { capture: true, passive: true });
  }
  // Nothing of this runs before the page has loaded.
  waiting.listen(window, 'load', () => watchQuiet(waiting, now), { once: true });
  return { settled, now };
}

function watchQuiet(waiting: Lifetime, quiet: () => void): void {
  let noise = 0;
  const whenIdle = waiting.later(quietTime, () => {
    const before = noise;
    // What came while the page was busy is told only now.
    requestIdleCallback(() => noise === before && quiet(), { timeout: idlePatience });
  });
  const observer = new PerformanceObserver(() => {
    noise += 1;
    whenIdle();
  });
  observer.observe({ entryTypes: signs.filter((sign) => PerformanceObserver.supportedEntryTypes.includes(sign)) });
  waiting.signal.addEventListener('abort', () => observer.disconnect(), { once: true });
  whenIdle();
}
