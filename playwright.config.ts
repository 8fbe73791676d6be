import { defineConfig } from '@playwright/test';
import type { BrowserName } from './tests/e2e/harness';

export default defineConfig<{ target: BrowserName }>({
  testDir: 'tests/e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  // Up to half a minute each on an idle machine; one that runs much else beside takes several times as long.
  timeout: 240_000,
  expect: { timeout: 30_000 },
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list']],
  // Tags say where a test runs, so that nothing is ever skipped: `@chromium-only` and `@firefox-only` are for what one browser
  // alone can show; `@firefox-too` for what can differ, which `npm test` (`scripts/test.ts`) runs in Firefox as well.
  projects: [
    { name: 'chromium', use: { target: 'chromium' }, grepInvert: /@firefox-only/ },
    { name: 'firefox', use: { target: 'firefox' }, grepInvert: /@chromium-only/ },
  ],
});
