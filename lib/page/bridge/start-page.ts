import { takePort } from './hand-over';
import { PageClient } from './page-client';
import { createTandemApi } from './public-api';

const arrival = 'tandem:page';

/**
 * Starts in the page's own world: defines `window.tandem` and fires the event `tandem:ready`. A copy of an older
 * version of Tandem hears the event, and ends.
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
  // The page came back from the browser's back/forward cache, where it heard nothing.
  page.addEventListener('pageshow', ({ persisted }) => persisted && void client.refresh(), { signal: over.signal });
  const isPlaced = Reflect.defineProperty(page, 'tandem', {
    configurable: true,
    get: () => {
      client.start();
      return face;
    },
  });
  // A page that defined the name as a constant of its own gets no `window.tandem`.
  if (isPlaced) page.dispatchEvent(new Event('tandem:ready'));
}
