/** The launcher's limits: shares of the window's height. */
const highest = 0.05;
const lowest = 0.9;
/** In px: a press that moves further is a drag. */
const dragThreshold = 5;
/** The step of an arrow key: a share of the window's height. */
const keyStep = 0.02;

/** The nearest allowed distance from the top, as a share of the window's height. */
export function clampTop(top: number): number {
  return Math.min(lowest, Math.max(highest, top));
}

export interface Point {
  readonly clientX: number;
  readonly clientY: number;
}

/** The launcher's position when it was pressed, and the press. */
export interface Press {
  readonly at: Point;
  readonly top: number;
}

/** Whether the pointer moved so far from the press that this is not a click. */
export function isDrag({ at }: Press, now: Point): boolean {
  return Math.hypot(now.clientX - at.clientX, now.clientY - at.clientY) > dragThreshold;
}

/** The position after a drag. @param windowHeight px */
export function draggedTop({ at, top }: Press, now: Point, windowHeight: number): number {
  return clampTop(top + (now.clientY - at.clientY) / Math.max(1, windowHeight));
}

/** The position after a key; null for a key that does not move it. */
export function keyedTop(key: string, top: number): number | null {
  if (key === 'ArrowUp') return clampTop(top - keyStep);
  if (key === 'ArrowDown') return clampTop(top + keyStep);
  return null;
}

/**
 * The step, in px, of the search along the window's edge: the lowest controls are 4 px high (measured:
 * facts/librechat-layout).
 */
const step = 4;

/**
 * The free position nearest to the wanted one; the wanted one if none is free.
 * @param wished px from the top
 * @param tall The launcher's height, in px
 * @param windowHeight px
 * @param isTaken Whether a control lies at the window's edge, this far from the top in px
 */
export function freePlace(wished: number, tall: number, windowHeight: number, isTaken: (y: number) => boolean): number {
  const bottom = windowHeight - tall - step;
  const start = Math.max(step, Math.min(wished, bottom));
  const known = new Map<number, boolean>();
  const taken = (row: number) => {
    const told = known.get(row) ?? isTaken(row * step);
    known.set(row, told);
    return told;
  };
  const isFree = (top: number) => {
    // A little space above and below, so that the two do not touch.
    for (let row = Math.ceil((top - step) / step); row * step <= top + tall + step; row++) {
      if (row * step >= 0 && row * step < windowHeight && taken(row)) return false;
    }
    return true;
  };
  for (let away = 0; away <= windowHeight; away += step) {
    for (const top of [start - away, start + away]) if (top >= step && top <= bottom && isFree(top)) return top;
  }
  return start;
}
