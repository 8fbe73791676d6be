import './world/remember-records';
import { expect, it } from 'vitest';
import { liveSeed } from './history/run';

const seeds = Number(process.env.TANDEM_ENGINE_SEEDS ?? 1_000);
const from = Number(process.env.TANDEM_ENGINE_FROM ?? 0);

it(`leaves everything in step, nothing lost and nobody's business crossed, in ${seeds} histories`, async () => {
  const failed: string[] = [];
  for (let seed = from; seed < from + seeds && failed.length < 5; seed++) {
    const { wrong } = await liveSeed(seed);
    if (wrong.length > 0) failed.push(`seed ${seed}:\n  ${wrong.join('\n  ')}`);
  }
  expect(failed.join('\n')).toBe('');
}, 3_600_000);
