import type { Lifetime } from '../lifetime';
import { type Guard, graceTime } from './guard';
import type { Reporter } from './reporter';

/** How often a page that is being looked at says so, in ms. */
const lookInterval = 30_000;
/** How long after the person's last key or click the page's settings are read again, in ms. */
const settleTime = 300;
/** How long after the person's last key or click a change counts as theirs, in ms. */
const handTime = 2_000;

/** Clicks and keys, and what a menu of the browser's own does when it is left. */
const inputs = ['keydown', 'pointerdown', 'pointerup', 'click', 'change'];

/**
 * Notes that the person uses the page, and reads it again once they pause: a setting may have changed.
 * @param isUsed whether they did before this began
 */
export function watchInput(lifetime: Lifetime, guard: Guard, reporter: Reporter, isUsed = false): void {
  const settle = lifetime.later(settleTime, () => void reporter.reportChange());
  const end = lifetime.later(handTime, () => {
    guard.inputEnds();
    void reporter.reportChange();
  });
  const used = (event: Event) => {
    if (!event.isTrusted) return;
    if (event.type === 'keydown' || event.type === 'pointerdown') reporter.noteInput();
    // Before its app has started a page has nothing that could be used; the app's first writes are no one's choice.
    if (document.readyState !== 'loading') guard.inputBegins();
    settle();
    end();
  };
  for (const type of inputs) lifetime.listen(window, type, used, { capture: true, passive: true });
  if (!isUsed) return;
  reporter.noteInput();
  settle();
  end();
}

/** Follows what changes the page's settings without the person's hand in it. */
export function watchOthers(lifetime: Lifetime, guard: Guard, reporter: Reporter): void {
  const report = () => void reporter.reportChange();
  const soon = lifetime.later(settleTime, report);
  const afterGrace = lifetime.later(graceTime + 100, report);
  lifetime.listen(window, 'storage', ({ key }: StorageEvent) => guard.otherWrote(key) && afterGrace());
  // The app follows the system, and AnythingLLM then writes what it believes.
  lifetime.listen(matchMedia('(prefers-color-scheme: dark)'), 'change', soon);
  // What was changed just before the page goes is still told.
  lifetime.listen(window, 'pagehide', report);
}

/** Says regularly that the page is being looked at, as long as it is, and reports each time that it comes to sight. */
export function watchSight(lifetime: Lifetime, reporter: Reporter): void {
  let stop = () => {};
  const follow = () => {
    stop();
    if (document.visibilityState !== 'visible') return;
    void reporter.look();
    stop = lifetime.every(lookInterval, () => {
      void reporter.look();
      void reporter.reportChange();
    });
  };
  lifetime.listen(document, 'visibilitychange', () => {
    follow();
    if (document.visibilityState === 'visible') void reporter.report();
  });
  follow();
}
