/**
 * `npm run test:soak`: the property tests of settings with twenty times as many random histories; takes a while. How many
 * can be told by TANDEM_RECONCILE_RUNS (of the pure rules) and TANDEM_ENGINE_SEEDS (of the whole engine).
 */
import { main } from './lib/main';
import { run } from './lib/run';

const { TANDEM_RECONCILE_RUNS = '200000', TANDEM_ENGINE_SEEDS = '20000' } = process.env;

await main(() =>
  run('vitest', ['run', '--project', 'unit', 'tests/property'], { TANDEM_RECONCILE_RUNS, TANDEM_ENGINE_SEEDS }),
);
