import { type BridgeError, longestAsk, type ToBridge } from '@/lib/bridge/protocol';
import type { Lifetime } from '../lifetime';
import type { Send } from '../runtime';

/** How many messages of a page may be unanswered at once. */
const mostOpen = 32;

const refusals = {
  invalid: [400, 'A message must be JSON text with a number.'],
  'too-large': [400, `A message may have ${longestAsk} characters.`],
  replayed: [400, 'A message with this number, or a later one, was sent before.'],
  'too-many': [429, `A page may have ${mostOpen} messages unanswered.`],
  'not-connected': [503, 'This page belongs to no app that Tandem is connected to.'],
  'no-answer': [503, 'Tandem gave no answer; try again.'],
  ended: [503, 'Tandem was updated or removed; read window.tandem again.'],
} as const satisfies Partial<Record<BridgeError['code'], readonly [number, string]>>;

export interface RelayPorts {
  readonly send: Send;
  /** A random id of this document. */
  readonly doc: string;
}

/** Carries what code in the page says to the background, and back. What is out of order goes no further than here. */
export class Relay {
  readonly #lifetime: Lifetime;
  readonly #port: MessagePort;
  readonly #ports: RelayPorts;
  #last = 0;
  #open = 0;

  constructor(lifetime: Lifetime, port: MessagePort, ports: RelayPorts) {
    this.#lifetime = lifetime;
    this.#port = port;
    this.#ports = ports;
    port.onmessage = ({ data }) => void this.#take(data);
    lifetime.signal.addEventListener(
      'abort',
      () => {
        this.#refuse(null, 'ended');
        port.close();
      },
      { once: true },
    );
  }

  /** Hands news on that are for this document. */
  tell(doc: string, text: string): void {
    if (doc === this.#ports.doc) this.#port.postMessage(text);
  }

  async #take(text: unknown): Promise<void> {
    if (this.#lifetime.isOver()) return;
    if (typeof text !== 'string') return this.#refuse(null, 'invalid');
    if (text.length > longestAsk) return this.#refuse(null, 'too-large');
    const n = numberIn(text);
    if (n === null) return this.#refuse(null, 'invalid');
    if (n <= this.#last) return this.#refuse(n, 'replayed');
    this.#last = n;
    if (this.#open >= mostOpen) return this.#refuse(n, 'too-many');
    this.#open += 1;
    const reply = await this.#ask(text);
    this.#open -= 1;
    if (this.#lifetime.isOver()) return;
    if (typeof reply === 'string') this.#port.postMessage(reply);
    else this.#refuse(n, reply === null ? 'not-connected' : 'no-answer');
  }

  /** A background that is stopped in the middle loses the message; it is sent once more, which all messages bear. */
  async #ask(text: string): Promise<string | null | undefined> {
    const message = { type: 'bridge', doc: this.#ports.doc, text } as const;
    const reply = await this.#ports.send(message);
    return reply === undefined && !this.#lifetime.isOver() ? this.#ports.send(message) : reply;
  }

  #refuse(n: number | null, code: keyof typeof refusals): void {
    const [status, message] = refusals[code];
    this.#port.postMessage(JSON.stringify({ n, error: { code, status, message, issues: [] } } satisfies ToBridge));
  }
}

function numberIn(text: string): number | null {
  try {
    const { n } = Object(JSON.parse(text)) as { readonly n?: unknown };
    return Number.isSafeInteger(n) && (n as number) > 0 ? (n as number) : null;
  } catch {
    return null;
  }
}
