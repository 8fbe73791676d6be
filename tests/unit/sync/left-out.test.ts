import { afterEach, expect, it } from 'vitest';
import { records } from '@/lib/store';
import { startAnythingLlm } from '../../apps/anythingllm';
import type { StandIn } from '../../apps/kit';
import { ALEX, startLibreChat } from '../../apps/librechat';
import { World } from '../kit/world';

let running: StandIn;
afterEach(() => running.stop());

const anythingLlm = async () => {
  const app = await startAnythingLlm({ mode: 'open', sample: { workspaces: 2, threadsPer: 2 } });
  running = app;
  const world = new World();
  return { app, world, connection: await world.connect('anythingllm', app) };
};

it('when a row can’t be read, then that is told until it is mended', async () => {
  const { app, world, connection } = await anythingLlm();
  const [first, second] = app.state.workspaces;
  if (!first || !second) throw new Error('the sample has two workspaces');
  const { slug } = first;
  first.slug = '';
  await world.engine.sync();
  expect((await world.status(connection)).problem).toBeNull();
  const shown = await world.shown();
  expect(shown.workspaces.map(({ id }) => id)).toEqual([String(second.id)]);
  expect(shown.apps.anythingllm.leftOut).toEqual({ workspaces: 1 });
  first.slug = slug;
  await world.engine.sync();
  expect((await world.shown()).apps.anythingllm.leftOut).toEqual({});
  expect(await world.engine.store.read(records.leftOut(connection.id, 'single'))).toBeNull();
});

it('when no row can be read, then that is told all the same', async () => {
  const { app, world, connection } = await anythingLlm();
  for (const workspace of app.state.workspaces) workspace.slug = '';
  await world.engine.sync();
  expect((await world.status(connection)).problem).toBeNull();
  const shown = await world.shown();
  expect([shown.workspaces, shown.apps.anythingllm.leftOut]).toEqual([[], { workspaces: 2 }]);
});

it('when a thread can’t be read, then that is told by its workspace', async () => {
  const { app, world } = await anythingLlm();
  const slug = app.state.workspaces[0]?.slug ?? '';
  const [thread] = app.state.threads;
  if (!thread) throw new Error('the sample has threads');
  thread.slug = '';
  await world.engine.readThreads([slug]);
  const shown = await world.shown();
  expect(shown.threads[slug]).toHaveLength(1);
  expect(shown.apps.anythingllm.leftOut).toEqual({ threads: { [slug]: 1 } });
});

it('when conversations can’t be read, then that is told until the person leaves', async () => {
  const app = await startLibreChat({ sample: { conversations: 40 }, refreshGapMs: 0 });
  running = app;
  const world = new World();
  world.setCookies(app.signIn(ALEX.email).cookies);
  await world.connect('librechat', app);
  app.addConversation(ALEX.email, { conversationId: '' });
  const presets = JSON.stringify([null, {}]);
  app.faults.add({
    path: '/api/presets',
    action: { status: 200, body: presets, headers: { 'content-type': 'application/json' } },
  });
  await world.engine.sync();
  const { conversations, apps } = await world.shown();
  expect(conversations).toHaveLength(40);
  expect(apps.librechat.leftOut).toEqual({ conversations: 1, presets: 1 });
  await world.quiet(world.engine.pageRequested({ method: 'POST', url: `${app.url}api/auth/logout`, status: 200 }));
  expect((await world.shown()).apps.librechat.leftOut).toEqual({});
});
