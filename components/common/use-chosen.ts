import { useCallback, useEffect, useRef, useState } from 'react';

export interface Chosen<T> {
  /** The value chosen just now, or the stored one. */
  readonly value: T;
  readonly choose: (value: T) => void;
  /** The last choice was not accepted. */
  readonly failed: boolean;
}

/** In ms: the state may show a stored choice this long after its confirmation. */
const patience = 1000;

/**
 * A stored value (JSON) that a request changes. A choice shows at once, and stays until the state shows the result.
 * While a choice is under way, the state shows an earlier one: keys pass other choices on the way to the intended one.
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
