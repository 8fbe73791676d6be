/*
 * Our scripts in the page's world and in the isolated world find each other by synchronous events, in either order
 * (measured: facts/world-events). Messages then go through a port, which is made at the first use of `window.tandem`: a
 * port for every page slows its load (measured: facts/channel-cost). Another script of the page could take the port. It
 * would get nothing that `window.tandem` does not give it.
 */

const wanted = 'tandem:port?';
const offered = 'tandem:port';
const present = 'tandem:relay';

/** Makes a channel when our script in the page's world asks for it, once, and uses the other end. */
export function offerPort(target: EventTarget, signal: AbortSignal, use: (port: MessagePort) => void): void {
  const offer = () => {
    const { port1, port2 } = new MessageChannel();
    use(port1);
    target.dispatchEvent(new MessageEvent(offered, { ports: [port2] }));
  };
  target.addEventListener(wanted, offer, { signal, once: true });
  target.dispatchEvent(new Event(present));
}

/** Asks for the port, now and when a script that can offer it starts, and uses it. */
export function takePort(target: EventTarget, signal: AbortSignal, use: (port: MessagePort) => void): void {
  const ask = () => target.dispatchEvent(new Event(wanted));
  const take = (event: Event) => {
    const [port] = (event as MessageEvent).ports ?? [];
    target.removeEventListener(present, ask);
    if (port) use(port);
  };
  target.addEventListener(offered, take, { signal, once: true });
  target.addEventListener(present, ask, { signal });
  ask();
}
