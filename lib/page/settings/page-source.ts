import type { Place } from './document-path';
import type { WritableSource } from './page-values';

/** Where a document's settings are. */
export interface DocumentSource extends WritableSource {
  readonly place: Place;
}

/** A document whose storage is closed to scripts (a sandbox, a privacy setting) has no settings. */
export function sourceOf(document: Document): DocumentSource {
  const { defaultView, location } = document;
  // Each reading asks another process of the browser; a source serves one moment.
  let cookies: string | undefined;
  const setCookie = (cookie: string) => {
    document.cookie = cookie;
    cookies = undefined;
  };
  try {
    const storage = (defaultView ?? window).localStorage;
    const store = {
      getItem: (key: string) => storage.getItem(key),
      removeItem: (key: string) => storage.removeItem(key),
      setItem: (key: string, text: string) => {
        try {
          storage.setItem(key, text);
        } catch {
          // Full. The report tells what is there.
        }
      },
    };
    return {
      store,
      get cookies() {
        cookies ??= document.cookie;
        return cookies;
      },
      setCookie,
      place: location,
    };
  } catch {
    const store = { getItem: () => null, setItem: () => {}, removeItem: () => {} };
    return { store, cookies: '', setCookie: () => {}, place: location };
  }
}
