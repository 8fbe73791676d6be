import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isoTime } from '@/lib/apps/values';

const two = (most: number) => fc.integer({ min: 0, max: most }).map((number) => String(number).padStart(2, '0'));
const plainLooking = fc
  .tuple(fc.constantFrom('0000', '1969', '2026', '9999'), two(13), two(32), two(25), two(61), two(61))
  .map(([year, month, day, hour, minute, second]) => `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`);

test('when a text looks like a plain time, then it is read as the clock reads it', () => {
  fc.assert(
    fc.property(plainLooking, (text) => {
      const time = new Date(text).getTime();
      expect(isoTime(text)).toBe(Number.isNaN(time) ? null : new Date(time).toISOString());
    }),
    { numRuns: 2_000 },
  );
});
