import { useCallback, useEffect, useRef, useState } from 'react';

export interface Chosen<T> {
  /** What was chosen just now, or what is stored. */
  readonly value: T;
  readonly choose: (value: T) => void;
  /** The last choice was not taken. */
  readonly failed: boolean;
}

/** A stored choice may be told a moment after it is confirmed. ms */
const patience = 1000;

/**
 * A stored value (JSON) that is changed by a request: the choice shows at once, and stands until the state tells more. What
 * the state tells while a choice is on its way is of an earlier one: keys pass by other choices to the one that is meant.
 */
export function useChosen<T>(stored: T, save: (value: T) => Promise<unknown>): Chosen<T> {
  const [chosen, setChosen] = useState<{ readonly value: T } | null>(null);
  const [failed, setFailed] = useState(false);
  const newest = useRef(0);
  const underWay = useRef(0);
  const key = JSON.stringify(stored);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever the state moves on, it is what counts.
  useEffect(() => {
    if (underWay.current === 0) setChosen(null);
  }, [key]);
  const choose = useCallback(
    (value: T) => {
      const run = ++newest.current;
      const isNewest = () => run === newest.current;
      setChosen({ value });
      setFailed(false);
      underWay.current += 1;
      save(value).then(
        () => {
          underWay.current -= 1;
          setTimeout(() => isNewest() && setChosen(null), patience);
        },
        () => {
          underWay.current -= 1;
          if (!isNewest()) return;
          setChosen(null);
          setFailed(true);
        },
      );
    },
    [save],
  );
  return { value: chosen ? chosen.value : stored, choose, failed };
}
