import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { Counts } from './steps';

const playwrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), skipped: z.number(), flaky: z.number() }),
});

const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
});

/** What Playwright's JSON reporter wrote. A test that passed at a second try has failed. */
export async function readPlaywrightReport(path: string): Promise<Counts> {
  const { stats } = playwrightReport.parse(JSON.parse(await readFile(path, 'utf8')));
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped };
}

/** What Vitest's JSON reporter wrote. */
export async function readVitestReport(path: string): Promise<Counts> {
  const report = vitestReport.parse(JSON.parse(await readFile(path, 'utf8')));
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}
