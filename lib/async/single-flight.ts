/**
 * Whoever asks while the work is being done shares that run, and its end.
 * @param keyOf What is done for different keys does not wait for each other
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

/** A single flight whose result is kept for good, unless it failed: then the next call tries anew. */
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
