import { afterAll, expect, it } from 'vitest';
import type { Conversation } from '@/lib/model';
import { encodeRecord } from '@/lib/store';
import { startAnythingLlm } from '../../apps/anythingllm';
import { ALEX, startLibreChat } from '../../apps/librechat';
import { parsedRows } from '../kit/parsed-rows';
import { World } from '../kit/world';

const [anythingllm, librechat] = await Promise.all([
  startAnythingLlm({ mode: 'open', sample: { workspaces: 100 } }),
  startLibreChat({ refreshGapMs: 0, sample: { conversations: 1_000 } }),
]);
afterAll(() => Promise.all([anythingllm.stop(), librechat.stop()]));

const world = new World();
world.setCookies(librechat.signIn(ALEX.email).cookies);
await world.connect('anythingllm', anythingllm);
await world.connect('librechat', librechat);
await world.quiet();

async function cycle() {
  world.clockShift += 60_000;
  world.traffic.splice(0);
  Object.assign(world.local, { writes: 0, removals: 0 });
  const parsed = await parsedRows(async () => {
    await world.engine.heartbeat('input');
    await world.quiet();
  });
  const { writes, removals } = world.local;
  return { answers: world.traffic.map(({ status }) => status), writes: writes + removals, parsed };
}

it('when nothing has changed, then a cycle asks four times and stores nothing', async () => {
  await cycle();
  expect(await cycle()).toEqual({ answers: [304, 304, 304, 304], writes: 0, parsed: 0 });
});

it('when a new worker finds nothing changed, then it decodes no conversation', async () => {
  world.killWorker();
  const { parsed, ...rest } = await cycle();
  expect(rest).toEqual({ answers: [304, 304, 304, 304], writes: 0 });
  // The list of workspaces is one record.
  expect(parsed).toBeLessThanOrEqual(100);
});

it('when one conversation has changed, then one shard of them is written', async () => {
  const [changed] = librechat.conversationsOf(ALEX.email);
  Object.assign(changed ?? {}, { title: 'Renamed', updatedAt: new Date().toISOString() });
  const written: string[] = [];
  const stop = world.local.watch((changes) => void written.push(...Object.keys(changes)));
  await cycle();
  stop();
  expect(written.filter((name) => name.includes(':conversations:'))).toHaveLength(1);
});

it('when a former version stored other shards, then none is lost or there twice', async () => {
  const { items } = world.local;
  const ids = async () => (await world.shown()).conversations.map(({ id }) => id).sort();
  const before = await ids();
  const shards = [...items].filter(([name]) => name.includes(':conversations:'));
  const stored = shards.flatMap(([, text]) => (JSON.parse(String(text)) as { data: Conversation[] }).data);
  for (const [name] of shards) items.delete(name);
  const [[name = ''] = []] = shards;
  items.set(name, encodeRecord('conversations', 1, stored));
  // An update of the extension empties `storage.session`.
  world.restartBrowser();
  expect(await ids()).toEqual(before);
  await cycle();
  expect(await ids()).toEqual(before);
  expect([...items.keys()].filter((key) => key.includes(':conversations:')).length).toBeGreaterThan(100);
});

it('when one app is silent, then the other is read all the same', async () => {
  librechat.faults.add({ path: '/api/convos', action: { hang: true } });
  Object.assign(anythingllm.state.workspaces[0] ?? {}, { name: 'News during the silence' });
  world.clockShift += 60_000;
  await world.engine.heartbeat('input');
  await expect
    .poll(async () => (await world.shown()).workspaces.map(({ name }) => name))
    .toContain('News during the silence');
  await expect.poll(() => librechat.log.matching({ path: '/api/convos' }).at(-1)?.status).toBe(0);
  await librechat.down();
  await world.quiet();
  expect((await world.shown()).apps.librechat.status.problem).toMatchObject({ code: 'unreachable' });
});
