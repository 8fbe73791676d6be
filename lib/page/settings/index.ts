import type { Answer, Welcome } from '../hello';
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
  /** Asks the background where we are. */
  readonly hello: () => Promise<Answer>;
}

/**
 * Starts in a document of an app: gives the page at once what it is to hold; then, once it has settled, reports its
 * settings and its being looked at, and keeps them as told, until it goes or a newer copy comes.
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

/** Browsers without the Navigation API tell nobody that the address changes. */
const navigation = () => (window as { readonly navigation?: EventTarget }).navigation;

/** A page that stands on the login page because of us waits for nothing but us. */
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
    begun: early.begun,
    // What the app writes upon a choice in its control comes late, and in a hidden tab could undo what the person chooses in
    // another one by then; that tab's control follows when it comes to sight.
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
  // The page came back out of the browser's cache of pages.
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
