/*
 * Our script in the page's own world and the one in ours find each other by synchronous events, before the page's first
 * script runs (in either order: measured in Chromium 156 and Firefox ESR 153). What crosses then goes through a port that
 * the page never sees. In a page that was open before Tandem came, its scripts could take the port; they would get nothing
 * that `window.tandem` does not give them.
 */

const wanted = 'tandem:port-wanted';
const offered = 'tandem:port-offered';
const taken = 'tandem:port-taken';

/** Gives one end of a new channel to our script in the page's world, once. @returns the other end */
export function offerPort(target: EventTarget, signal: AbortSignal): MessagePort {
  const { port1, port2 } = new MessageChannel();
  const isTaken = new AbortController();
  const until = AbortSignal.any([signal, isTaken.signal]);
  const offer = () => target.dispatchEvent(new MessageEvent(offered, { ports: [port2] }));
  target.addEventListener(taken, () => isTaken.abort(), { signal: until });
  target.addEventListener(wanted, offer, { signal: until });
  offer();
  return port1;
}

/** Takes the port that is offered, now or later. */
export function takePort(target: EventTarget, signal: AbortSignal, use: (port: MessagePort) => void): void {
  const done = new AbortController();
  const take = (event: Event) => {
    const [port] = (event as MessageEvent).ports ?? [];
    if (!port) return;
    done.abort();
    target.dispatchEvent(new Event(taken));
    use(port);
  };
  target.addEventListener(offered, take, { signal: AbortSignal.any([signal, done.signal]) });
  target.dispatchEvent(new Event(wanted));
}
