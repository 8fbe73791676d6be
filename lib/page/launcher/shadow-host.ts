import type { Lifetime } from '../lifetime';

const hostName = 'tandem-launcher';
/** How often a removed or changed host is restored before Tandem gives up. */
const patience = 3;

/** Puts a fresh host into the document, next to `body`, and removes the host of an earlier copy. */
export function placeHost(document: Document): HTMLElement {
  for (const stale of document.querySelectorAll(`:root > ${hostName}`)) stale.remove();
  const host = document.createElement(hostName);
  document.documentElement.append(host);
  return host;
}

export interface HostPorts {
  /** The host was removed, and was put back. */
  readonly lost: () => void;
  /** The page refuses the host. */
  readonly giveUp: () => void;
}

/**
 * Keeps the host in place and without attributes (`inert`, `hidden`). A page may disturb it three times, for example by
 * a clean-up; a page that continues refuses the host. Nothing else in the page is observed.
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
