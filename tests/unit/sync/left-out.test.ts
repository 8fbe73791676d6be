import { expect, it } from 'vitest';
import { records } from '@/lib/store';
import { ALEX } from '../../apps/librechat';
import { anythingLlm, libreChat } from './kit';

const small = () => anythingLlm({ sample: { workspaces: 2, threadsPer: 2 } });

it('when a row can’t be read, then that is told until it is mended', async () => {
  const { app, world, connection, first, status } = await small();
  const { slug } = first;
  first.slug = '';
  await world.engine.sync();
  expect((await status()).problem).toBeNull();
  const shown = await world.shown();
  expect(shown.workspaces.map(({ id }) => id)).toEqual([String(app.state.workspaces[1]?.id)]);
  expect(shown.apps.anythingllm.leftOut).toEqual({ workspaces: 1 });
  first.slug = slug;
  await world.engine.sync();
  expect((await world.shown()).apps.anythingllm.leftOut).toEqual({});
  expect(await world.engine.store.read(records.leftOut(connection.id, 'single'))).toBeNull();
});

it('when no row can be read, then that is told all the same', async () => {
  const { app, world, status } = await small();
  for (const workspace of app.state.workspaces) workspace.slug = '';
  await world.engine.sync();
  expect((await status()).problem).toBeNull();
  const shown = await world.shown();
  expect([shown.workspaces, shown.apps.anythingllm.leftOut]).toEqual([[], { workspaces: 2 }]);
});

it('when a thread can’t be read, then that is told by its workspace', async () => {
  const { app, world, first } = await small();
  const { slug } = first;
  const [thread] = app.state.threads;
  if (!thread) throw new Error('the sample has threads');
  thread.slug = '';
  await world.engine.readThreads([slug]);
  const shown = await world.shown();
  expect(shown.threads[slug]).toHaveLength(1);
  expect(shown.apps.anythingllm.leftOut).toEqual({ threads: { [slug]: 1 } });
});

it('when conversations can’t be read, then that is told until the person leaves', async () => {
  const { app, world, asked } = await libreChat({ sample: { conversations: 40 } });
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
  await asked('POST', 'api/auth/logout');
  expect((await world.shown()).apps.librechat.leftOut).toEqual({});
});
