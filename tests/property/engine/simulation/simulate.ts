import { expect, it } from 'vitest';
import { liveSeed } from '../history/run';

const seeds = Number(process.env.TANDEM_ENGINE_SEEDS ?? 150);
const from = Number(process.env.TANDEM_ENGINE_FROM ?? 0);
const parts = 4;

/** Lives every fourth history: each part is a file, so that they run beside each other. */
export function simulate(part: number): void {
  const mine = Array.from({ length: seeds }, (_, nth) => from + nth).filter((seed) => seed % parts === part % parts);

  it(`when ${mine.length} histories end, then all is in step, nothing lost, and no one’s business crossed`, async () => {
    const failed: string[] = [];
    for (const seed of mine) {
      const { wrong } = await liveSeed(seed);
      if (wrong.length > 0) failed.push(`seed ${seed}:\n  ${wrong.join('\n  ')}`);
      if (failed.length === 5) break;
    }
    expect(failed.join('\n')).toBe('');
  }, 3_600_000);
}
