import { hostPattern } from '@/lib/model';
import { browser } from './browser';

/** A server that is silent by now is given up after this time, in ms. */
const patience = 5_000;

interface Headers {
  readonly url: string;
  readonly tabId: number;
  readonly responseHeaders?: readonly { readonly name: string; readonly value?: string }[];
}

/**
 * Where a granted host sends a request of ours on to. `fetch` does not tell, so it is asked once more while `webRequest`
 * listens, which both browsers then show the headers (Chromium 156, Firefox 153). Listens at no other time.
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
    // The event comes by another way than the answer.
    for (let turn = 0; turn < 10 && target === null; turn++) await new Promise((resolve) => setTimeout(resolve, 20));
  } catch {
    // It answers no more: nobody knows.
  } finally {
    onHeadersReceived.removeListener(listener);
  }
  return target;
}
