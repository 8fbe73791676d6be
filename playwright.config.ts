import { defineConfig } from '@playwright/test';
import type { BrowserName } from './tests/e2e/harness';

export default defineConfig<{ target: BrowserName }>({
  testDir: 'tests/e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  // Up to half a minute each on an idle machine; one that runs much else beside takes several times as long.
  timeout: 240_000,
  expect: { timeout: 10_000 },
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list']],
  // What only one browser can show carries its name in the title, so that nothing is ever skipped.
  projects: [
    { name: 'chromium', use: { target: 'chromium' }, grepInvert: /@firefox-only/ },
    { name: 'firefox', use: { target: 'firefox' }, grepInvert: /@chromium-only/ },
  ],
});
