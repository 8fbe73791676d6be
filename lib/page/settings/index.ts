import { sayHello, type Welcome } from '../hello';
import { Lifetime } from '../lifetime';
import { isOrphaned, onToPage, send } from '../runtime';
import { isStranded } from './document-path';
import { type PageSource, readPage } from './read-page';
import { Reporter } from './reporter';
import { Rescue } from './rescue';

/** How often a page that is being looked at says so, in ms. */
const lookInterval = 30_000;
/** How long after the person's last key or click the page's settings are read again, in ms. */
const settleTime = 300;

/** Starts in a document of an app: reports its settings and its being looked at until it goes or a newer copy comes. */
export async function startPageSettings(): Promise<void> {
  const lifetime = new Lifetime(isOrphaned);
  lifetime.takeOver('page-settings', document);
  const welcome = await sayHello(lifetime, send);
  if (welcome) watch(lifetime, welcome);
  else lifetime.end();
}

function watch(lifetime: Lifetime, { app, basePath }: Welcome): void {
  const { navigation } = window as { readonly navigation?: EventTarget };
  const rescue = new Rescue(lifetime, {
    isStranded: () => app === 'librechat' && isStranded(basePath, location),
    navigation,
    // A plain string crosses from our world to the page's in both browsers; an object would not in Firefox.
    adopt: (token) => window.dispatchEvent(new CustomEvent('tokenUpdated', { detail: token })),
  });
  const reporter = new Reporter({
    read: () => readPage(app, basePath, sourceOf(document)),
    send,
    rescue: (token) => rescue.offer(token),
  });
  onToPage(lifetime.signal, (message) => {
    if (message.type === 'rescue') rescue.offer(message.token);
    else if (message.type === 'report') void reporter.report();
  });
  lifetime.listen(window, 'load', () => void reporter.report());
  // The page came back out of the browser's cache of pages.
  lifetime.listen(window, 'pageshow', ({ persisted }: PageTransitionEvent) => persisted && void reporter.report());
  if (navigation) lifetime.listen(navigation, 'currententrychange', () => void reporter.reportChange());
  watchInput(lifetime, reporter);
  watchSight(lifetime, reporter);
  void reporter.report();
}

/** Notes that the person uses the page, and reads it again once they pause: a setting may have changed. */
function watchInput(lifetime: Lifetime, reporter: Reporter): void {
  let stop = () => {};
  const settle = () => {
    stop();
    stop = lifetime.after(settleTime, () => void reporter.reportChange());
  };
  const used = (event: Event) => {
    if (!event.isTrusted) return;
    if (event.type !== 'click') reporter.noteInput();
    settle();
  };
  for (const type of ['keydown', 'pointerdown', 'click']) {
    lifetime.listen(window, type, used, { capture: true, passive: true });
  }
}

/** Says regularly that the page is being looked at, as long as it is. */
function watchSight(lifetime: Lifetime, reporter: Reporter): void {
  let stop = () => {};
  const look = () => void reporter.look();
  const follow = () => {
    stop();
    if (document.visibilityState !== 'visible') return;
    look();
    stop = lifetime.every(lookInterval, () => {
      look();
      void reporter.reportChange();
    });
  };
  const shown = async () => {
    // The app may have been disconnected meanwhile; a new connection starts a new copy of this script.
    if ((await send({ type: 'page-hello' })) === null) lifetime.end();
    else if (!lifetime.isOver()) await reporter.report();
  };
  lifetime.listen(document, 'visibilitychange', () => {
    follow();
    if (document.visibilityState === 'visible') void shown();
  });
  follow();
}

/** A document whose storage is closed to scripts (a sandbox, a privacy setting) has no settings. */
function sourceOf({ defaultView, location }: Document): PageSource {
  try {
    const store = (defaultView ?? window).localStorage;
    return { store, cookies: document.cookie, place: location };
  } catch {
    return { store: { getItem: () => null }, cookies: '', place: location };
  }
}
