import { type AppId, appIds, type ChatItem, chatKey } from '@/lib/model';
import { createViewClient } from '@/lib/shared-state';
import { ask } from './ask';
import { documentAttention } from './attention';
import { browser } from './browser';
import { requestHosts } from './grants';
import { openSidePanelFrom } from './side-panel';
import { localArea } from './storage';
import { readTabApp } from './tab-app';

/** Firefox's frame in another site's page has no `tabs`. */
const openTab = (url: string) =>
  void (browser.tabs ? browser.tabs.create({ url }) : window.open(url, '_blank', 'noopener'));

/**
 * Opens a page of the extension at its lasting address. For pages that sites may frame, `runtime.getURL` gives an
 * address of this browser session, which Chromium opens in no tab (measured: facts/frame-address).
 */
const openPage = (path: string) => openTab(`${location.origin}/${path}`);

/** A view's interface to the browser. `where`: the kind of document that the view is in. */
export async function viewPorts<W extends 'popup' | 'widget' | 'tab' | 'sidepanel' | 'connect' | 'chats'>(where: W) {
  const client = await createViewClient({ area: localArea, ask, attention: documentAttention });
  const openSidePanel = await openSidePanelFrom(where);
  return {
    client,
    where,
    requestHosts,
    openTab,
    openPanelTab: () => openPage('panel.html'),
    openConnect: (start?: { readonly app: AppId; readonly url: string }) =>
      openPage(start ? `connect.html#${new URLSearchParams({ [start.app]: start.url })}` : 'connect.html'),
    openReader: (chat: ChatItem, message: string | null) =>
      openPage(`chats.html#${chatKey(chat)}${message === null ? '' : `?${new URLSearchParams({ message })}`}`),
    openChats: () => openPage('chats.html'),
    start: Object.fromEntries(
      appIds.flatMap((app) => {
        const url = new URLSearchParams(location.hash.slice(1)).get(app);
        return url === null ? [] : [[app, url]];
      }),
    ) as Partial<Record<AppId, string>>,
    readTabApp,
    ...(where === 'widget' ? { closeWidget: () => void ask({ type: 'close' }).catch(() => undefined) } : {}),
    ...(openSidePanel ? { openSidePanel } : {}),
  };
}

/**
 * Shows the background the nonce that the launcher got for the panel in this tab. A document without a frame needs
 * none.
 */
export async function claimPanel(): Promise<'tab' | 'widget' | 'refused'> {
  if (window.top === window) return 'tab';
  const nonce = location.hash.slice(1);
  history.replaceState(null, '', location.pathname);
  return (await ask({ type: 'claim', nonce })) ? 'widget' : 'refused';
}
