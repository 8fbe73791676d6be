import { afterEach, expect, it } from 'vitest';
import { asideName, records } from '@/lib/store';
import { type AnythingLlmApp, type AnythingLlmOptions, startAnythingLlm } from '../../apps/anythingllm';
import { World } from '../kit/world';

let app: AnythingLlmApp;
afterEach(() => app.stop());

const signedIn = async (options: AnythingLlmOptions, username?: string) => {
  app = await startAnythingLlm({ sample: 'demo', passwordCostMs: 0, ...options });
  const world = new World();
  if (app.mode !== 'open') world.page = { open: true, token: app.tokenFor(username) };
  const connection = await world.connect('anythingllm', app);
  return { world, connection };
};
const suspend = (username: string) => {
  const user = app.state.users.find((one) => one.username === username);
  if (!user) throw new Error(`no user ${username}`);
  user.suspended = 1;
};

it.each([
  ['a suspended account', { mode: 'multi' } as const, () => suspend('dana'), 'suspended'],
  ['a deleted account', { mode: 'multi' } as const, () => void app.state.users.splice(0), 'deleted'],
  [
    'a changed password',
    { mode: 'password' } as const,
    () => {
      app.state.password = 'another';
    },
    'invalid',
  ],
])('when there is %s, then the status says what became of the session', async (_what, options, happen, reason) => {
  const { world, connection } = await signedIn(options, options.mode === 'multi' ? 'dana' : undefined);
  happen();
  await world.engine.sync();
  const status = await world.status(connection);
  expect(status).toMatchObject({ session: 'expired', problem: { code: 'signed-out', params: { reason } } });
  expect((await world.shown()).workspaces).not.toEqual([]);
  const writes = world.local.writes;
  await world.engine.sync();
  expect(await world.status(connection)).toEqual(status);
  expect(world.local.writes).toBe(writes);
});

it('when the person signs in again, then what became of the session is forgotten', async () => {
  const { world, connection } = await signedIn({ mode: 'password' });
  app.state.password = 'another';
  await world.engine.sync();
  await world.quiet(world.engine.bearerSeen(`${app.url}api/workspaces`, app.tokenFor()));
  expect(await world.status(connection)).toMatchObject({ session: 'signed-in', problem: null });
});

it('when a session simply ran out, then no further words are needed', async () => {
  const { world, connection } = await signedIn({ mode: 'password', tokenLifetimeSeconds: 600 });
  world.clockShift += 700_000;
  await world.engine.sync();
  expect(await world.status(connection)).toMatchObject({ session: 'expired', problem: null });
});

it('when a person signs out, then damaged parts that were set aside go, too', async () => {
  const { world, connection } = await signedIn({ mode: 'multi' }, 'alice');
  const { name } = records.workspaces(connection.id, '1');
  const salaries = String(world.local.items.get(name)).slice(0, -1);
  world.local.items.set(name, salaries);
  await world.engine.damaged([name]);
  expect(world.local.items.get(asideName(name))).toBe(salaries);
  world.page = { open: true, token: null };
  await world.engine.pageReported(app.url, { session: 'absent', path: '/login', ui: null, lastUsed: null }, 7);
  expect(JSON.stringify([...world.local.items])).not.toContain('Salaries');
});

it('when a lost connection is disconnected, then what was kept of it goes', async () => {
  const { world } = await signedIn({ mode: 'multi' }, 'alice');
  world.local.items.set(records.connections.name, '{"v":1,');
  await world.engine.damaged([records.connections.name]);
  await world.connect('anythingllm', app);
  await world.engine.disconnect('anythingllm');
  expect(JSON.stringify([...world.local.items])).not.toContain('Salaries');
});

it('when a change was stored, then the copy’s age moves on', async () => {
  const { world, connection } = await signedIn({ mode: 'password' });
  world.clockShift += 3_600_000;
  const workspace = app.state.workspaces[0];
  if (!workspace) throw new Error('the sample has no workspace');
  workspace.name = 'Renamed an hour later';
  await world.look();
  const { syncedAt } = await world.status(connection);
  expect(Date.parse(syncedAt ?? '')).toBeGreaterThan(Date.now() + 3_500_000);
});

it('when a problem lasts, then it keeps its beginning', async () => {
  const { world, connection } = await signedIn({ mode: 'open' });
  app.faults.add({ path: '/api/workspaces', action: { status: 503 } });
  await world.engine.sync();
  const { problem } = await world.status(connection);
  world.clockShift += 60_000;
  await world.engine.sync();
  expect((await world.status(connection)).problem).toEqual(problem);
});
