import { type NetworkReason, networkReason } from '@/lib/errors';
import { isDefaultStore } from '@/lib/messaging';
import { browser } from './browser';

/** Network events of connected hosts, as the browser reports them. Only tabs of the default profile count. */
export interface TrafficListener {
  bearerSeen(url: string, bearer: string): void;
  requestStarted(request: { readonly requestId: string; readonly url: string; readonly tabId: number }): void;
  /** Also after a failure, which calls no `requestDone`. */
  requestEnded(request: { readonly requestId: string; readonly url: string; readonly tabId: number }): void;
  requestDone(request: {
    readonly method: string;
    readonly url: string;
    readonly status: number;
    readonly tabId: number;
  }): void;
  documentStarted(url: string, tabId: number): void;
  documentDone(url: string, tabId: number): void;
  /** A document of a tab with another sign-in: of a private window or, in Firefox, of a container. */
  openedElsewhere(url: string): void;
}

interface Header {
  readonly name: string;
  readonly value?: string;
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

/** All hosts that can be granted. Registered at every start, so that their events wake a stopped worker. */
const urls = ['http://*/*', 'https://*/*'];
const ownFailures = new Map<string, NetworkReason>();
const mostFailures = 100;

/**
 * Watches the traffic of granted hosts. Must be called synchronously when the worker starts.
 * @returns A function to call after a host was granted. In Chromium a listener that was added while no host was granted
 * never fires; removed and added again, it does (measured: facts/dead-listener).
 */
export function watchTraffic(listener: TrafficListener): () => void {
  const isOfTab = (details: Details) => details.tabId >= 0 && isDefaultStore(details);

  const onSendHeaders = (details: Details & { readonly requestHeaders?: readonly Header[] }): undefined => {
    if (!isOfTab(details)) return;
    listener.requestStarted(details);
    const value = details.requestHeaders?.find((header) => header.name.toLowerCase() === 'authorization')?.value;
    const bearer = /^Bearer\s+(\S+)$/i.exec(value ?? '')?.[1];
    if (bearer) listener.bearerSeen(details.url, bearer);
  };
  const onBeforeRequest = (details: Details): undefined => {
    if (isOfTab(details)) listener.documentStarted(details.url, details.tabId);
  };
  const onCompleted = (details: Details & { readonly statusCode: number }): void => {
    if (!isOfTab(details)) {
      if (details.tabId >= 0 && details.type === 'main_frame') listener.openedElsewhere(details.url);
      return;
    }
    if (details.type === 'main_frame') listener.documentDone(details.url, details.tabId);
    else {
      listener.requestEnded(details);
      listener.requestDone({ ...details, status: details.statusCode });
    }
  };
  const onErrorOccurred = (details: Details & { readonly error: string }): void => {
    if (details.tabId < 0) noteOwnFailure(details.url, details.error);
    else if (!isOfTab(details)) return;
    else if (details.type === 'main_frame') listener.documentDone(details.url, details.tabId);
    else listener.requestEnded(details);
  };

  const { webRequest } = browser;
  const listen = () => {
    webRequest.onSendHeaders.addListener(onSendHeaders, { urls, types: ['xmlhttprequest'] }, ['requestHeaders']);
    webRequest.onBeforeRequest.addListener(onBeforeRequest, { urls, types: ['main_frame'] });
    webRequest.onCompleted.addListener(onCompleted, { urls, types: ['main_frame', 'xmlhttprequest'] });
    webRequest.onErrorOccurred.addListener(onErrorOccurred, { urls });
  };
  listen();
  return () => {
    webRequest.onSendHeaders.removeListener(onSendHeaders);
    webRequest.onBeforeRequest.removeListener(onBeforeRequest);
    webRequest.onCompleted.removeListener(onCompleted);
    webRequest.onErrorOccurred.removeListener(onErrorOccurred);
    listen();
  };
}

function noteOwnFailure(url: string, error: string): void {
  ownFailures.delete(url);
  ownFailures.set(url, networkReason(error, url));
  if (ownFailures.size > mostFailures) ownFailures.delete([...ownFailures.keys()][0] ?? '');
}

/** Why a request of ours failed, as far as the browser reports it, which is a moment after `fetch` has failed. */
export async function whyFailed(url: string): Promise<NetworkReason | null> {
  for (let wait = 0; wait < 10; wait++) {
    const reason = ownFailures.get(url);
    if (reason) {
      ownFailures.delete(url);
      return reason;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return (await isBlocked(url)) ? 'blocked' : null;
}

/**
 * Whether a policy (Chrome's `runtime_blocked_hosts`) keeps Tandem away from a granted host. Chromium then hides the
 * host's traffic and makes its answers opaque (measured: facts/policy-blocked-host).
 */
async function isBlocked(url: string): Promise<boolean> {
  try {
    const { type } = await fetch(url, {
      mode: 'no-cors',
      credentials: 'omit',
      cache: 'no-store',
      signal: AbortSignal.timeout(5_000),
    });
    return type === 'opaque';
  } catch {
    return false;
  }
}
