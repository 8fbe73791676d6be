import type { PageToken } from '@/lib/background';
import type { OtherStore } from '@/lib/errors';
import { isDefaultStore, type ToPage } from '@/lib/messaging';
import { type Connection, covers, hostPattern, type Item, itemUrl } from '@/lib/model';
import { anythingLlmTokenKey } from '@/lib/page/keys';
import { browser } from './browser';

type Tab = Awaited<ReturnType<typeof browser.tabs.query>>[number];

/** The open tabs of an app, the last used first. */
export async function tabsOf(connection: Connection): Promise<Tab[]> {
  const tabs = await browser.tabs.query({ url: hostPattern(connection), discarded: false });
  return tabs
    .filter((tab) => isDefaultStore(tab) && tab.url !== undefined && covers(connection, tab.url))
    .sort((a, b) => (b.lastAccessed ?? 0) - (a.lastAccessed ?? 0));
}

/** The kind of tab in which the app is open, if that tab does not share the cookies of our requests. */
export async function elsewhere(connection: Connection): Promise<OtherStore | null> {
  const tabs = await browser.tabs.query({ url: hostPattern(connection) });
  const own = tabs.filter(({ url }) => url !== undefined && covers(connection, url));
  const [first] = own;
  if (!first || own.some(isDefaultStore)) return null;
  return first.incognito ? 'private' : 'container';
}

const readKey = (key: string) => localStorage.getItem(key);

/** Reads AnythingLLM's bearer from the localStorage of an open page. */
export async function readPageToken(connection: Connection): Promise<PageToken> {
  if (connection.app !== 'anythingllm') return { open: false };
  for (const tab of await tabsOf(connection)) {
    if (tab.id === undefined) continue;
    try {
      const [result] = await browser.scripting.executeScript({
        target: { tabId: tab.id },
        func: readKey,
        args: [anythingLlmTokenKey],
        injectImmediately: true,
      });
      const token = result?.result;
      return { open: true, token: typeof token === 'string' ? token : null };
    } catch {
      // An error page of the browser, or a tab that is closing: the next tab may have it.
    }
  }
  return { open: false };
}

/**
 * Sends a message to our script in a tab. It does not wait for an answer: Firefox 153 gives none for a page that is
 * being left, neither a reply nor an error.
 */
function tell(tabId: number, message: ToPage): void {
  browser.tabs.sendMessage(tabId, message, { frameId: 0 }).catch(() => {
    // None of our scripts runs there yet: it reports by itself when it starts.
  });
}

async function tellAll(connection: Connection, message: ToPage, but?: number): Promise<void> {
  for (const { id } of await tabsOf(connection)) if (id !== undefined && id !== but) tell(id, message);
}

export const askReports = (connection: Connection, but?: number) => tellAll(connection, { type: 'report' }, but);

export const tellLaunchers = (connection: Connection) => tellAll(connection, { type: 'launcher' });

/** Opens the lasting address: Chromium opens no tab at the address that frames have (measured: facts/frame-address). */
export const openPanelTab = async () => void (await browser.tabs.create({ url: `${location.origin}/panel.html` }));

export const closePanel = async (tabId: number) => tell(tabId, { type: 'close-panel' });

export const rescue = async (tabId: number, token: string) => tell(tabId, { type: 'rescue', token });

export const openTabs = async (connection: Connection) =>
  (await tabsOf(connection)).flatMap(({ id }) => (id === undefined ? [] : [id]));

export const reloadTab = async (tabId: number) => browser.tabs.reload(tabId);

/** Whether a tab shows a page of this app. */
export async function isTabOf(connection: Connection, tabId: number): Promise<boolean> {
  return (await openTabs(connection)).includes(tabId);
}

/**
 * Shows an item in a tab that already shows it, else in the tab `here`, else in a new one. Neither app notices a change
 * of its address without a reload.
 */
export async function openItem(connection: Connection, item: Item, here: number | null): Promise<void> {
  const url = itemUrl(connection, item);
  const open = (await tabsOf(connection)).find((tab) => (item.kind === 'home' ? true : samePage(tab.url ?? '', url)));
  if (open?.id === undefined) {
    await (here === null ? browser.tabs.create({ url }) : browser.tabs.update(here, { url }));
    return;
  }
  await browser.tabs.update(open.id, { active: true });
  if (open.windowId !== undefined) await browser.windows.update(open.windowId, { focused: true });
}

function samePage(a: string, b: string): boolean {
  if (!URL.canParse(a)) return false;
  const [left, right] = [new URL(a), new URL(b)];
  return left.origin === right.origin && left.pathname.replace(/\/$/, '') === right.pathname.replace(/\/$/, '');
}

/** Sends news to the code in one document. @returns Whether its tab still shows a page of this app */
export async function tellDocument(
  connection: Connection,
  { tabId, doc }: { readonly tabId: number; readonly doc: string },
  text: string,
): Promise<boolean> {
  const isThere = await isTabOf(connection, tabId);
  if (isThere) tell(tabId, { type: 'bridge', doc, text });
  return isThere;
}
