/** Lets everything run that needs nothing from outside. */
const drained = () => new Promise<void>((resolve) => setImmediate(resolve));

interface Waiting {
  readonly label: string;
  readonly go: () => void;
}

/**
 * Stands for everything that takes time: answers of servers, of storage, messages. Nothing that waits here goes on before
 * it is let, one at a time, in an order that a seed decides.
 */
export class Ticks {
  #waiting: Waiting[] = [];
  /** How much has gone on so far. */
  happened = 0;

  /** @param choose Which of so many goes on next; always the first: as in a line. */
  constructor(private readonly choose: (count: number) => number) {}

  wait(label: string): Promise<void> {
    return new Promise((go) => {
      this.#waiting.push({ label, go });
    });
  }

  /** @returns Whether there was anything to do. */
  async step(): Promise<boolean> {
    await drained();
    const [next] = this.#waiting.splice(this.choose(this.#waiting.length), 1);
    if (next) this.happened += 1;
    next?.go();
    return next !== undefined;
  }

  async steps(count: number): Promise<void> {
    for (let done = 0; done < count; done++) if (!(await this.step())) return;
  }

  /** Until nothing waits any more. @throws Error It never ends */
  async settle(): Promise<void> {
    for (let count = 0; count < 20_000; count++) if (!(await this.step())) return;
    throw new Error(`never quiet: ${this.#waiting.map(({ label }) => label).join(', ')}`);
  }
}
