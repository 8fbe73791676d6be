import { standInFetch } from '../kit';

/** A request as it left, with its body as JSON. */
export interface Sent {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

type Fields = Readonly<Record<string, unknown>>;

/** What happens on the wire to the next changing request; consumed by it. */
export type Mishap =
  /** The worker is killed before the request arrives. */
  | { readonly kind: 'lost-request' }
  /** It arrives, maybe with another body, and the worker is killed before the answer does. */
  | { readonly kind: 'lost-answer'; readonly alter?: (body: Fields) => Fields }
  /** The server gets another body: it makes something else of what it was asked. */
  | { readonly kind: 'altered'; readonly alter: (body: Fields) => Fields }
  /** The server does its work and answers something else. */
  | { readonly kind: 'answered'; readonly alter: (body: Fields) => Fields; readonly answer: (body: Fields) => unknown };

/** A browser's fetch that notes what leaves and can go wrong. */
export class Wiretap {
  readonly sent: Sent[] = [];
  #mishap: Mishap | null = null;
  readonly #send: typeof fetch;
  readonly #headers: Readonly<Record<string, string>>;

  constructor(cookieHeader = '', headers: Readonly<Record<string, string>> = {}) {
    this.#send = standInFetch(cookieHeader);
    this.#headers = headers;
  }

  /** The changing requests, as path and body. */
  get writes(): readonly Sent[] {
    return this.sent.filter(({ method }) => method !== 'GET');
  }

  next(mishap: Mishap): void {
    this.#mishap = mishap;
  }

  readonly fetch: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    for (const [name, value] of Object.entries(this.#headers)) request.headers.set(name, value);
    const text = await request.clone().text();
    const body = text === '' ? undefined : JSON.parse(text);
    this.sent.push({ method: request.method, path: new URL(request.url).pathname, body });
    const mishap = request.method === 'GET' ? null : this.#mishap;
    if (!mishap) return this.#send(request);
    this.#mishap = null;
    if (mishap.kind === 'lost-request') throw new TypeError('killed');
    const altered =
      'alter' in mishap && mishap.alter ? new Request(request, { body: JSON.stringify(mishap.alter(body)) }) : request;
    const answer = await this.#send(altered);
    if (mishap.kind === 'lost-answer') throw new TypeError('killed');
    return mishap.kind === 'answered' ? Response.json(mishap.answer(await answer.json())) : answer;
  };
}
