/*
 * Our script in the page's own world and the one in ours find each other by synchronous events, before the page's first
 * script runs (in either order: measured in Chromium 156 and Firefox ESR 153). What crosses then goes through a port that
 * the page never sees. In a page that was open before Tandem came, its scripts could take the port; they would get nothing
 * that `window.tandem` does not give them.
 */

const wanted = 'tandem:port?';
const offered = 'tandem:port';

/** Gives one end of a new channel to our script in the page's world, once. @returns the other end */
export function offerPort(target: EventTarget, signal: AbortSignal): MessagePort {
  const { port1, port2 } = new MessageChannel();
  const offer = () => target.dispatchEvent(new MessageEvent(offered, { ports: [port2], cancelable: true }));
  // Cancelled: it was taken.
  if (offer()) target.addEventListener(wanted, offer, { signal, once: true });
  return port1;
}

/** Takes the port that is offered, now or later. */
export function takePort(target: EventTarget, signal: AbortSignal, use: (port: MessagePort) => void): void {
  const take = (event: Event) => {
    event.preventDefault();
    const [port] = (event as MessageEvent).ports ?? [];
    if (port) use(port);
  };
  target.addEventListener(offered, take, { signal, once: true });
  target.dispatchEvent(new Event(wanted));
}
