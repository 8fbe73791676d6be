/** How many tests a step ran. A step without tests of its own counts none. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Each failed test with its message, for the end of a long output. */
  readonly failures: readonly string[];
}

export const noTests: Counts = { passed: 0, failed: 0, skipped: 0, failures: [] };

export interface StepResult {
  readonly name: string;
  readonly outcome: 'ok' | 'failed' | 'not run';
  readonly seconds: number;
  readonly counts: Counts;
}

export interface Step {
  readonly name: string;
  /** Names of the steps that this one needs. */
  readonly needs?: readonly string[];
  /** @returns The exit code, and the counts of its test runner */
  run(): Promise<{ readonly code: number; readonly counts?: Counts }>;
}

/**
 * Runs all steps, even after a failed one, apart from those that need a failed one.
 * @param lanes Run side by side; the steps of a lane one after the other
 * @param before The results of earlier steps, which these may need
 * @returns The results of all steps, `before` first
 */
export async function runSteps(
  lanes: readonly (readonly Step[])[],
  before: readonly StepResult[] = [],
): Promise<StepResult[]> {
  const results = [...before];
  const inTurn = async (lane: readonly Step[]) => {
    for (const step of lane) results.push(await runStep(step, results));
  };
  await Promise.all(lanes.map(inTurn));
  return results;
}

async function runStep({ name, needs = [], run }: Step, before: readonly StepResult[]): Promise<StepResult> {
  const lacking = needs.filter((need) => before.find((result) => result.name === need)?.outcome !== 'ok');
  if (lacking.length > 0) {
    console.log(`\n▶ ${name}: not run, as it needs: ${lacking.join(', ')}`);
    return { name, outcome: 'not run', seconds: 0, counts: noTests };
  }
  console.log(`\n▶ ${name}`);
  const begun = performance.now();
  const { code, counts = noTests } = await run();
  const seconds = (performance.now() - begun) / 1000;
  // A skipped test counts as a failure: nobody wrote an honest condition for it.
  const outcome = code === 0 && counts.failed === 0 && counts.skipped === 0 ? 'ok' : 'failed';
  console.log(`${outcome === 'ok' ? '✔' : '✘'} ${name}: ${seconds.toFixed(1)} s`);
  return { name, outcome, seconds, counts };
}

/** Sums of the runners' counts. A step that failed without a failed test counts as one, so 0 means success. */
export function total(results: readonly StepResult[]): { readonly passed: number; readonly failed: number } {
  const failuresOf = ({ outcome, counts }: StepResult) =>
    outcome === 'ok' ? 0 : Math.max(1, counts.failed + counts.skipped);
  return {
    passed: results.reduce((sum, { counts }) => sum + counts.passed, 0),
    failed: results.reduce((sum, result) => sum + failuresOf(result), 0),
  };
}

export function printTable(results: readonly StepResult[]): void {
  const width = Math.max(...results.map(({ name }) => name.length));
  console.log(`\n${'step'.padEnd(width)}  outcome   seconds  passed  failed  skipped`);
  for (const { name, outcome, seconds, counts } of results) {
    const numbers = [counts.passed, counts.failed, counts.skipped].map((count, at) =>
      String(count).padStart([6, 6, 7][at] ?? 6),
    );
    console.log(
      `${name.padEnd(width)}  ${outcome.padEnd(7)}  ${seconds.toFixed(1).padStart(8)}  ${numbers.join('  ')}`,
    );
  }
  for (const { name, counts } of results) {
    for (const failure of counts.failures) console.log(`\n✘ ${name}: ${failure}`);
  }
}
