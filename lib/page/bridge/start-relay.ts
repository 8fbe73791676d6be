import { Lifetime } from '../lifetime';
import { isOrphaned, onToPage, send } from '../runtime';
import { offerPort } from './hand-over';
import { Relay } from './relay';

/** Starts in our own world of a document: carries messages between code in the page and the background. */
export function startRelay(): void {
  const lifetime = new Lifetime(isOrphaned);
  lifetime.takeOver('relay', document);
  const relay = new Relay(lifetime, offerPort(document, lifetime.signal), { send, doc: randomId() });
  onToPage(lifetime.signal, (message) => {
    if (message.type === 'bridge') relay.tell(message.doc, message.text);
  });
}

/** `crypto.randomUUID` is missing in pages that are served over plain http. */
function randomId(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(36)).join('');
}
