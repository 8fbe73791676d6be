import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** What `npm run test:mutation` runs against each mutant: the suites of the pure rules, and nothing slower. */
export default defineConfig({
  // Stryker works on a copy of the project, in which this file lies at the same place.
  root: fileURLToPath(new URL('../..', import.meta.url)),
  resolve: { alias: { '@': fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '') } },
  test: {
    testTimeout: 30_000,
    include: ['tests/unit/settings/rules/**/*.test.ts', 'tests/property/{reconcile,registers,refusals}.test.ts'],
    // Fewer random histories than in `npm test`: each mutant runs all of them.
    env: { TANDEM_RECONCILE_RUNS: process.env.TANDEM_RECONCILE_RUNS ?? '1000' },
  },
});
