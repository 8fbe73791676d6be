import type { MemoryArea } from './memory-area';

/**
 * From now on a storage area's first answer comes `steps` times 20 ms late, and each one sooner than the one before it.
 * @returns Ends it
 */
export function answerOutOfOrder(area: MemoryArea, steps: number): () => void {
  let left = steps;
  const before = area.answered;
  area.answered = () => {
    const ms = left * 20;
    left = Math.max(0, left - 1);
    return new Promise((resolve) => setTimeout(resolve, ms));
  };
  return () => {
    area.answered = before;
  };
}
