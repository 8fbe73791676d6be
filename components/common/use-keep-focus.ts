import { type RefObject, useEffect, useRef } from 'react';

/** When there is less to show and the focus went with it, it moves on to `target` instead of getting lost. */
export function useKeepFocus(amount: number, target: RefObject<HTMLElement | null>): void {
  const before = useRef(amount);
  useEffect(() => {
    const isFewer = amount < before.current;
    before.current = amount;
    if (isFewer && document.activeElement === document.body) target.current?.focus({ preventScroll: true });
  }, [amount, target]);
}
