import type { Lifetime } from '../lifetime';
import { onToPage, send } from '../runtime';
import { offerPort } from './hand-over';
import { relay } from './relay';

/** Starts in our own world of a document: carries messages between code in the page and the background. */
export function startRelay(lifetime: Lifetime): void {
  const tell = relay(lifetime, offerPort(document, lifetime.signal), { send, doc: randomId() });
  onToPage(lifetime.signal, (message) => {
    if (message.type === 'bridge') tell(message.doc, message.text);
  });
}

/** `crypto.randomUUID` is missing in pages that are served over plain http. */
const randomId = () => String(crypto.getRandomValues(new Uint32Array(4)));
