import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LearnedToken } from '@/lib/apps/adapter';
import { isNearEnd, isOver } from '@/lib/sync/session-manager';

const start = Date.parse('2026-11-29T12:00:00Z');
const token = (issuedAt: number | null, life: number): LearnedToken => ({
  token: 't',
  kind: 'own',
  identity: 'p',
  issuedAt,
  expiresAt: start / 1000 + life,
});
const seconds = fc.integer({ min: 1, max: 100_000 });

describe('the margin before a token ends', () => {
  it('when at most half of a token’s life is over, then it is not near its end', () => {
    fc.assert(
      fc.property(seconds, fc.double({ min: 0, max: 0.499, noNaN: true }), (life, part) => {
        expect(isNearEnd(token(start / 1000, life), start + life * 1000 * part)).toBe(false);
      }),
    );
  });

  it('when a token has more than 60 s left, then it is near its end only if over', () => {
    fc.assert(
      fc.property(
        fc.option(fc.constant(start / 1000)),
        seconds,
        fc.integer({ min: 0, max: 99_999 }),
        (at, life, age) => {
          const now = start + age * 1000;
          const left = life - age;
          const near = isNearEnd(token(at, life), now);
          if (left > 60) expect(near).toBe(false);
          if (left <= 0) expect(near).toBe(true);
          expect(isOver(token(at, life), now)).toBe(left <= 0);
        },
      ),
    );
  });
});
