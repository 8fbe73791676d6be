import { expect, it } from 'vitest';
import { asideName, records } from '@/lib/store';
import type { AnythingLlmApp } from '../../apps/anythingllm';
import { anythingLlm, hour } from './kit';

const suspend = ({ state }: AnythingLlmApp): void => {
  for (const user of state.users) user.suspended = 1;
};
const remove = ({ state }: AnythingLlmApp): void => void state.users.splice(0);
const changePassword = ({ state }: AnythingLlmApp): void => {
  state.password = 'another';
};

it.each([
  ['a suspended account', { mode: 'multi' }, suspend, 'suspended'],
  ['a deleted account', { mode: 'multi' }, remove, 'deleted'],
  ['a changed password', { mode: 'password' }, changePassword, 'invalid'],
] as const)(
  'when there is %s, then the status says what became of the session',
  async (_what, options, happen, reason) => {
    const { app, world, status, names } = await anythingLlm(options, options.mode === 'multi' ? 'dana' : undefined);
    happen(app);
    await world.engine.sync();
    const told = await status();
    expect(told).toMatchObject({ session: 'expired', problem: { code: 'signed-out', params: { reason } } });
    expect(await names()).not.toEqual([]);
    const writes = world.local.writes;
    await world.engine.sync();
    expect(await status()).toEqual(told);
    expect(world.local.writes).toBe(writes);
  },
);

it('when a session simply ran out, then no further words are needed', async () => {
  const { world, status } = await anythingLlm({ mode: 'password', tokenLifetimeSeconds: 600 });
  world.clockShift += 700_000;
  await world.engine.sync();
  expect(await status()).toMatchObject({ session: 'expired', problem: null });
});

it('when a person signs out, then damaged parts that were set aside go, too', async () => {
  const { world, connection, signOut } = await anythingLlm({ mode: 'multi' }, 'alice');
  const { name } = records.workspaces(connection.id, '1');
  const salaries = String(world.local.items.get(name)).slice(0, -1);
  world.local.items.set(name, salaries);
  await world.engine.damaged([name]);
  expect(world.local.items.get(asideName(name))).toBe(salaries);
  await signOut();
  expect(JSON.stringify([...world.local.items])).not.toContain('Salaries');
});

it('when a lost connection is disconnected, then what was kept of it goes', async () => {
  const { app, world } = await anythingLlm({ mode: 'multi' }, 'alice');
  world.local.items.set(records.connections.name, '{"v":1,');
  await world.engine.damaged([records.connections.name]);
  await world.connect('anythingllm', app);
  await world.engine.disconnect('anythingllm');
  expect(JSON.stringify([...world.local.items])).not.toContain('Salaries');
});

it('when a change was stored, then the copy’s age moves on', async () => {
  const { world, first, status } = await anythingLlm();
  first.name = 'Renamed an hour later';
  await world.look(hour);
  expect(Date.parse((await status()).syncedAt ?? '')).toBeGreaterThan(Date.now() + hour - 100_000);
});

it('when a problem lasts, then it keeps its beginning', async () => {
  const { app, world, status } = await anythingLlm();
  app.faults.add({ path: '/api/workspaces', action: { status: 503 } });
  await world.engine.sync();
  const { problem } = await status();
  world.clockShift += 60_000;
  await world.engine.sync();
  expect((await status()).problem).toEqual(problem);
});

it('when a poll is due while a reading fails, then it waits as the failure demands', async () => {
  const { app, world, requests } = await anythingLlm();
  world.clockShift += 60_000;
  app.log.clear();
  app.faults.add({ path: '/api/workspaces', action: { status: 503 } });
  const first = world.engine.sync();
  await world.engine.heartbeat('input');
  await first;
  await world.quiet();
  expect(requests('/api/workspaces')).toHaveLength(1);
});

it('when a page changes something after a failure, then it is read, peace kept', async () => {
  const { app, world, asked, status } = await anythingLlm();
  world.clockShift += 60_000;
  app.faults.add({ path: '/api/workspaces', times: 1, action: { status: 503 } });
  await world.engine.sync();
  await asked('POST', 'api/workspace/any/update');
  expect((await status()).problem).toBeNull();

  app.faults.add({ path: '/api/workspaces', times: 1, action: { retryAfterSeconds: 60 } });
  await world.engine.sync();
  app.log.clear();
  await asked('POST', 'api/workspace/any/update');
  expect(app.log.all()).toEqual([]);
  await world.engine.sync();
  expect((await status()).problem).toBeNull();
});
