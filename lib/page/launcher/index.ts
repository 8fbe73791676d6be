import { sayHello } from '../hello';
import { Lifetime } from '../lifetime';
import { extensionUrl, isOrphaned, onToPage, send } from '../runtime';
import { Launcher } from './launcher';

/**
 * Starts in a document of an app: shows the launcher where the person wants it, and asks again each time the page is
 * shown, because it may have been moved, hidden or brought back in another tab, and when it hears of that.
 */
export function startLauncher(): void {
  const script = new Lifetime(isOrphaned);
  script.takeOver('launcher', document);
  let shown: { readonly lifetime: Lifetime; readonly launcher: Launcher } | null = null;

  const follow = async () => {
    const welcome = await sayHello(script, send);
    if (welcome === undefined || script.isOver()) return;
    if (shown?.lifetime.isOver()) shown = null;
    if (!welcome?.launcher) shown?.lifetime.end();
    else if (shown) shown.launcher.moveTo(welcome.launcher.top);
    else shown = show(script, welcome.launcher.top);
  };

  script.listen(document, 'visibilitychange', () => {
    if (document.visibilityState === 'visible') void follow();
  });
  onToPage(script.signal, ({ type }) => {
    if (type === 'launcher') void follow();
    if (type === 'close-panel') shown?.launcher.close();
  });
  void follow();
}

function show(script: Lifetime, top: number): { readonly lifetime: Lifetime; readonly launcher: Launcher } {
  const lifetime = script.child();
  const launcher = new Launcher(lifetime, {
    top,
    did: async (did) => (await send({ type: 'launcher-did', did }))?.nonce ?? null,
    panelUrl: (nonce) => `${extensionUrl('panel.html')}#${nonce}`,
    giveUp: () => script.end(),
  });
  return { lifetime, launcher };
}
