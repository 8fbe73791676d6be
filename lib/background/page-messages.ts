import type { PageMessage, PageReplies } from '@/lib/messaging';
import { baseUrl } from '@/lib/model';
import type { BridgeHost } from './bridge';
import type { BrowserActions } from './browser-actions';
import type { Engine } from './engine';
import { launcherPlace } from './launcher-place';

type Handlers = {
  readonly [T in PageMessage['type']]: (
    message: Extract<PageMessage, { type: T }>,
    page: { readonly url: string; readonly tabId: number },
  ) => Promise<PageReplies[T]>;
};

/** Answers what our scripts in the apps' pages say. Which app a page belongs to is judged by its address alone. */
export function pageMessages(
  engine: Engine,
  bridge: Pick<BridgeHost, 'answer'>,
  actions: Pick<BrowserActions, 'startLauncher' | 'tellLaunchers' | 'closePanel' | 'openPanelTab'>,
) {
  const handlers: Handlers = {
    'page-hello': async (_message, { url, tabId }) => {
      // What waited comes first: what the page says next is judged by the bearer that it was loaded with.
      await engine.gate.pageSettled(tabId);
      const connection = await engine.connectionAt(url);
      if (!connection) return null;
      if (launcherPlace(await engine.preferences(), connection)) void actions.startLauncher(tabId);
      return { app: connection.app, basePath: connection.basePath };
    },
    'launcher-hello': async (_message, { url }) => {
      const connection = await engine.connectionAt(url);
      return connection ? launcherPlace(await engine.preferences(), connection) : null;
    },
    'page-report': (report, { url, tabId }) => engine.pageReported(url, report, tabId),
    'page-heartbeat': async ({ input }) => {
      await engine.heartbeat(input ? 'input' : 'no-input');
      return null;
    },
    bridge: ({ doc, text }, { url, tabId }) => bridge.answer({ url, tabId, doc }, text),
    'launcher-did': async ({ did }, { url, tabId }) => {
      const connection = await engine.connectionAt(url);
      if (!connection) return { nonce: null };
      if (did.what === 'opened') {
        const nonce = crypto.randomUUID();
        await engine.memory.addNonce(nonce, tabId);
        return { nonce };
      }
      if (did.what === 'loaded') {
        // Its page let only frames in that ask for the same isolation (COEP), and what stands there is an error page.
        if (!(await engine.memory.takeNonce(did.nonce, tabId))) return { nonce: null };
        await Promise.all([actions.closePanel(tabId), actions.openPanelTab()]);
      } else if (did.what === 'moved') {
        await engine.updatePreferences((present) => ({ ...present, launcherTop: did.top }));
      } else {
        await engine.updatePreferences((present) => ({
          ...present,
          launcherHiddenAt: [...new Set([...present.launcherHiddenAt, baseUrl(connection)])],
        }));
        // Its other tabs follow, and so does a document that asked before this was stored.
        await actions.tellLaunchers(connection);
      }
      return { nonce: null };
    },
  };

  return async (message: PageMessage, page: { readonly url: string; readonly tabId: number }): Promise<unknown> => {
    if (!(await engine.connectionAt(page.url))) return null;
    // The compiler cannot pair a message with its handler by itself.
    const handle = handlers[message.type] as (
      message: PageMessage,
      page: { readonly url: string; readonly tabId: number },
    ) => Promise<unknown>;
    return handle(message, page);
  };
}
