import { defineConfig } from '@playwright/test';
import type { BrowserName } from './tests/e2e/harness';

export default defineConfig<{ target: BrowserName }>({
  testDir: 'tests/e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  // Up to half a minute each on an idle machine; on a busy one several times as long.
  timeout: 240_000,
  expect: { timeout: 30_000 },
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list']],
  // Tags say where a test runs, so that no test is ever skipped. `@chromium-only` and `@firefox-only` need that
  // browser. `@firefox-too` can differ between browsers, so `npm test` (`scripts/test.ts`) runs it in Firefox as well.
  projects: [
    { name: 'chromium', use: { target: 'chromium' }, grepInvert: /@firefox-only/ },
    { name: 'firefox', use: { target: 'firefox' }, grepInvert: /@chromium-only/ },
  ],
});
