import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Front, startFront } from '../../live/front';

describe('front of a running instance', () => {
  const heard: string[] = [];
  const server = createServer((request, response) => {
    heard.push(`${request.method} ${request.url} for ${request.headers.host}`);
    response.setHeader('set-cookie', ['a=1', 'b=2']);
    response.end('the instance');
  });
  let front: Front;
  let host: string;

  beforeEach(async () => {
    heard.length = 0;
    await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
    host = `localhost:${(server.address() as AddressInfo).port}`;
    front = await startFront(`http://${host}/base/`);
  });
  afterEach(async () => {
    await front.refuse();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const get = (path: string) => fetch(front.url + path);

  /** Asks for what is never answered, and gives up once the front has troubled it and `seen` is so. */
  async function giveUp(path: string, seen: () => boolean = () => true): Promise<void> {
    const patience = new AbortController();
    const refused = expect(fetch(front.url + path, { signal: patience.signal })).rejects.toThrow('aborted');
    await expect.poll(() => front.troubled() === 1 && seen()).toBe(true);
    patience.abort();
    await refused;
  }

  it('when the front passes requests on, then the instance answers under its own name', async () => {
    const response = await get('api/x?y=1');
    expect(await response.text()).toBe('the instance');
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect(heard).toEqual([`GET /base/api/x?y=1 for ${host}`]);
  });

  it('when the front refuses and recovers, then the same address answers again', async () => {
    await front.refuse();
    await expect(get('')).rejects.toThrow('fetch failed');
    await front.pass();
    expect((await get('')).status).toBe(200);
  });

  it('when the front hangs named requests, then only those never reach the instance', async () => {
    front.hang((method, path) => method === 'GET' && path === '/base/slow');
    await giveUp('slow?a=b');
    expect((await get('other')).status).toBe(200);
    expect(front.troubled()).toBe(1);
    expect(heard).toEqual([`GET /base/other for ${host}`]);
  });

  it('when the front loses answers, then the instance has still received the request', async () => {
    front.lose(() => true);
    await giveUp('lost', () => heard.length > 0);
    expect(front.troubled()).toBe(1);
    expect(heard).toEqual([`GET /base/lost for ${host}`]);
  });

  it('when the front starts to refuse, then it cuts off hanging requests', async () => {
    front.hang();
    const answer = fetch(front.url);
    await expect.poll(() => front.troubled()).toBe(1);
    await front.refuse();
    await expect(answer).rejects.toThrow('fetch failed');
  });
});
