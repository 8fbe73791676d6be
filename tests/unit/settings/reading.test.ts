import { expect, it } from 'vitest';
import { model, TwoApps, withSixWorkspaces } from './two-apps';

it('when a place is written during a reading, then its old value is no change', async () => {
  const both = await TwoApps.start();
  await both.edit('llm.model', model('openai', 'gpt-4o'));
  both.anythingllm.log.clear();
  both.anythingllm.faults.add({ path: '/api/workspaces', times: 1, action: { delayMs: 500 } });
  const sync = both.world.engine.sync();
  const isRead = () => both.anythingllm.log.matching({ path: '/api/workspaces' });
  await expect.poll(isRead).toHaveLength(1);
  await both.keeper.edit('llm.model', { value: model('anthropic', 'claude-sonnet-4-5') });
  await sync;
  await both.world.quiet();
  expect(both.system).toEqual(model('anthropic', 'claude-sonnet-4-5'));
  const { conflicts, registers } = await both.settings();
  expect(conflicts).toEqual([]);
  expect(registers['llm.model']?.from).toBe('edit');
});

it('when places were written, then the lists show it as a full sync would', async () => {
  const both = await withSixWorkspaces();
  await both.keeper.setRole('llm.model', 'librechat/preset', 'on');
  await both.edit('llm.model', model('openai', 'gpt-4o-mini'));
  await both.edit('llm.temperature', 0.4);
  const lists = async () => {
    const { apps, workspaces } = await both.world.shown();
    return [apps.anythingllm.llm, apps.librechat.llm, workspaces];
  };
  const written = await lists();
  expect(JSON.stringify(written)).toContain('gpt-4o-mini');
  await both.sync();
  expect(await lists()).toEqual(written);
});

it('when a write is undone by hand, then the next poll finds that', async () => {
  const both = await withSixWorkspaces();
  const [workspace] = both.anythingllm.state.workspaces;
  await both.edit('llm.temperature', 0.4);
  await both.world.engine.sync();
  // The whole list is as it was read: an ETag of before the write would tell nothing new.
  const before = structuredClone(both.anythingllm.state.workspaces);
  await both.edit('llm.temperature', 0.5);
  for (const [at, one] of both.anythingllm.state.workspaces.entries()) Object.assign(one, before[at]);
  both.world.clockShift += 16 * 60_000;
  await both.world.engine.idle();
  await both.world.quiet();
  expect((await both.settings()).registers['llm.temperature']?.value).toEqual({ value: 0.4 });
  expect((await both.world.shown()).workspaces.find(({ slug }) => slug === workspace?.slug)?.temperature).toBe(0.4);
});
