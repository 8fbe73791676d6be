/**
 * All calls during a run share that run and its result.
 * @param keyOf Runs with different keys are independent
 */
export function singleFlight<Given extends readonly unknown[], T>(
  work: (...given: Given) => Promise<T>,
  keyOf: (...given: Given) => unknown = () => null,
): (...given: Given) => Promise<T> {
  const running = new Map<unknown, Promise<T>>();
  return (...given) => {
    const key = keyOf(...given);
    let run = running.get(key);
    if (!run) {
      run = work(...given).finally(() => running.delete(key));
      running.set(key, run);
    }
    return run;
  };
}

/** A single flight whose result is kept for good. After a failure the next call tries again. */
export function once<T>(work: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | null = null;
  return () => {
    result ??= work().catch((error: unknown) => {
      result = null;
      throw error;
    });
    return result;
  };
}
