/**
 * `npm run test:mutation`: changes the rules of settings in step, one place after the other, and looks whether a test of
 * theirs notices. What survives is listed. `-- 'lib/settings/definitions/**'` changes something else; TANDEM_RECONCILE_RUNS
 * says how many random histories each mutant must survive.
 */
import { Stryker } from '@stryker-mutator/core';
import { main } from './lib/main';

const [mutate = 'lib/settings/rules/**/*.ts'] = process.argv.slice(2);

await main(async () => {
  await new Stryker({
    mutate: [mutate],
    testRunner: 'vitest',
    plugins: ['@stryker-mutator/vitest-runner'],
    vitest: { configFile: 'scripts/lib/mutation.config.ts', related: false },
    reporters: ['clear-text', 'progress-append-only'],
    clearTextReporter: { logTests: false, reportTests: false },
    // Stryker would rewrite the paths in it with TypeScript's API, which TypeScript 7 doesn't have.
    tsconfigFile: 'none',
    tempDirName: '.vitest/mutants',
    concurrency: 2,
  }).runMutationTest();
  return 0;
});
