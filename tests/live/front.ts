import { createServer, type IncomingMessage, request as overHttp, type ServerResponse } from 'node:http';
import { request as overHttps } from 'node:https';
import type { AddressInfo } from 'node:net';

type Matches = (method: string, path: string) => boolean;
const everything: Matches = () => true;

/** Stands in front of a running instance, for what must not be done to the instance itself: being down, silent, cut off. */
export interface Front {
  /** Leads to the instance's own address, base path included. With a slash at the end. */
  readonly url: string;
  /** How many requests got no answer since the last trouble began. */
  troubled(): number;
  /** All is well again. */
  pass(): Promise<void>;
  /** Nothing listens, and what was open is cut. */
  refuse(): Promise<void>;
  /** These requests never reach the instance, and are never answered. */
  hang(matches?: Matches): void;
  /** The instance gets these requests; its answers are lost. */
  lose(matches: Matches): void;
}

/** Starts a front on a free port of this machine. The caller ends it with `refuse`. */
export async function startFront(instance: string): Promise<Front> {
  const target = new URL(instance);
  let trouble: { readonly kind: 'hang' | 'lose'; readonly matches: Matches } | null = null;
  let troubled = 0;

  const forward = (request: IncomingMessage, response: ServerResponse, isLost: boolean) => {
    const send = target.protocol === 'https:' ? overHttps : overHttp;
    const upstream = send(
      new URL(request.url ?? '/', target.origin),
      { method: request.method, headers: { ...request.headers, host: target.host } },
      (answer) => {
        if (isLost) {
          answer.resume();
          answer.once('end', () => {
            troubled += 1;
          });
          return;
        }
        response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
        answer.pipe(response);
        answer.once('error', () => response.destroy());
      },
    );
    upstream.once('error', () => response.destroy());
    if (!isLost) response.once('close', () => upstream.destroy());
    request.pipe(upstream);
  };

  const server = createServer((request, response) => {
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    const isTroubled = trouble?.matches(request.method ?? 'GET', path) ?? false;
    if (isTroubled && trouble?.kind === 'hang') {
      troubled += 1;
      return;
    }
    forward(request, response, isTroubled);
  });
  const listen = (port: number) =>
    new Promise<number>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, 'localhost', () => {
        server.off('error', reject);
        resolve((server.address() as AddressInfo).port);
      });
    });
  const port = await listen(0);
  const begin = (next: typeof trouble) => {
    trouble = next;
    troubled = 0;
  };
  return {
    url: `http://localhost:${port}${target.pathname}`,
    troubled: () => troubled,
    pass: async () => {
      begin(null);
      if (!server.listening) await listen(port);
    },
    refuse: async () => {
      begin(null);
      if (!server.listening) return;
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
    hang: (matches = everything) => begin({ kind: 'hang', matches }),
    lose: (matches) => begin({ kind: 'lose', matches }),
  };
}
