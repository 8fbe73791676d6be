import fc from 'fast-check';
import { expect, it } from 'vitest';
import { overlappingCursor } from '@/lib/apps/librechat/cursor';

const encode = (value: unknown) => btoa(JSON.stringify(value));
const decode = (cursor: string): unknown => JSON.parse(atob(cursor));
const server = encode({ primary: '2026-11-01T00:00:00.000Z', secondary: '2026-11-01T00:00:00.000Z' });

it.each([
  ['has no time to start from', null, server],
  ['has a time that is none', 'yesterday', server],
  [
    "knows the server's cursor to tell ties apart",
    '2026-11-01T00:00:00.000Z',
    encode({ primary: 'a', secondary: 'b', tertiary: 'c' }),
  ],
  ['stands at the end of time', '+275760-09-13T00:00:00.000Z', server],
  ["cannot read the server's cursor", '2026-11-01T00:00:00.000Z', '2026-11-01T00:00:00.000Z'],
])('when our cursor %s, then the server’s own is used', (_name, last, serverNext) => {
  expect(overlappingCursor(last, serverNext)).toBe(serverNext);
});

it('when conversations share a time, then none is lost', () => {
  const times = fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(times, fc.integer({ min: 1, max: 7 }), (offsets, limit) => {
      const stored = offsets
        .map((offset, id) => ({ id, updatedAt: new Date(Date.UTC(2026, 10, 1) + offset).toISOString() }))
        .sort((a, b) => b.updatedAt.localeCompare(a.updatedAt));
      const list = (cursor: string | null) => {
        const before = cursor === null ? '9' : (decode(cursor) as { primary: string }).primary;
        const rest = stored.filter((each) => each.updatedAt < before);
        const items = rest.slice(0, limit);
        const last = items.at(-1)?.updatedAt ?? null;
        return { items, last, next: rest.length > limit ? encode({ primary: last, secondary: last }) : null };
      };
      const seen = new Set<number>();
      const mostTies = Math.max(...offsets.map((time) => offsets.filter((other) => other === time).length));
      let cursor: string | null = null;
      for (let round = 0; round < 200; round += 1) {
        const { items, last, next } = list(cursor);
        const before = seen.size;
        for (const { id } of items) seen.add(id);
        if (next === null) break;
        cursor = seen.size > before ? overlappingCursor(last, next) : next;
      }
      // Ties that do not fit on one page can't be told apart by any cursor of these versions.
      if (mostTies < limit) expect(seen.size).toBe(stored.length);
      else expect(seen.size).toBeGreaterThanOrEqual(Math.min(limit, stored.length));
    }),
    { numRuns: 500 },
  );
});
