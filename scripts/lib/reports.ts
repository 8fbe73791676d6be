import { readFile } from 'node:fs/promises';
import { stripVTControlCharacters } from 'node:util';
import { z } from 'zod';
import type { Counts } from './steps';

/** The longest part of a failed test's message that is repeated, in characters. */
const saidLimit = 800;

const playwrightSpec = z.object({
  title: z.string(),
  ok: z.boolean(),
  tests: z.array(
    z.object({ results: z.array(z.object({ error: z.optional(z.object({ message: z.optional(z.string()) })) })) }),
  ),
});

const playwrightSuite = z.object({
  title: z.string(),
  specs: z.array(playwrightSpec),
  get suites() {
    return z.optional(z.array(playwrightSuite));
  },
});

const playwrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), skipped: z.number(), flaky: z.number() }),
  suites: z.array(playwrightSuite),
});

const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  success: z.boolean(),
  testResults: z.array(
    z.object({
      name: z.string(),
      message: z.optional(z.string()),
      assertionResults: z.array(
        z.object({ fullName: z.string(), status: z.string(), failureMessages: z.nullish(z.array(z.string())) }),
      ),
    }),
  ),
});

const failure = (title: string, said: readonly string[]): string =>
  stripVTControlCharacters([title, ...said].join('\n')).slice(0, saidLimit);

function failedSpecs({ title, specs, suites = [] }: z.infer<typeof playwrightSuite>): string[] {
  const own = specs
    .filter(({ ok }) => !ok)
    .map((spec) => {
      const said = spec.tests.flatMap(({ results }) => results.map(({ error }) => error?.message ?? ''));
      return failure(`${title} › ${spec.title}`, said);
    });
  return [...own, ...suites.flatMap(failedSpecs)];
}

/** The result in Playwright's JSON report. A test that passed at a second try has failed. */
export async function readPlaywrightReport(path: string): Promise<Counts> {
  const { stats, suites } = playwrightReport.parse(JSON.parse(await readFile(path, 'utf8')));
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky,
    skipped: stats.skipped,
    failures: suites.flatMap(failedSpecs),
  };
}

/**
 * The result in Vitest's JSON report. A file that could not be loaded has no tests of its own and counts as one
 * failure.
 */
export async function readVitestReport(path: string): Promise<Counts> {
  const report = vitestReport.parse(JSON.parse(await readFile(path, 'utf8')));
  const failures = report.testResults.flatMap(({ name, message, assertionResults }) => [
    ...(message ? [failure(name, [message])] : []),
    ...assertionResults
      .filter(({ status }) => status === 'failed')
      .map(({ fullName, failureMessages }) => failure(fullName, failureMessages ?? [])),
  ]);
  return {
    passed: report.numPassedTests,
    failed: report.success ? report.numFailedTests : Math.max(1, report.numFailedTests),
    skipped: report.numPendingTests + report.numTodoTests,
    failures,
  };
}

/**
 * The exit code and the counts of a runner. Without a readable report, or without any test in it, the step has failed,
 * whatever its exit code: nobody knows which tests ran.
 */
export async function counted(code: number, report: Promise<Counts>): Promise<{ code: number; counts: Counts }> {
  try {
    const counts = await report;
    if (counts.passed + counts.failed > 0) return { code, counts };
    console.error('The runner ran no test.');
  } catch (error) {
    console.error(`The runner left no readable report, so its tests are not counted: ${error}`);
  }
  return { code: code === 0 ? 1 : code, counts: { passed: 0, failed: 1, skipped: 0, failures: [] } };
}
