import { type NetworkReason, networkReason } from '@/lib/errors';
import { isDefaultStore } from '@/lib/messaging';
import { type Connection, hostPattern } from '@/lib/model';
import { browser } from './browser';

/** What happens on the network of connected hosts, as the browser tells it. Only tabs of the default profile count. */
export interface TrafficListener {
  bearerSeen(url: string, bearer: string): void;
  requestStarted(request: { readonly requestId: string; readonly url: string; readonly tabId: number }): void;
  /** Also after a failure, when `requestDone` is not told. */
  requestEnded(request: { readonly requestId: string; readonly url: string; readonly tabId: number }): void;
  requestDone(request: {
    readonly method: string;
    readonly url: string;
    readonly status: number;
    readonly tabId: number;
  }): void;
  documentStarted(url: string, tabId: number): void;
  documentDone(url: string, tabId: number): void;
}

interface Details {
  readonly requestId: string;
  readonly url: string;
  readonly method: string;
  readonly type: string;
  readonly tabId: number;
  readonly incognito?: boolean;
  readonly cookieStoreId?: string;
}

/** Everything that may be granted. Registered at every start, so that a stopped worker is woken by it. */
const anyHost = ['http://*/*', 'https://*/*'];
const ownFailures = new Map<string, NetworkReason>();
const mostFailures = 100;

/**
 * Watches the traffic of granted hosts. Must be called synchronously when the worker starts.
 *
 * @returns A function that watches these connections' hosts by name, too. Chromium never revives a listener that was
 * added while nothing was granted, not even by adding it again, unless its filter differs (Chromium 156, measured).
 */
export function watchTraffic(listener: TrafficListener): (connections: readonly Connection[]) => void {
  const watched = new Set<string>();
  const seen = new Set<string>();

  /** Two filters may both report one event; the first one counts. */
  const isNew = (kind: string, details: Details): boolean => {
    const id = `${kind}:${details.requestId}`;
    if (seen.has(id)) return false;
    seen.add(id);
    if (seen.size > 1000) seen.delete([...seen][0] ?? '');
    return true;
  };
  const isOfTab = (details: Details) => details.tabId >= 0 && isDefaultStore(details);

  const watch = (urls: string[]) => {
    browser.webRequest.onSendHeaders.addListener(
      (details) => {
        if (!isOfTab(details) || !isNew('send', details)) return;
        listener.requestStarted(details);
        const value = details.requestHeaders?.find((header) => header.name.toLowerCase() === 'authorization')?.value;
        const bearer = /^Bearer\s+(\S+)$/i.exec(value ?? '')?.[1];
        if (bearer) listener.bearerSeen(details.url, bearer);
      },
      { urls, types: ['xmlhttprequest'] },
      ['requestHeaders'],
    );
    browser.webRequest.onBeforeRequest.addListener(
      (details) => {
        if (isOfTab(details) && isNew('start', details)) listener.documentStarted(details.url, details.tabId);
        return undefined;
      },
      { urls, types: ['main_frame'] },
    );
    browser.webRequest.onCompleted.addListener(
      (details) => {
        if (!isOfTab(details) || !isNew('done', details)) return;
        if (details.type === 'main_frame') listener.documentDone(details.url, details.tabId);
        else {
          listener.requestEnded(details);
          listener.requestDone({ ...details, status: details.statusCode });
        }
      },
      { urls, types: ['main_frame', 'xmlhttprequest'] },
    );
    browser.webRequest.onErrorOccurred.addListener(
      (details) => {
        if (details.tabId >= 0) {
          if (!isOfTab(details) || !isNew('done', details)) return;
          if (details.type === 'main_frame') listener.documentDone(details.url, details.tabId);
          else listener.requestEnded(details);
          return;
        }
        ownFailures.delete(details.url);
        ownFailures.set(details.url, networkReason(details.error, details.url));
        if (ownFailures.size > mostFailures) ownFailures.delete([...ownFailures.keys()][0] ?? '');
      },
      { urls },
    );
  };

  watch(anyHost);
  return (connections) => {
    const fresh = [...new Set(connections.map(hostPattern))].filter((pattern) => !watched.has(pattern));
    for (const pattern of fresh) watched.add(pattern);
    if (fresh.length > 0) watch(fresh);
  };
}

/** Why a request of ours failed, as far as the browser told: it does so a moment after `fetch` gave up. */
export async function whyFailed(url: string): Promise<NetworkReason | null> {
  for (let wait = 0; wait < 10; wait++) {
    const reason = ownFailures.get(url);
    if (reason) {
      ownFailures.delete(url);
      return reason;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return null;
}
