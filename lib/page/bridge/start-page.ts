import { takePort } from './hand-over';
import { PageClient } from './page-client';
import { createTandemApi } from './public-api';

const arrival = 'tandem:page';

/**
 * Starts in the page's own world: puts `window.tandem` there and says so with the event `tandem:ready`. A copy of an older
 * version of Tandem hears of it, and ends.
 */
export function startInPage(page: Window & typeof globalThis): void {
  const { document } = page;
  const over = new AbortController();
  const client = new PageClient((use) => takePort(document, over.signal, use));
  const face = createTandemApi(client);
  document.dispatchEvent(new Event(arrival));
  document.addEventListener(
    arrival,
    () => {
      client.end();
      over.abort();
    },
    { signal: over.signal },
  );
  // The page came back out of the browser's cache of pages, where it heard nothing.
  page.addEventListener('pageshow', ({ persisted }) => persisted && void client.refresh(), { signal: over.signal });
  const isPlaced = Reflect.defineProperty(page, 'tandem', {
    configurable: true,
    get: () => {
      client.start();
      return face;
    },
  });
  // A page that made the name its own, for good, does without.
  if (isPlaced) page.dispatchEvent(new Event('tandem:ready'));
}
