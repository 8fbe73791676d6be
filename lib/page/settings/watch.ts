import type { Lifetime } from '../lifetime';
import { type Guard, graceTime } from './guard';
import type { Reporter } from './reporter';

/** In ms: how often a visible page reports that it is visible. */
const heartbeatInterval = 30_000;
/** In ms after the user's last key or click: then the page's settings are read again. */
const pauseTime = 300;
/** In ms after the user's last key or click: until then a change counts as theirs. */
const handTime = 2_000;

/** Clicks and keys, and the change that a native menu causes when it closes. */
const inputs = ['keydown', 'pointerdown', 'pointerup', 'click', 'change'];

/**
 * Notes that the user uses the page, and reads its settings again after a pause: one may have changed.
 * @param isUsed Whether the page was used before this began
 */
export function watchInput(lifetime: Lifetime, guard: Guard, reporter: Reporter, isUsed = false): void {
  const reportSoon = lifetime.later(pauseTime, () => void reporter.reportChange());
  const end = lifetime.later(handTime, () => {
    guard.inputEnds();
    void reporter.reportChange();
  });
  const used = (event: Event) => {
    if (!event.isTrusted) return;
    if (event.type === 'keydown' || event.type === 'pointerdown') reporter.noteInput();
    // A page cannot be used before its app has started; the app's first writes are not a choice.
    if (document.readyState !== 'loading') guard.inputBegins();
    reportSoon();
    end();
  };
  for (const type of inputs) lifetime.listen(window, type, used, { capture: true, passive: true });
  if (!isUsed) return;
  reporter.noteInput();
  reportSoon();
  end();
}

/** Follows changes of the page's settings that the user does not make by hand. */
export function watchOthers(lifetime: Lifetime, guard: Guard, reporter: Reporter): void {
  const report = () => void reporter.reportChange();
  const soon = lifetime.later(pauseTime, report);
  const afterGrace = lifetime.later(graceTime + 100, report);
  lifetime.listen(window, 'storage', ({ key }: StorageEvent) => guard.otherWrote(key) && afterGrace());
  // The app follows the system's theme, and AnythingLLM then writes its own.
  lifetime.listen(matchMedia('(prefers-color-scheme: dark)'), 'change', soon);
  // A change just before the page closes is still reported.
  lifetime.listen(window, 'pagehide', report);
}

/** Reports regularly while the page is visible, and each time it becomes visible. */
export function watchSight(lifetime: Lifetime, reporter: Reporter): void {
  let stop = () => {};
  const follow = () => {
    stop();
    if (document.visibilityState !== 'visible') return;
    void reporter.heartbeat();
    stop = lifetime.every(heartbeatInterval, () => {
      void reporter.heartbeat();
      void reporter.reportChange();
    });
  };
  lifetime.listen(document, 'visibilitychange', () => {
    follow();
    if (document.visibilityState === 'visible') void reporter.report();
  });
  follow();
}
