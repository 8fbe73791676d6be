import type { Lifetime } from '../lifetime';

/** In ms: the time in which a document may land on its login page, and the interval of the checks. */
const patience = 15_000;
const interval = 500;

export interface RescuePorts {
  /** Whether the document is on its login page instead of the page that it wanted. */
  readonly isStranded: () => boolean;
  /** Gives the token to the app. */
  readonly adopt: (token: string) => void;
}

/**
 * Saves a LibreChat document that lost its first refresh to one of ours. The app then waits on its login page and
 * adopts a fresh token from an event (measured: facts/librechat-rescue). Other documents get nothing.
 */
export class Rescue {
  readonly #lifetime: Lifetime;
  readonly #ports: RescuePorts;
  /** Held only while the document may still strand. */
  #token: string | null = null;
  #stop: () => void = () => {};

  constructor(lifetime: Lifetime, ports: RescuePorts) {
    this.#lifetime = lifetime;
    this.#ports = ports;
    lifetime.signal.addEventListener('abort', () => this.#drop(), { once: true });
  }

  /** Offers a token; a newer one replaces it. */
  offer(token: string): void {
    this.#drop();
    if (this.#lifetime.isOver()) return;
    this.#token = token;
    const stopLooking = this.#lifetime.every(interval, () => this.check());
    const stopWaiting = this.#lifetime.after(patience, () => this.#drop());
    this.#stop = () => {
      stopLooking();
      stopWaiting();
    };
    this.check();
  }

  /** Checks whether the document has stranded: call it when its address changes. */
  check(): void {
    const token = this.#token;
    if (token === null || !this.#ports.isStranded()) return;
    this.#drop();
    this.#ports.adopt(token);
  }

  #drop(): void {
    this.#token = null;
    this.#stop();
    this.#stop = () => {};
  }
}
