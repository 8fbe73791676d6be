import type { Ticks } from './ticks';

/** A promise that is never kept: what a stopped worker waited for. */
const never = new Promise<never>(() => {});

interface LifeOptions {
  /** Whether an answer takes a while, so that others come before it. */
  readonly isSlow: (label: string) => boolean;
  readonly onKilled: () => void;
}

/** Answers to these leave the world as it is: a worker that is stopped at one leaves the same behind as at the one before. */
const readings = new Set([
  'get',
  'facts',
  'user',
  'llm',
  'ui',
  'workspaces',
  'token',
  'open',
  'grant',
  'offers',
  'read',
  'compare',
]);

/** One life of the background's worker, from its start until it is stopped. */
export class Life {
  /** How many of its awaits were different for the world: something was done, or something else had happened, before. */
  moments = 0;
  #happened = -1;
  #killAt = Number.POSITIVE_INFINITY;
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

  /** The so manieth moment from now on is its last. */
  killAfter(moments: number): void {
    this.#killAt = this.moments + moments;
  }

  /** Waits as for an answer from outside; a worker that is stopped meanwhile never gets it. */
  async answered(label: string): Promise<void> {
    if (!this.#alive) return never;
    const isOther = !readings.has(label.split(' ')[0] ?? '') || this.ticks.happened !== this.#happened;
    this.#happened = this.ticks.happened;
    if (isOther) this.moments += 1;
    if (isOther && this.moments === this.#killAt) {
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
