import { type RefObject, useEffect, useRef } from 'react';

/** If the list gets shorter and the focused element is gone, the focus moves to `target` instead of getting lost. */
export function useKeepFocus(amount: number, target: RefObject<HTMLElement | null>): void {
  const before = useRef(amount);
  useEffect(() => {
    const isFewer = amount < before.current;
    before.current = amount;
    if (isFewer && document.activeElement === document.body) target.current?.focus({ preventScroll: true });
  }, [amount, target]);
}
