import type { Lifetime } from '../lifetime';

const hostName = 'tandem-launcher';
/** How often a host that the page removed or marked is put right before we leave it alone. */
const patience = 3;

/** Puts a fresh host into the document, next to `body`, in place of any that an earlier copy of us left behind. */
export function placeHost(document: Document): HTMLElement {
  for (const stale of document.querySelectorAll(`:root > ${hostName}`)) stale.remove();
  const host = document.createElement(hostName);
  document.documentElement.append(host);
  return host;
}

export interface HostPorts {
  /** The host was taken out, and is back. */
  readonly lost: () => void;
  /** The page does not want us. */
  readonly giveUp: () => void;
}

/**
 * Keeps the host where it is and without attributes (`inert`, `hidden`): a page may do three such things, by some
 * clean-up of its own; one that goes on does not want us. Nothing else of the page is observed.
 */
export function keepHost(host: HTMLElement, lifetime: Lifetime, { lost, giveUp }: HostPorts): void {
  const parent = host.ownerDocument.documentElement;
  let left = patience;
  const observer = new MutationObserver(() => {
    const removed = host.parentNode !== parent;
    const marked = host.getAttributeNames();
    if (lifetime.isOver() || (!removed && marked.length === 0)) return;
    left -= 1;
    if (left < 0) {
      giveUp();
      return;
    }
    for (const name of marked) host.removeAttribute(name);
    if (!removed) return;
    parent.append(host);
    lost();
  });
  observer.observe(parent, { childList: true });
  observer.observe(host, { attributes: true });
  lifetime.signal.addEventListener(
    'abort',
    () => {
      observer.disconnect();
      host.remove();
    },
    { once: true },
  );
}
