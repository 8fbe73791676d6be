import type { Lifetime } from '../lifetime';
import { extensionUrl, onToPage, send } from '../runtime';
import { Launcher, type LauncherState } from './launcher';

/**
 * Starts in a document of an app: shows the launcher at its position. It asks for the position again each time the page
 * is shown, because you may have moved or hidden the launcher in another tab, and at a message. If the launcher may not
 * be here any more, the script ends; the background starts it again.
 */
export async function startLauncher(script: Lifetime): Promise<void> {
  let shown: Launcher | null = null;

  const follow = async () => {
    const place = await send({ type: 'launcher-hello' });
    // There was no answer, or another copy is here by now.
    if (place === undefined || script.isOver()) return;
    if (place === null) script.end();
    else if (shown && !shown.lifetime.isOver()) shown.follow(place);
    else shown = show(script, place);
  };

  script.listen(document, 'visibilitychange', () => document.visibilityState === 'visible' && void follow());
  onToPage(script.signal, ({ type }) => {
    if (type === 'launcher') void follow();
    if (type === 'close-panel') shown?.close();
  });
  await follow();
}

function show(script: Lifetime, standing: LauncherState): Launcher {
  return new Launcher(script.child(), {
    standing,
    did: async (did) => (await send({ type: 'launcher-did', did }))?.nonce ?? null,
    panelUrl: (nonce) => `${extensionUrl('panel.html')}#${nonce}`,
    giveUp: () => script.end(),
  });
}
