import type { Lifetime } from '../lifetime';
import { onToPage, send } from '../runtime';
import { offerPort } from './hand-over';
import { relay } from './relay';

/**
 * Starts in the isolated world of a document: carries messages between code in the page and the background.
 * @param asked Called at the first message of the page's code; no news arrives before it
 */
export function startRelay(lifetime: Lifetime, asked: () => void): void {
  offerPort(document, lifetime.signal, (port) => {
    const tell = relay(lifetime, port, { doc: randomId(), send });
    onToPage(lifetime.signal, (message) => {
      if (message.type === 'bridge') tell(message.doc, message.text);
    });
    asked();
  });
}

/** `crypto.randomUUID` is missing in pages that come over plain http. */
const randomId = () => String(crypto.getRandomValues(new Uint32Array(4)));
