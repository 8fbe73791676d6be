import { libreChatLanguageKey } from '../keys';
import type { Place } from './document-path';
import type { WritableSource } from './page-values';

/** The storage of a document's settings. */
export interface DocumentSource extends WritableSource {
  readonly place: Place;
}

/**
 * In ms: for this long a reading of the cookies is reused, since each makes the page wait for another browser process.
 * Shorter than the time from a click to the next reading.
 */
const cookiesAge = 250;

/** A document without access to its storage (a sandbox, a privacy setting) has no settings. */
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
            // The storage is full. The report shows the real value.
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
