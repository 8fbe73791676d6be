import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { runSteps, type Step, total } from '@/scripts/lib/steps';

beforeEach(() => {
  vi.spyOn(console, 'log').mockImplementation(() => {});
});
afterEach(() => vi.restoreAllMocks());

const step = (name: string, code: number, needs: readonly string[] = []): Step => ({
  name,
  needs,
  run: async () => ({ code }),
});
const outcomes = (results: Awaited<ReturnType<typeof runSteps>>) =>
  Object.fromEntries(results.map(({ name, outcome }) => [name, outcome]));

test('when a step fails, then those that need it do not run, and all others do', async () => {
  const first = await runSteps([[step('build', 1), step('sizes', 0, ['build']), step('lint', 0)], [step('unit', 0)]]);
  const all = await runSteps([[step('pages', 0, ['build']), step('views', 0, ['unit'])]], first);
  expect(outcomes(all)).toEqual({
    build: 'failed',
    sizes: 'not run',
    lint: 'ok',
    unit: 'ok',
    pages: 'not run',
    views: 'ok',
  });
  expect(total(all)).toEqual({ passed: 0, failed: 3 });
});

test('when there are two lanes, then they run side by side, each in turn', async () => {
  const noted: string[] = [];
  const slow = (name: string): Step => ({
    name,
    async run() {
      noted.push(`${name} begins`);
      await new Promise((resolve) => setImmediate(resolve));
      noted.push(`${name} ends`);
      return { code: 0 };
    },
  });
  await runSteps([[slow('a1'), slow('a2')], [slow('b')]]);
  expect(noted.indexOf('b begins')).toBeLessThan(noted.indexOf('a1 ends'));
  expect(noted.indexOf('a2 begins')).toBeGreaterThan(noted.indexOf('a1 ends'));
});
