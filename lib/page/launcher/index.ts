import { type Answer, sayHello } from '../hello';
import type { Lifetime } from '../lifetime';
import { extensionUrl, onToPage, send } from '../runtime';
import { Launcher, type Standing } from './launcher';

/**
 * Starts in a document of an app: shows the launcher where the person wants it, and asks again each time the page is
 * shown, because it may have been moved, hidden or brought back in another tab, and when it hears of that.
 * @param hello what the background answered this document
 */
export function startLauncher(page: Lifetime, hello: Promise<Answer>): void {
  const script = page.child();
  let latest = hello;
  let shown: Launcher | null = null;

  const follow = async () => {
    const welcome = await latest;
    if (welcome === undefined || script.isOver()) return;
    if (!welcome?.launcher) shown?.lifetime.end();
    else if (shown && !shown.lifetime.isOver()) shown.follow(welcome.launcher);
    else shown = show(script, welcome.launcher);
  };

  const askAgain = () => {
    latest = sayHello(script, send);
    void follow();
  };
  script.listen(document, 'visibilitychange', () => document.visibilityState === 'visible' && askAgain());
  onToPage(script.signal, ({ type }) => {
    if (type === 'launcher') askAgain();
    if (type === 'close-panel') shown?.close();
  });
  // The page's own start comes first: together they would be one long task.
  const whenIdle = () => requestIdleCallback(() => latest === hello && void follow(), { timeout: 2_000 });
  if (document.readyState !== 'loading') whenIdle();
  else script.listen(document, 'DOMContentLoaded', whenIdle, { once: true });
}

function show(script: Lifetime, standing: Standing): Launcher {
  return new Launcher(script.child(), {
    standing,
    did: async (did) => (await send({ type: 'launcher-did', did }))?.nonce ?? null,
    panelUrl: (nonce) => `${extensionUrl('panel.html')}#${nonce}`,
    giveUp: () => script.end(),
  });
}
