/** One line of the table: what Tandem takes, against a baseline measured in the same run. Times in milliseconds. */
export interface Result {
  readonly what: string;
  readonly ours: number;
  readonly baseline: number;
  readonly against: string;
}

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** What the run took that others disturbed least. */
export const least = (values: readonly number[]): number => Math.min(...values);

/** Runs both in turns, so that a busy moment of the machine hits both. @param of Which of the values they return counts */
export async function inTurns(
  rounds: number,
  ours: () => Promise<number>,
  baseline: () => Promise<number>,
  of = median,
): Promise<{ readonly ours: number; readonly baseline: number }> {
  const [a, b]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    a.push(await ours());
    b.push(await baseline());
  }
  return { ours: of(a), baseline: of(b) };
}

/** How long it takes, in ms. */
export async function timed(run: () => unknown): Promise<number> {
  const begun = performance.now();
  await run();
  return performance.now() - begun;
}

const width = 55;

export function printHead(): void {
  console.log(`\n${'what'.padEnd(width)}    ours ms  baseline   ratio  baseline is`);
}

export function print(results: readonly Result[]): void {
  const number = (value: number) => value.toFixed(value < 10 ? 2 : 0).padStart(9);
  for (const { what, ours, baseline, against } of results)
    console.log(
      `${what.padEnd(width)}  ${number(ours)} ${number(baseline)}  ${(ours / baseline).toFixed(2).padStart(6)}  ${against}`,
    );
}
