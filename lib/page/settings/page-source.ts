import { libreChatLanguageKey } from '../keys';
import type { Place } from './document-path';
import type { WritableSource } from './page-values';

/** Where a document's settings are. */
export interface DocumentSource extends WritableSource {
  readonly place: Place;
}

/**
 * How long a reading of the cookies counts, in ms: each makes the page wait for another process of the browser. Shorter than
 * from a person's click to the reading after it.
 */
const cookiesAge = 250;

/** A document whose storage is closed to scripts (a sandbox, a privacy setting) has no settings. */
export function sourceOf(document: Document): DocumentSource {
  const place = document.location;
  try {
    const items = (document.defaultView ?? window).localStorage;
    let cookies = '';
    let beside: string | null = null;
    let until = 0;
    return {
      store: {
        getItem: (key) => items.getItem(key),
        removeItem: (key) => items.removeItem(key),
        setItem: (key, text) => {
          try {
            items.setItem(key, text);
          } catch {
            // Full. The report tells what is there.
          }
        },
      },
      get cookies() {
        // LibreChat stores its language in both places.
        const text = items.getItem(libreChatLanguageKey);
        const now = performance.now();
        if (text !== beside || now >= until) {
          cookies = document.cookie;
          beside = text;
          until = now + cookiesAge;
        }
        return cookies;
      },
      setCookie: (cookie) => {
        document.cookie = cookie;
        until = 0;
      },
      place,
    };
  } catch {
    const store = { getItem: () => null, setItem: () => {}, removeItem: () => {} };
    return { store, cookies: '', setCookie: () => {}, place };
  }
}
