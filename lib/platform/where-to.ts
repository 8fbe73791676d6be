import { hostPattern } from '@/lib/model';
import { browser } from './browser';

/** In ms. A silent server is given up after this time. */
const patience = 5_000;

interface Headers {
  readonly url: string;
  readonly tabId: number;
  readonly responseHeaders?: readonly { readonly name: string; readonly value?: string }[];
}

/**
 * The target to which a granted host redirects a request. `fetch` hides it, so this sends the request once more while
 * `webRequest` listens, which sees the headers in both browsers (Chromium 156, Firefox 153). It listens at no other
 * time.
 */
export async function whereTo(url: string): Promise<string | null> {
  let target: string | null = null;
  const listener = (details: Headers): undefined => {
    if (details.tabId >= 0 || details.url !== url) return;
    const location = details.responseHeaders?.find(({ name }) => name.toLowerCase() === 'location')?.value;
    if (location !== undefined && URL.canParse(location, url)) target = new URL(location, url).href;
  };
  const { onHeadersReceived } = browser.webRequest;
  onHeadersReceived.addListener(listener, { urls: [hostPattern(new URL(url))], types: ['xmlhttprequest'] }, [
    'responseHeaders',
  ]);
  try {
    await fetch(url, { redirect: 'manual', cache: 'no-store', signal: AbortSignal.timeout(patience) });
    // The event may arrive after the answer.
    for (let turn = 0; turn < 10 && target === null; turn++) await new Promise((resolve) => setTimeout(resolve, 20));
  } catch {
    // The server does not answer any more, so the target stays unknown.
  } finally {
    onHeadersReceived.removeListener(listener);
  }
  return target;
}
