import { useCallback, useState } from 'react';

export interface Action<Arguments extends unknown[]> {
  readonly run: (...args: Arguments) => void;
  readonly busy: boolean;
  /** The last run failed. */
  readonly failed: boolean;
}

/** Runs an action for a click, and shows whether it runs or has failed. The first step runs inside the click. */
export function useAction<Arguments extends unknown[]>(
  action: (...args: Arguments) => Promise<unknown>,
): Action<Arguments> {
  const [state, setState] = useState({ busy: false, failed: false });
  const run = useCallback(
    (...args: Arguments) => {
      setState({ busy: true, failed: false });
      action(...args).then(
        () => setState({ busy: false, failed: false }),
        () => setState({ busy: false, failed: true }),
      );
    },
    [action],
  );
  return { run, ...state };
}
