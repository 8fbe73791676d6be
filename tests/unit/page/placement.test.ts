import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clampTop, draggedTop, freePlace, isDrag, keyedTop } from '@/lib/page/launcher/placement';

const at = (clientX: number, clientY: number) => ({ clientX, clientY });

test('when the launcher is dragged, then it moves by as much as the pointer', () => {
  expect(draggedTop({ at: at(1390, 200), top: 0.25 }, at(1390, 290), 900)).toBeCloseTo(0.35);
});

test('when the launcher is dragged anywhere, then it stays in sight', () => {
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
])('when a press goes %d, %d, then it is a drag: %s', (x, y, expected) => {
  expect(isDrag({ at: at(100, 100), top: 0.25 }, at(100 + x, 100 + y))).toBe(expected);
});

test('when an arrow key is pressed, then the launcher moves within its limits', () => {
  expect(keyedTop('ArrowDown', 0.25)).toBeCloseTo(0.27);
  expect(keyedTop('ArrowUp', 0.25)).toBeCloseTo(0.23);
  expect(keyedTop('ArrowUp', 0.05)).toBe(0.05);
  expect(keyedTop('ArrowDown', 0.9)).toBe(0.9);
  expect(keyedTop('Enter', 0.25)).toBeNull();
});

test('when a stored place is out of reach, then it is brought within the limits', () => {
  expect([0, 0.25, 1].map(clampTop)).toEqual([0.05, 0.25, 0.9]);
});

const tall = 52;
/** Boxes of controls at the window's edge, as [top, bottom] in px. */
const between = (boxes: readonly (readonly [number, number])[]) => (y: number) =>
  boxes.some(([top, bottom]) => y >= top && y < bottom);
const controls = fc.array(
  fc.tuple(fc.nat(900), fc.integer({ min: 4, max: 200 })).map(([top, high]) => [top, top + high] as const),
  { maxLength: 12 },
);

test('when nothing is where it is wished, then it stands just there', () => {
  expect(freePlace(67.5, tall, 900, between([[8, 44]]))).toBe(67.5);
});

test('when a control is there, then it stands at the nearest free place', () => {
  // LibreChat's message navigator at 1400 × 900.
  const navigator = between(Array.from({ length: 34 }, (_, line) => [185 + line * 11, 193 + line * 11] as const));
  const above = freePlace(225, tall, 900, navigator);
  expect(above + tall).toBeLessThanOrEqual(185);
  expect(above + tall).toBeGreaterThan(170);
  expect(freePlace(450, tall, 900, navigator)).toBeGreaterThanOrEqual(556);
});

test('when controls are anywhere, then it covers none, if there is room', () => {
  fc.assert(
    fc.property(controls, fc.nat(1_000), fc.integer({ min: 200, max: 900 }), (boxes, wished, height) => {
      const isTaken = between(boxes);
      const top = freePlace(wished, tall, height, isTaken);
      expect(top).toBeGreaterThanOrEqual(0);
      expect(top + tall).toBeLessThanOrEqual(height);
      // Room enough, however the steps fall.
      const rows = Array.from({ length: height }, (_, y) => isTaken(y));
      const isRoomy = rows.some((_, y) => y + tall + 20 < height && !rows.slice(y, y + tall + 20).includes(true));
      if (!isRoomy) return;
      expect(rows.slice(Math.ceil(top), Math.floor(top + tall))).not.toContain(true);
    }),
  );
});
