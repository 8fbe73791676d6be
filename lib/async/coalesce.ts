export interface Coalesced {
  /** Resolves or rejects as the first run that begins from now on. */
  run(): Promise<void>;
  isRunning(): boolean;
}

/** Never does the work twice at once: however often it is asked for while it is being done, it is done once more. */
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
