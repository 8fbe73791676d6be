/** How far the launcher may go: shares of the window's height. */
const highest = 0.05;
const lowest = 0.9;
/** Further than this a press is a drag, in px. */
const dragThreshold = 5;
/** How far an arrow key moves the launcher: a share of the window's height. */
const keyStep = 0.02;

/** The nearest allowed distance from the top, as a share of the window's height. */
export function clampTop(top: number): number {
  return Math.min(lowest, Math.max(highest, top));
}

export interface Point {
  readonly clientX: number;
  readonly clientY: number;
}

/** Where the launcher was when it was pressed, and the press. */
export interface Press {
  readonly at: Point;
  readonly top: number;
}

/** Whether the pointer went far enough from where it was pressed that this is no click. */
export function isDrag({ at }: Press, now: Point): boolean {
  return Math.hypot(now.clientX - at.clientX, now.clientY - at.clientY) > dragThreshold;
}

/** Where a drag brings the launcher. @param windowHeight px */
export function draggedTop({ at, top }: Press, now: Point, windowHeight: number): number {
  return clampTop(top + (now.clientY - at.clientY) / Math.max(1, windowHeight));
}

/** Where a key brings the launcher; null for a key that does not move it. */
export function keyedTop(key: string, top: number): number | null {
  if (key === 'ArrowUp') return clampTop(top - keyStep);
  if (key === 'ArrowDown') return clampTop(top + keyStep);
  return null;
}
