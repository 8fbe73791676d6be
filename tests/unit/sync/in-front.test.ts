import { describe, expect, it } from 'vitest';
import type { Connection, Contract } from '@/lib/model';
import { records } from '@/lib/store';
import { type Challenge, challenges, type GatewayRefusal, gatewayRefusals } from '../../apps/kit';
import { ALEX } from '../../apps/librechat';
import type { World } from '../kit/world';
import { anythingLlm, libreChat } from './kit';

/** Both apps, each with a person who is signed in and no page that could lend the token once more. */
const starts = {
  anythingllm: async () => {
    const { app, world, connection } = await anythingLlm({ mode: 'multi' }, 'alice');
    world.page = { open: false };
    const pageRequest = { method: 'GET', url: `${app.url}api/setup-complete`, status: 200 };
    return { world, server: app, connection, pageRequest };
  },
  librechat: async () => {
    const { app, world, connection, sends } = await libreChat({}, 'nobody');
    await sends(app.tokenFor(ALEX.email));
    const pageRequest = { method: 'GET', url: `${app.url}api/config`, status: 200 };
    return { world, server: app, connection, pageRequest };
  },
};

const items = async (world: World) => {
  const { workspaces, conversations } = await world.shown();
  return workspaces.length + conversations.length;
};

describe.each(['anythingllm', 'librechat'] as const)('in front of %s', (app) => {
  const all = [...Object.keys(gatewayRefusals), ...Object.keys(challenges)] as (GatewayRefusal | Challenge)[];

  it.each(all)('when something in front refuses (%s), then the token and the copy outlive it', async (refusal) => {
    const { world, server, connection, pageRequest } = await starts[app]();
    const count = await items(world);
    expect(await world.status(connection)).toMatchObject({ session: 'signed-in', problem: null });
    server.gateway.stand(refusal);
    for (let round = 0; round < 3; round++) await world.engine.sync();
    const code = refusal in challenges ? 'challenge' : 'login-proxy';
    expect(await world.status(connection)).toMatchObject({ session: 'signed-in', problem: { code } });
    expect(await items(world)).toBe(count);

    const { name, value } = server.gateway.signIn();
    world.cookies.set(name, value);
    await world.quiet(world.engine.pageRequested(pageRequest));
    expect(await world.status(connection)).toMatchObject({ session: 'signed-in', problem: null });
  });

  it('when it refused for long, then who looks is answered 30 s after it left', async () => {
    const { world, server, connection } = await starts[app]();
    server.gateway.stand('nginx 401');
    for (let round = 0; round < 12; round++) await world.engine.sync();
    server.gateway.leave();
    await world.look(30_000);
    expect((await world.status(connection)).problem).toBeNull();
  });

  it('when pages are answered and Tandem is not, then it asks every 5 s at most', async () => {
    const { world, server, connection, pageRequest } = await starts[app]();
    server.gateway.stand('json {}');
    await world.engine.sync();
    server.log.clear();
    for (let count = 0; count < 20; count++) await world.quiet(world.engine.pageRequested(pageRequest));
    const once = server.log.all().length;
    expect(once).toBeGreaterThan(0);
    expect(once).toBeLessThan(4);
    expect((await world.status(connection)).problem?.code).toBe('login-proxy');
  });

  it('when pages ask for anything but the API, then nothing is asked', async () => {
    const { world, server, pageRequest } = await starts[app]();
    server.gateway.stand('json {}');
    await world.engine.sync();
    server.log.clear();
    await world.engine.pageRequested({ ...pageRequest, url: `${server.url}oauth2/userinfo` });
    await world.quiet(world.engine.pageRequested({ ...pageRequest, status: 401 }));
    expect(server.log.all()).toEqual([]);
  });
});

/** A profile that took whatever stood in front for another contract. */
async function withContract(world: World, connection: Connection, contract: Contract) {
  await world.engine.store.commit((transaction) => {
    const stored = transaction.read(records.connections) ?? [];
    transaction.write(
      records.connections,
      stored.map((one) => (one.id === connection.id ? { ...one, contract } : one)),
    );
  });
  world.restartBrowser();
}

const contractOf = async (world: World, { id }: Connection) =>
  (await world.engine.connections()).find((one) => one.id === id)?.contract;

it.each(['anythingllm', 'librechat'] as const)(
  'when %s answers by another contract than stored, then it is mended',
  async (app) => {
    const { world, server, connection } = await starts[app]();
    await withContract(world, connection, 'platform');
    const token = 'mode' in server ? server.tokenFor('alice') : server.tokenFor(ALEX.email);
    if (app === 'anythingllm') world.page = { open: true, token };
    await world.look();
    expect(await contractOf(world, connection)).toBe('stock');
    if (app === 'librechat') await world.quiet(world.engine.bearerSeen(`${server.url}api/convos`, token));
    expect(await world.status(connection)).toMatchObject({ session: 'signed-in', problem: null });
    expect(await items(world)).toBeGreaterThan(0);
  },
);

it('when a gateway stood in front, then a page that is answered mends the contract', async () => {
  const { world, server, connection, pageRequest } = await starts.anythingllm();
  await withContract(world, connection, 'platform');
  server.gateway.stand('json {}');
  await world.look();
  expect(await contractOf(world, connection)).toBe('platform');
  const { name, value } = server.gateway.signIn();
  world.cookies.set(name, value);
  await world.quiet(world.engine.pageRequested(pageRequest));
  expect(await contractOf(world, connection)).toBe('stock');
});

it.each(['anythingllm', 'librechat'] as const)(
  'when a page of %s asks as on a platform, then the contract is mended',
  async (app) => {
    const found = app === 'anythingllm' ? await anythingLlm({ mode: 'platform' }) : await libreChat({ platform: true });
    const { world, connection } = found;
    expect(connection.contract).toBe('platform');
    await withContract(world, connection, 'stock');
    await found.asked('GET', app === 'anythingllm' ? 'api/me' : 'api/user/me');
    expect(await contractOf(world, connection)).toBe('platform');
    expect(await world.status(connection)).toMatchObject({ session: 'signed-in', problem: null });
    expect(await items(world)).toBeGreaterThan(0);
  },
);

it('when the answers fit no contract, then the connection stays with a problem', async () => {
  const { world, server, connection } = await starts.anythingllm();
  const headers = { 'content-type': 'text/html' };
  server.faults.add({ path: /^\/api\//, action: { status: 200, body: '<!doctype html><h1>Updating</h1>', headers } });
  await world.engine.sync();
  expect(await contractOf(world, connection)).toBe('stock');
  expect(await world.status(connection)).toMatchObject({ session: 'signed-in', problem: { code: 'not-json' } });
  server.faults.clear();
  await world.engine.sync();
  expect(await world.status(connection)).toMatchObject({ session: 'signed-in', problem: null });
});
