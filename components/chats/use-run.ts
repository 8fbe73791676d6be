import { useEffect, useRef, useState } from 'react';
import type { RunEnd, RunProgress } from '../ports';

type Run<T, R> = (onProgress: (progress: RunProgress) => void, signal: AbortSignal) => Promise<RunEnd<T, R>>;

export type RunState<T, R> =
  | { readonly kind: 'idle' | 'failed' }
  | ({ readonly kind: 'running' } & RunProgress)
  | { readonly kind: 'ended'; readonly end: RunEnd<T, R> };

/** One run at a time, with its progress. It ends with the view. */
export function useRun<T, R>() {
  const [state, setState] = useState<RunState<T, R>>({ kind: 'idle' });
  const cancel = useRef<AbortController | null>(null);
  useEffect(() => () => cancel.current?.abort(), []);
  const start = async (run: Run<T, R>): Promise<void> => {
    const mine = new AbortController();
    cancel.current = mine;
    setState({ kind: 'running', done: 0, all: 0, waitsUntil: null });
    try {
      const end = await run((progress) => setState({ kind: 'running', ...progress }), mine.signal);
      setState({ kind: 'ended', end });
    } catch {
      setState({ kind: 'failed' });
    }
  };
  return { state, start, cancel: () => cancel.current?.abort(), reset: () => setState({ kind: 'idle' }) };
}
