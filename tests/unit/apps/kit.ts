import { onTestFinished } from 'vitest';
import type { AppHttp, Credentials } from '@/lib/apps/http';
import { createHttp } from '@/lib/apps/ky-http';
import { adapterFor } from '@/lib/apps/registry';
import type { Address, AppId, Contract } from '@/lib/model';
import { BROWSER_USER_AGENT, type StandIn } from '@/tests/apps/kit';

export const { signal } = new AbortController();

export const none = { kind: 'none' } as const;
export const bearer = (token: string) => ({ kind: 'bearer', token }) as const;

/** What may come of a write. */
export const ok = { kind: 'ok' } as const;
export const refused = (code: string) => ({ kind: 'refused', code }) as const;

/** A server that runs until the test ends. */
export async function running<Server extends StandIn>(starting: Promise<Server>): Promise<Server> {
  const server = await starting;
  onTestFinished(() => server.stop());
  return server;
}

export const addressOf = ({ origin, url }: StandIn): Address => ({ origin, basePath: new URL(url).pathname });

/** Node's fetch as a browser would send it: with a browser's User-Agent, and the cookies of its jar where they may travel. */
export const standInFetch =
  (cookieHeader = ''): typeof fetch =>
  (input, init) => {
    const request = new Request(input, init);
    request.headers.set('user-agent', BROWSER_USER_AGENT);
    if (cookieHeader !== '' && request.credentials === 'include') request.headers.set('cookie', cookieHeader);
    return fetch(request);
  };

/** Who asks, and how. */
export interface Asker {
  readonly contract?: Contract;
  readonly credentials?: Credentials;
  readonly cookieHeader?: string;
  readonly fetch?: typeof fetch;
}

export function httpFor(
  app: AppId,
  server: StandIn,
  { contract = 'stock', credentials = none, cookieHeader = '', fetch = standInFetch(cookieHeader) }: Asker = {},
): AppHttp {
  const { classify } = adapterFor(app, contract);
  return createHttp({ address: addressOf(server), app, credentials, cookies: 'include', classify, fetch });
}
