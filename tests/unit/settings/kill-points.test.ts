import '../../property/engine/world/remember-records';
import { expect, it } from 'vitest';
import { killedEverywhere } from '../../property/engine/kill-points/killed-everywhere';
import { scenarios } from '../../property/engine/kill-points/scenarios';

it.each(scenarios)(
  'when the worker stops anywhere in “$name”, then it ends as if it had not',
  async (scenario) => {
    const { moments, wrong } = await killedEverywhere(scenario);
    expect(wrong.join('\n')).toBe('');
    expect(moments).toBeGreaterThan(5);
  },
  300_000,
);
