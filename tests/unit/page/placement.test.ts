import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clampTop, draggedTop, isDrag, keyedTop } from '@/lib/page/launcher/placement';

const at = (clientX: number, clientY: number) => ({ clientX, clientY });

test('a drag moves the launcher by as much as the pointer', () => {
  expect(draggedTop({ at: at(1390, 200), top: 0.25 }, at(1390, 290), 900)).toBeCloseTo(0.35);
});

test('nothing brings it out of sight', () => {
  const far = fc.integer({ min: -1e6, max: 1e6 });
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1, noNaN: true }), far, far, fc.nat(5_000), (top, from, to, height) => {
      const dragged = draggedTop({ at: at(0, from), top }, at(0, to), height);
      expect(dragged).toBeGreaterThanOrEqual(0.05);
      expect(dragged).toBeLessThanOrEqual(0.9);
    }),
  );
});

test.each([
  [0, 0, false],
  [3, 4, false],
  [0, 6, true],
  [-40, 0, true],
])('a press that goes %d, %d is a drag: %s', (x, y, expected) => {
  expect(isDrag({ at: at(100, 100), top: 0.25 }, at(100 + x, 100 + y))).toBe(expected);
});

test('arrow keys move it a little, within its limits', () => {
  expect(keyedTop('ArrowDown', 0.25)).toBeCloseTo(0.27);
  expect(keyedTop('ArrowUp', 0.25)).toBeCloseTo(0.23);
  expect(keyedTop('ArrowUp', 0.05)).toBe(0.05);
  expect(keyedTop('ArrowDown', 0.9)).toBe(0.9);
  expect(keyedTop('Enter', 0.25)).toBeNull();
});

test('a place from elsewhere is brought within the limits', () => {
  expect([0, 0.25, 1].map(clampTop)).toEqual([0.05, 0.25, 0.9]);
});
