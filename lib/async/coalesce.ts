export interface Coalesced {
  /** Resolves or rejects with the first run that begins after this call. */
  run(): Promise<void>;
  isRunning(): boolean;
}

/** Never does the work twice at once: all requests during a run cause one more run. */
export function coalesce(work: () => Promise<void>): Coalesced {
  let running: Promise<void> | null = null;
  let next: Promise<void> | null = null;
  const start = () => {
    next = null;
    running = work().finally(() => {
      running = null;
    });
    return running;
  };
  return {
    run() {
      if (next) return next;
      if (!running) return start();
      next = running.then(start, start);
      return next;
    },
    isRunning: () => running !== null || next !== null,
  };
}
