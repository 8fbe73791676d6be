import type { HelloReply, Welcome } from '../hello';
import type { Lifetime } from '../lifetime';
import { onToPage, send } from '../runtime';
import type { Settling } from '../settled';
import { type Boot, forgetKept, restoreAtBoot } from './boot';
import { isStranded, looksStranded } from './document-path';
import { Early } from './early';
import { Guard } from './guard';
import { type DocumentSource, sourceOf } from './page-source';
import { exactTheme } from './page-values';
import { preview } from './preview';
import { readPage } from './read-page';
import { Reporter } from './reporter';
import { Rescue } from './rescue';
import { watchInput, watchOthers, watchSight } from './watch';

export interface PageStart extends Settling {
  /** Asks the background which app this document belongs to. */
  readonly hello: () => Promise<HelloReply>;
}

/**
 * Starts in a document of an app. It restores the page's values at once. When the page has settled, it reports settings
 * and visibility, and keeps the settings as desired. It ends with the document or with a newer copy.
 */
export async function startPageSettings(script: Lifetime, { settled, now, hello }: PageStart): Promise<void> {
  const moment = document.readyState === 'loading' ? 'before-app' : 'later';
  const source = sourceOf(document);
  const boot = restoreAtBoot(source, moment, Date.now());
  const early = new Early(script.child(), source, Date.now());
  hastenRescue(script.child(), now);
  await settled;
  const welcome = script.isOver() ? undefined : await hello();
  if (welcome) watch(script.child(), welcome, source, boot, early);
  else if (welcome === null) forgetKept(source);
  early.end();
}

/** Browsers without the Navigation API report no change of the address. */
const navigation = () => (window as { readonly navigation?: EventTarget }).navigation;

/** A page that our refresh stranded on the login page waits for nothing else. */
function hastenRescue(lifetime: Lifetime, now: () => void): void {
  const check = () => looksStranded(location) && now();
  const target = navigation();
  if (target) lifetime.listen(target, 'currententrychange', check);
  check();
}

function watch(lifetime: Lifetime, { app, basePath }: Welcome, source: DocumentSource, boot: Boot, early: Early): void {
  const rescue = new Rescue(lifetime, {
    isStranded: () => app === 'librechat' && isStranded(basePath, location),
    // A plain string crosses from our world to the page's in both browsers; an object would not in Firefox.
    adopt: (token) => window.dispatchEvent(new CustomEvent('tokenUpdated', { detail: token })),
  });
  const guard = new Guard({
    app,
    basePath,
    source,
    boot: boot[app],
    early: early.of(app),
    start: early.start,
    // The app writes a choice in its control late. In a hidden tab that write could undo a choice in another tab, so
    // the control of a hidden tab follows when it becomes visible.
    preview: (register, text, by) => {
      const mayChoose = by === 'control' && document.visibilityState === 'visible';
      return preview(app, { document, window }, register, text, mayChoose ? exactTheme(app, source, text) : null);
    },
    now: Date.now,
  });
  const reporter = new Reporter({
    read: () => {
      guard.check();
      return guard.describe(readPage(app, basePath, source));
    },
    send,
    rescue: (token) => rescue.offer(token),
    heard: (report) => guard.heard(report),
    // The app was disconnected meanwhile; a new connection starts a new copy of this script.
    left: () => {
      forgetKept(source);
      lifetime.end();
    },
    apply: (desired, report) => guard.apply(desired, report),
  });
  onToPage(lifetime.signal, (message) => {
    if (message.type === 'rescue') rescue.offer(message.token);
    else if (message.type === 'report') void reporter.report();
  });
  lifetime.listen(window, 'load', () => void reporter.report());
  // The page came back from the browser's back/forward cache.
  lifetime.listen(window, 'pageshow', ({ persisted }: PageTransitionEvent) => persisted && void reporter.report());
  const target = navigation();
  if (target)
    lifetime.listen(target, 'currententrychange', () => {
      rescue.check();
      void reporter.reportChange();
    });
  watchInput(lifetime, guard, reporter, early.isUsed);
  watchOthers(lifetime, guard, reporter);
  watchSight(lifetime, reporter);
  void reporter.report();
}
