import type { Answer, Welcome } from '../hello';
import type { Lifetime } from '../lifetime';
import { onToPage, send } from '../runtime';
import { type Boot, forgetKept, restoreAtBoot } from './boot';
import { isStranded } from './document-path';
import { Guard } from './guard';
import { type DocumentSource, sourceOf } from './page-source';
import { exactTheme } from './page-values';
import { preview } from './preview';
import { readPage } from './read-page';
import { Reporter } from './reporter';
import { Rescue } from './rescue';
import { watchInput, watchOthers, watchSight } from './watch';

/**
 * Starts in a document of an app: gives the page at once what it is to hold, then reports its settings and its being
 * looked at, and keeps them as told, until it goes or a newer copy comes.
 */
export async function startPageSettings(script: Lifetime, hello: Promise<Answer>): Promise<void> {
  const moment = document.readyState === 'loading' ? 'before-app' : 'later';
  const source = sourceOf(document);
  const boot = restoreAtBoot(source, moment, Date.now());
  const welcome = await hello;
  if (welcome) watch(script.child(), welcome, source, boot);
  else if (welcome === null) forgetKept(source);
}

function watch(lifetime: Lifetime, { app, basePath }: Welcome, source: DocumentSource, boot: Boot): void {
  const { navigation } = window as { readonly navigation?: EventTarget };
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
    preview: (register, text, by) =>
      preview(app, { document, window }, register, text, by === 'control' ? exactTheme(app, source, text) : null),
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
  // Browsers without the Navigation API tell nobody.
  if (navigation)
    lifetime.listen(navigation, 'currententrychange', () => {
      rescue.check();
      void reporter.reportChange();
    });
  watchInput(lifetime, guard, reporter);
  watchOthers(lifetime, guard, reporter);
  watchSight(lifetime, reporter, async () => {
    // The app may have been disconnected meanwhile; a new connection starts a new copy of this script.
    const answer = await send({ type: 'page-hello' });
    if (lifetime.isOver()) return;
    if (answer !== null) return reporter.report();
    forgetKept(source);
    lifetime.end();
  });
  void reporter.report();
}
