import { afterEach, expect, it } from 'vitest';
import { type AnythingLlmApp, startAnythingLlm } from '../../apps/anythingllm';
import { World } from '../kit/world';

let app: AnythingLlmApp;
afterEach(() => app.stop());

async function openWorld() {
  app = await startAnythingLlm({ mode: 'open', sample: 'demo' });
  const world = new World();
  const connection = await world.connect('anythingllm', app);
  world.clockShift += 60_000;
  app.log.clear();
  return { world, connection };
}
const pageChanged = (world: World) =>
  world.engine.pageRequested({ method: 'POST', url: `${app.url}api/workspace/any/update`, status: 200 });
const asks = () => app.log.matching({ path: '/api/workspaces' }).length;

it('when a poll is due while a reading fails, then it waits as the failure demands', async () => {
  const { world } = await openWorld();
  app.faults.add({ path: '/api/workspaces', action: { status: 503 } });
  const first = world.engine.sync();
  await world.engine.heartbeat('input');
  await first;
  await world.quiet();
  expect(asks()).toBe(1);
});

it('when a page changes something after a failure, then it is read, peace kept', async () => {
  const { world, connection } = await openWorld();
  app.faults.add({ path: '/api/workspaces', times: 1, action: { status: 503 } });
  await world.engine.sync();
  await pageChanged(world);
  await world.quiet();
  expect((await world.status(connection)).problem).toBeNull();

  app.faults.add({ path: '/api/workspaces', times: 1, action: { retryAfterSeconds: 60 } });
  await world.engine.sync();
  app.log.clear();
  await pageChanged(world);
  await world.quiet();
  expect(app.log.all()).toEqual([]);
  await world.engine.sync();
  expect((await world.status(connection)).problem).toBeNull();
});
