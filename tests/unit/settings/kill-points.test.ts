import '../../property/engine/world/remember-records';
import { expect, it } from 'vitest';
import { killedEverywhere } from '../../property/engine/kill-points/killed-everywhere';
import { scenarios } from '../../property/engine/kill-points/scenarios';

describe('a worker that is stopped at any of its awaits', () => {
  it.each(scenarios)(
    '$name',
    async (scenario) => {
      const { moments, wrong } = await killedEverywhere(scenario);
      expect(wrong.join('\n')).toBe('');
      expect(moments).toBeGreaterThan(5);
    },
    300_000,
  );
});
