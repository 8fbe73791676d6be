import type { Closed, EventName, Events, Sums } from './events';

/** The most that is kept. */
export const mostEntries = 500;

/** What is added up stands in one entry for so long, in ms. */
const sumSpan = 60_000;

export interface Entry {
  /** ms since the epoch. */
  readonly at: number;
  readonly event: EventName;
  readonly fields: Readonly<Record<string, string | number>>;
}

/**
 * The last things that happened in the background, for a bug report. It lives in memory: `keepLog` stores it. What it may
 * hold is a matter of types (`Events`).
 */
export class DiagnosticLog {
  #entries: readonly Entry[] = [];
  /** Called after each entry. */
  onNoted: () => void = () => undefined;

  /** @param now ms since the epoch */
  constructor(private readonly now: () => number) {}

  /** The oldest first. */
  get entries(): readonly Entry[] {
    return this.#entries;
  }

  note<E extends keyof Events>(event: E, fields: Closed<Events[E]>): void {
    this.#set([...this.#entries, { at: this.now(), event, fields: fields as Entry['fields'] }]);
  }

  /** Adds numbers to the present entry of this event. */
  add<E extends keyof Sums>(event: E, amounts: Closed<Sums[E]>): void {
    const now = this.now();
    const isPresent = (entry: Entry) => entry.event === event && Math.abs(now - entry.at) <= sumSpan;
    const present = this.#entries.findLast(isPresent);
    const fields = { ...present?.fields };
    for (const [name, amount] of Object.entries(amounts)) fields[name] = Number(fields[name] ?? 0) + Number(amount);
    const entry = { at: present?.at ?? now, event, fields };
    this.#set(present ? this.#entries.map((one) => (one === present ? entry : one)) : [...this.#entries, entry]);
  }

  /** Puts what the worker's former lives noted before what this one did. */
  restore(former: readonly Entry[]): void {
    this.#entries = [...former, ...this.#entries].slice(-mostEntries);
  }

  #set(entries: readonly Entry[]): void {
    this.#entries = entries.slice(-mostEntries);
    this.onNoted();
  }
}
