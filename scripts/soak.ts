/**
 * `npm run test:soak`: many more random histories of the property tests of settings, and many more races of a page's
 * load with a refresh; it takes a while. TANDEM_RECONCILE_RUNS (the pure rules), TANDEM_ENGINE_SEEDS (the whole engine)
 * and TANDEM_RACE_LOADS set the numbers.
 */
import { main } from './lib/main';
import { run } from './lib/run';

const { TANDEM_RECONCILE_RUNS = '200000', TANDEM_ENGINE_SEEDS = '20000', TANDEM_RACE_LOADS = '100' } = process.env;

await main(async () => {
  const histories = await run('vitest', ['run', '--project', 'unit', 'tests/property'], {
    TANDEM_RECONCILE_RUNS,
    TANDEM_ENGINE_SEEDS,
  });
  const races = await run('tsx', ['scripts/e2e.ts', 'tests/e2e/refresh-race.spec.ts'], { TANDEM_RACE_LOADS });
  return Math.max(histories, races);
});
