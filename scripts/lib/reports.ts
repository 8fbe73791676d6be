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
  success: z.boolean(),
});

/** What Playwright's JSON reporter wrote. A test that passed at a second try has failed. */
export async function readPlaywrightReport(path: string): Promise<Counts> {
  const { stats } = playwrightReport.parse(JSON.parse(await readFile(path, 'utf8')));
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped };
}

/** What Vitest's JSON reporter wrote. A file that could not be loaded has no tests of its own and counts as one failure. */
export async function readVitestReport(path: string): Promise<Counts> {
  const report = vitestReport.parse(JSON.parse(await readFile(path, 'utf8')));
  return {
    passed: report.numPassedTests,
    failed: report.success ? report.numFailedTests : Math.max(1, report.numFailedTests),
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/**
 * The exit code and the counts of a runner. Without a readable report, or without any test in it, the step has failed
 * whatever its exit code says: nobody knows then what ran.
 */
export async function counted(code: number, report: Promise<Counts>): Promise<{ code: number; counts: Counts }> {
  try {
    const counts = await report;
    if (counts.passed + counts.failed > 0) return { code, counts };
    console.error('The runner ran no test.');
  } catch (error) {
    console.error(`The runner left no readable report, so its tests are not counted: ${error}`);
  }
  return { code: code === 0 ? 1 : code, counts: { passed: 0, failed: 1, skipped: 0 } };
}
