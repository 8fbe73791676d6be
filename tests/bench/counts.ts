import type { TaskMeta } from 'vitest';
import { startVitest } from 'vitest/node';

type Cost = NonNullable<TaskMeta['cost']>;

/** What each action of `costs.test.ts` costs, by a part of its test's title. */
export async function actionCosts(): Promise<(title: string) => Cost> {
  const vitest = await startVitest('test', ['tests/unit/settings/costs.test.ts'], {
    watch: false,
    reporters: [{}],
    project: ['unit'],
  });
  const tests = vitest.state.getTestModules().flatMap((module) => [...module.children.allTests()]);
  const costs = new Map(tests.map((test) => [test.name, test.meta().cost]));
  await vitest.close();
  return (title) => {
    const [, cost] = [...costs].find(([name]) => name.includes(title)) ?? [];
    if (!cost) throw new Error(`no test of “${title}” told what it costs`);
    return cost;
  };
}
