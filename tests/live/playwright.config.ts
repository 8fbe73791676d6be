import { defineConfig } from '@playwright/test';
import type { BrowserName } from '../e2e/harness';

/** Both browsers one after the other: they share one person's account. */
export default defineConfig<{ target: BrowserName }>({
  testDir: '.',
  testMatch: '*.spec.ts',
  outputDir: '../../test-results/live',
  timeout: 300_000,
  workers: 1,
  retries: 0,
  reporter: [['list']],
  projects: [
    { name: 'chromium', use: { target: 'chromium' } },
    { name: 'firefox', use: { target: 'firefox' } },
  ],
});
