import { sayHello, type Welcome } from '../hello';
import { Lifetime } from '../lifetime';
import { isOrphaned, onToPage, send } from '../runtime';
import { type Boot, forgetKept, restoreAtBoot } from './boot';
import { isStranded } from './document-path';
import { Guard } from './guard';
import { sourceOf } from './page-source';
import { preview } from './preview';
import { readPage } from './read-page';
import { Reporter } from './reporter';
import { Rescue } from './rescue';
import { watchInput, watchOthers, watchSight } from './watch';

/**
 * Starts in a document of an app: gives the page at once what it is to hold, then reports its settings and its being
 * looked at, and keeps them as told, until it goes or a newer copy comes.
 */
export async function startPageSettings(): Promise<void> {
  const moment = document.readyState === 'loading' ? 'before-app' : 'later';
  const boot = restoreAtBoot(sourceOf(document), moment, Date.now());
  const lifetime = new Lifetime(isOrphaned);
  lifetime.takeOver('page-settings', document);
  const welcome = await sayHello(lifetime, send);
  if (welcome) watch(lifetime, welcome, boot);
  else leave(lifetime, welcome);
}

/** @param answer null: this is no page of a connected app (any more) */
function leave(lifetime: Lifetime, answer: null | undefined): void {
  if (answer === null && !lifetime.isOver()) forgetKept(sourceOf(document));
  lifetime.end();
}

function watch(lifetime: Lifetime, { app, basePath }: Welcome, boot: Boot): void {
  const { navigation } = window as { readonly navigation?: EventTarget };
  const rescue = new Rescue(lifetime, {
    isStranded: () => app === 'librechat' && isStranded(basePath, location),
    navigation,
    // A plain string crosses from our world to the page's in both browsers; an object would not in Firefox.
    adopt: (token) => window.dispatchEvent(new CustomEvent('tokenUpdated', { detail: token })),
  });
  const source = () => sourceOf(document);
  const guard = new Guard({
    app,
    basePath,
    source,
    boot: boot[app],
    preview: (register, text) => preview(app, { document, window }, register, text),
    now: Date.now,
  });
  const reporter = new Reporter({
    read: () => {
      guard.check();
      return guard.describe(readPage(app, basePath, source()));
    },
    send,
    rescue: (token) => rescue.offer(token),
    heard: (report) => guard.heard(report),
    carryOut: (order) => guard.carryOut(order),
  });
  onToPage(lifetime.signal, (message) => {
    if (message.type === 'rescue') rescue.offer(message.token);
    else if (message.type === 'order') void reporter.order(message.order);
    else if (message.type === 'report') void reporter.report();
  });
  lifetime.listen(window, 'load', () => void reporter.report());
  // The page came back out of the browser's cache of pages.
  lifetime.listen(window, 'pageshow', ({ persisted }: PageTransitionEvent) => persisted && void reporter.report());
  if (navigation) lifetime.listen(navigation, 'currententrychange', () => void reporter.reportChange());
  watchInput(lifetime, guard, reporter);
  watchOthers(lifetime, guard, reporter);
  watchSight(lifetime, reporter, async () => {
    // The app may have been disconnected meanwhile; a new connection starts a new copy of this script.
    if ((await send({ type: 'page-hello' })) === null) leave(lifetime, null);
    else if (!lifetime.isOver()) await reporter.report();
  });
  void reporter.report();
}
