import { type LocalErrorCode, longestAsk, type ToBridge } from '@/lib/bridge/bridge-protocol';
import type { Lifetime } from '../lifetime';
import type { Send } from '../runtime';

/** The most unanswered messages of a page. */
const mostOpen = 32;
/** In ms: the time that a starting background needs until it listens. */
const startUp = 500;

export interface RelayPorts {
  readonly send: Send;
  /** A random id of this document. */
  readonly doc: string;
}

/**
 * Carries messages from the page's code to the background, and back. Invalid messages stop here.
 * @returns Passes news on if it is for this document
 */
export function relay(lifetime: Lifetime, port: MessagePort, { send, doc }: RelayPorts) {
  let last = 0;
  let open = 0;
  const refuse = (n: number | null, code: LocalErrorCode) =>
    port.postMessage(JSON.stringify({ n, refused: code } satisfies ToBridge));

  const take = async (text: unknown) => {
    const n = numberIn(text);
    if (lifetime.isOver()) return;
    if (typeof text !== 'string' || n < 1) return refuse(null, 'invalid');
    if (text.length > longestAsk) return refuse(n, 'too-large');
    if (n <= last) return refuse(n, 'replayed');
    last = n;
    if (open >= mostOpen) return refuse(n, 'too-many');
    open += 1;
    const message = { type: 'bridge', doc, text } as const;
    let reply: string | null | undefined = await send(message);
    // A background that stops just then loses the message. It is sent once more, which is safe for all messages.
    if (reply === undefined && !lifetime.isOver()) {
      await lifetime.pause(startUp);
      reply = await send(message);
    }
    open -= 1;
    if (lifetime.isOver()) return;
    if (typeof reply === 'string') port.postMessage(reply);
    else refuse(n, reply === null ? 'not-connected' : 'no-answer');
  };

  port.onmessage = ({ data }) => void take(data);
  lifetime.signal.addEventListener(
    'abort',
    () => {
      refuse(null, 'ended');
      port.close();
    },
    { once: true },
  );
  return (forDoc: string, text: string): void => {
    if (forDoc === doc) port.postMessage(text);
  };
}

/** The number of a message; 0 if it has none. */
function numberIn(text: unknown): number {
  try {
    const { n } = Object(JSON.parse(text as string)) as { readonly n?: unknown };
    return Number.isSafeInteger(n) ? (n as number) : 0;
  } catch {
    return 0;
  }
}
