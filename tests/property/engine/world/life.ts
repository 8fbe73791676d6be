import type { Ticks } from './ticks';

/** A promise that is never kept: what a stopped worker waited for. */
const never = new Promise<never>(() => {});

interface LifeOptions {
  /** Which of its awaits is its last; null: it is not killed. */
  readonly killAt: number | null;
  /** Whether an answer takes a while, so that others come before it. */
  readonly isSlow: (label: string) => boolean;
  readonly onKilled: () => void;
}

/** One life of the background's worker, from its start until it is stopped. */
export class Life {
  /** How often it has waited for an answer from outside. */
  awaits = 0;
  #alive = true;
  #end: () => void = () => undefined;
  /** Resolves when it is over. */
  readonly over = new Promise<void>((resolve) => {
    this.#end = resolve;
  });

  constructor(
    private readonly ticks: Ticks,
    private readonly options: LifeOptions,
  ) {}

  get isAlive(): boolean {
    return this.#alive;
  }

  /** Waits as for an answer from outside; a worker that is stopped meanwhile never gets it. */
  async answered(label: string): Promise<void> {
    if (!this.#alive) return never;
    this.awaits += 1;
    if (this.awaits === this.options.killAt) {
      this.kill();
      return never;
    }
    if (this.options.isSlow(label)) await this.ticks.wait(label);
    return this.#alive ? undefined : never;
  }

  kill(): void {
    if (!this.#alive) return;
    this.#alive = false;
    this.#end();
    this.options.onKilled();
  }
}
