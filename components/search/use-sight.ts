import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';

/** Pixels; `--row-height` in the style sheet is the same. */
export const rowHeight = 46;
/** Rows beyond each edge that exist, so that quick scrolling shows no gap. */
const beyond = 6;

/**
 * The visible rows of a long list, so that no others have to exist. Keeps the active row visible.
 * @param active -1: none
 * @returns The first row that has to exist, and the first one after it that does not
 */
export function useSight(
  scroller: RefObject<HTMLElement | null>,
  count: number,
  active: number,
): readonly [from: number, to: number] {
  const [first, setFirst] = useState(0);
  const [rows, setRows] = useState(0);
  // Stored, since a question to the browser causes one more layout for every letter.
  const seen = useRef({ top: 0, height: 0 });

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const measure = () => {
      seen.current = { top: element.scrollTop, height: element.clientHeight };
      setFirst(Math.floor(element.scrollTop / rowHeight));
      setRows(Math.ceil(element.clientHeight / rowHeight) + 1);
    };
    const resizes = new ResizeObserver(measure);
    resizes.observe(element);
    element.addEventListener('scroll', measure, { passive: true });
    measure();
    return () => {
      resizes.disconnect();
      element.removeEventListener('scroll', measure);
    };
  }, [scroller]);

  useEffect(() => {
    if (active < 0) return;
    const { top, height } = seen.current;
    const start = active * rowHeight;
    const to = start < top ? start : Math.max(top, start + rowHeight - height);
    if (to !== top) scroller.current?.scrollTo(0, to);
  }, [active, scroller]);

  // A list that became shorter keeps its scroll position until the browser reports another.
  const shown = Math.max(0, Math.min(first, count - rows));
  return rows === 0 ? [0, 0] : [Math.max(0, shown - beyond), Math.min(count, shown + rows + beyond)];
}
