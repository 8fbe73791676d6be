import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { awaySpan, backoff, heartbeatSpan, idleSpan, isPollDue, type PollClock } from '@/lib/sync/schedule';

const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const now = 10_000_000;
const preferences = { pollSeconds: 30 };
const looking: PollClock = { lookedAt: now, inputAt: now, checkedAt: now - 60_000, failures: 0, retryAt: null };

describe('isPollDue', () => {
  it('when somebody looks, then an app is asked within a tenth of the chosen period', () => {
    fc.assert(
      fc.property(chance, fc.integer({ min: 30, max: 600 }), (luck, pollSeconds) => {
        const checkedAgo = (share: number) => ({ ...looking, checkedAt: now - pollSeconds * 1000 * share });
        expect(isPollDue(checkedAgo(0.89), now, { pollSeconds }, luck)).toBe(false);
        expect(isPollDue(checkedAgo(1.11), now, { pollSeconds }, luck)).toBe(true);
      }),
    );
  });

  it('when nobody looks, then an app is asked every 15 minutes', () => {
    fc.assert(
      fc.property(chance, (luck) => {
        const resting = { ...looking, lookedAt: now - heartbeatSpan };
        expect(isPollDue({ ...resting, checkedAt: now - idleSpan * 0.89 }, now, preferences, luck)).toBe(false);
        expect(isPollDue({ ...resting, checkedAt: now - idleSpan * 1.11 }, now, preferences, luck)).toBe(true);
      }),
    );
  });

  it('when a failure or the server set a time, then no app is asked before it', () => {
    fc.assert(
      fc.property(chance, fc.nat(50_000_000), (luck, checkedAgo) => {
        const clock = { ...looking, checkedAt: now - checkedAgo };
        expect(isPollDue({ ...clock, failures: 3, retryAt: now + 1 }, now, preferences, luck)).toBe(false);
        expect(isPollDue({ ...clock, inputAt: now - awaySpan }, now, preferences, luck)).toBe(false);
      }),
    );
  });

  it('when an app never answered, then it is asked at once', () => {
    expect(isPollDue({ ...looking, checkedAt: null }, now, preferences, 0.99)).toBe(true);
    expect(isPollDue({ ...looking, checkedAt: now, failures: 1, retryAt: now }, now, preferences, 0.99)).toBe(true);
  });
});

describe('backoff', () => {
  it('when failures go on, then the pause grows to at most 10 minutes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), chance, fc.option(fc.nat(3_600_000)), (failures, luck, wish) => {
        const wait = backoff(failures, luck, wish);
        expect(wait).toBeGreaterThanOrEqual(wish ?? 0);
        expect(wait).toBeGreaterThanOrEqual(2_500);
        if (wish === null) expect(wait).toBeLessThanOrEqual(600_000);
        expect(backoff(failures + 1, luck, wish)).toBeGreaterThanOrEqual(wait);
      }),
    );
  });
});
