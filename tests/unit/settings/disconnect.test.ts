import { expect, it } from 'vitest';
import { TwoApps } from './two-apps';

/** Longer than the test runs. */
const delayMs = 25_000;

it('when an app is disconnected, then its list of models is cut off, nothing kept', async () => {
  const both = await TwoApps.start();
  const { librechat, world } = both;
  const connection = (await world.engine.connections()).find(({ app }) => app === 'librechat');
  if (!connection) throw new Error('LibreChat is not connected');
  world.clockShift += 61_000;
  librechat.log.clear();
  librechat.faults.add({ path: '/api/models', action: { delayMs } });
  const from = performance.now();
  const offers = both.keeper.offers();
  await expect.poll(() => librechat.log.matching({ path: '/api/models' })).toHaveLength(1);
  await world.engine.disconnect('librechat');
  await offers;
  expect(performance.now() - from).toBeLessThan(delayMs);
  const left = [...world.local.items.keys(), ...world.session.items.keys()];
  expect(left.filter((key) => key.includes(connection.id))).toEqual([]);
});

it('when an app is disconnected, then a write to it is cut off and no other follows', async () => {
  const both = await TwoApps.start({ anythingllm: { mode: 'open', sample: { workspaces: 3 } } });
  const { anythingllm, world } = both;
  for (const { slug } of anythingllm.state.workspaces) {
    await both.keeper.setRole('llm.temperature', `anythingllm/workspace:${slug}`, 'on');
  }
  await world.quiet();
  anythingllm.log.clear();
  anythingllm.faults.add({ method: 'POST', action: { delayMs } });
  await both.keeper.edit('llm.temperature', { value: 0.4 });
  const writes = () => anythingllm.log.matching({ method: 'POST' });
  await expect.poll(writes).toHaveLength(1);
  await world.engine.disconnect('anythingllm');
  await expect.poll(() => world.engine.settings.isBusy('anythingllm')).toBe(false);
  expect(writes().map(({ status }) => status)).toEqual([0]);
});
