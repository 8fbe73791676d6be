import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recogniseConnection } from '@/lib/apps/recognise';
import type { Connection } from '@/lib/model';
import { type Outside, viewRequests } from '@/lib/sync';
import { type AnythingLlmApp, startAnythingLlm } from '../../apps/anythingllm';
import { browserFetch } from '../../apps/kit';
import { World } from '../kit/world';

describe('viewRequests', () => {
  let first: AnythingLlmApp;
  let second: AnythingLlmApp;
  beforeEach(async () => {
    [first, second] = await Promise.all([startAnythingLlm(), startAnythingLlm()]);
  });
  afterEach(async () => {
    await Promise.all([first.stop(), second.stop()]);
  });

  it('gives back the host of an address that an app has moved away from', async () => {
    const released: { readonly gone: string; readonly rest: readonly string[] }[] = [];
    const outside: Outside = {
      wire: async () => undefined,
      recognise: (app, address) => recogniseConnection(app, address, undefined, { fetch: browserFetch }),
      releaseHost: async (gone: Connection, rest) => {
        released.push({ gone: gone.origin, rest: rest.map(({ origin }) => origin) });
      },
      openItem: async () => undefined,
    };
    const ask = viewRequests(new World().engine, outside);
    const connect = ({ origin }: AnythingLlmApp) =>
      ask({ type: 'connect', app: 'anythingllm', address: { origin, basePath: '/' } }, { kind: 'view' });

    await connect(first);
    expect(released).toEqual([]);
    await connect(second);
    expect(released).toEqual([{ gone: first.origin, rest: [second.origin] }]);
    await second.down();
    await connect(first);
    expect(released).toHaveLength(2);
  });
});
