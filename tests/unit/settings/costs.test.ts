import { afterEach, expect, it, TestRunner, vi } from 'vitest';
import { Store } from '@/lib/store';
import { TwoApps, withLastUsed, withPages, withSixWorkspaces } from './two-apps';

const commits = vi.spyOn(Store.prototype, 'commit');
afterEach(() => commits.mockClear());

declare module 'vitest' {
  interface TaskMeta {
    /** What the test's action costs, for `npm run bench`. */
    cost?: Awaited<ReturnType<typeof costOf>>;
  }
}

/**
 * How often an action reads and writes the disk, commits, is told something by a page, and asks the apps: budgets, not to
 * be raised. `repeats`: how often the endpoint is asked that is asked most.
 */
async function costOf({ world, anythingllm, librechat }: TwoApps, action: () => Promise<unknown>) {
  const { local } = world;
  const logs = [anythingllm.log, librechat.log];
  await world.quiet();
  for (const log of logs) log.clear();
  Object.assign(local, { reads: 0, writes: 0, removals: 0 });
  world.reports = 0;
  commits.mockClear();
  await action();
  await world.quiet();
  const asked = (method: string) => logs.flatMap((log) => log.all()).filter((one) => one.method === method);
  const gets = asked('GET').map(({ path, query }) => `${path}?${query}`);
  const cost = {
    reads: local.reads,
    writes: local.writes + local.removals,
    commits: commits.mock.calls.length,
    reports: world.reports,
    gets: gets.length,
    posts: asked('POST').length,
    repeats: Math.max(0, ...gets.map((one) => gets.filter((other) => other === one).length)),
  };
  Object.assign(TestRunner.getCurrentTest()?.meta ?? {}, { cost });
  return cost;
}

it('when a theme is clicked in a page, then the disk is not read and hardly written', async () => {
  const { both, brain, chat } = await withPages();
  const cost = await costOf(both, () => brain.choose('ui.theme', 'dark'));
  expect(chat.held['ui.theme']).toBe('dark');
  expect(cost).toMatchObject({ reads: 0, gets: 0, posts: 0 });
  expect(cost.writes).toBeLessThanOrEqual(5);
  expect(cost.commits).toBeLessThanOrEqual(3);
  expect(cost.reports).toBeLessThanOrEqual(3);
});

it('when a theme is edited in Tandem, then the disk is not read and hardly written', async () => {
  const { both, themes } = await withPages();
  const cost = await costOf(both, () => both.edit('ui.theme', 'dark'));
  expect(themes()).toEqual(['dark', 'dark']);
  expect(cost).toMatchObject({ reads: 0, gets: 0, posts: 0 });
  expect(cost.writes).toBeLessThanOrEqual(7);
  expect(cost.commits).toBeLessThanOrEqual(5);
});

it('when an edit sends nothing, then the list of changes is not written', async () => {
  const both = await TwoApps.start();
  const written: string[] = [];
  const stop = both.world.local.watch((changes) => void written.push(...Object.keys(changes)));
  await both.edit('ui.theme', 'dark');
  stop();
  expect(written.filter((name) => name.includes(':settings:'))).toHaveLength(1);
  expect(written.filter((name) => name.includes(':changes:'))).toEqual([]);
});

it('when a model is edited for both apps, then the disk is not read', async () => {
  const { both, chat } = await withLastUsed();
  await both.edit('llm.model', { provider: 'openai', model: 'gpt-4o' });
  const cost = await costOf(both, () => both.edit('llm.model', { provider: 'openai', model: 'gpt-4o-mini' }));
  expect(both.system.model).toBe('gpt-4o-mini');
  expect(chat.held['llm.model']).toEqual({ endpoint: 'openAI', model: 'gpt-4o-mini' });
  expect(cost.reads).toBe(0);
  expect(cost.gets).toBeLessThanOrEqual(2);
  expect(cost.writes).toBeLessThanOrEqual(5);
  expect(cost.commits).toBeLessThanOrEqual(5);
});

it('when a temperature is edited for six workspaces, then the disk is not read', async () => {
  const both = await withSixWorkspaces();
  const { workspaces } = both.anythingllm.state;
  const cost = await costOf(both, () => both.edit('llm.temperature', 0.3));
  expect(workspaces.slice(0, 6).map(({ openAiTemp }) => openAiTemp)).toEqual(Array(6).fill(0.3));
  expect(cost.reads).toBe(0);
  expect(cost.gets).toBeLessThanOrEqual(3);
  expect(cost.writes).toBeLessThanOrEqual(8);
  expect(cost.commits).toBeLessThanOrEqual(8);
});

it('when a whole sync finds nothing new, then each endpoint is asked once', async () => {
  const both = await withSixWorkspaces();
  await both.setRole('llm.model', 'librechat/preset', 'on');
  await both.sync();
  const cost = await costOf(both, () => both.world.engine.sync());
  expect(cost).toMatchObject({ reads: 0, writes: 0, repeats: 1 });
});
