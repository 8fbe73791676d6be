import { afterEach, expect, it } from 'vitest';
import type { Connection } from '@/lib/model';
import { type AnythingLlmApp, startAnythingLlm } from '../../apps/anythingllm';
import { World } from '../kit/world';

let app: AnythingLlmApp;
afterEach(() => app.stop());

const connected = async (): Promise<{ readonly world: World; readonly connection: Connection }> => {
  app = await startAnythingLlm({ mode: 'platform' });
  const world = new World();
  signIn(world);
  const connection = await world.connect('anythingllm', app);
  world.cookies.clear();
  await world.engine.sync();
  return { world, connection };
};
const signIn = (world: World) => {
  app.state.sessions.set('a-session', app.state.users[0]?.id ?? 0);
  world.cookies.set('platform_session', 'a-session');
};

it('when a platform’s page is answered, then the app is asked who is signed in', async () => {
  const { world, connection } = await connected();
  expect(await world.status(connection)).toMatchObject({ session: 'signed-out', identity: null });
  signIn(world);
  await world.quiet(world.engine.pageRequested({ method: 'GET', url: `${app.url}api/me`, status: 200 }));
  expect(await world.status(connection)).toMatchObject({ session: 'signed-in' });
  expect((await world.shown()).workspaces).not.toEqual([]);
});

it('when pages are refused or the person is known, then the app is left alone', async () => {
  const { world } = await connected();
  app.log.clear();
  await world.quiet(world.engine.pageRequested({ method: 'GET', url: `${app.url}api/me`, status: 401 }));
  expect(app.log.all()).toEqual([]);
  signIn(world);
  await world.engine.sync();
  app.log.clear();
  await world.quiet(world.engine.pageRequested({ method: 'GET', url: `${app.url}api/me`, status: 200 }));
  expect(app.log.all()).toEqual([]);
});
