import type { Closed, EventName, Events, Sums } from './events';

/** The most entries that are kept. */
export const mostEntries = 500;

/** In ms: for this long numbers are added up in one entry. */
const sumSpan = 60_000;

export interface Entry {
  /** ms since the epoch. */
  readonly at: number;
  readonly event: EventName;
  readonly fields: Readonly<Record<string, string | number>>;
}

/**
 * The last events in the background, for a bug report. The log lives in memory; `keepLog` stores it. Types decide what
 * it may hold (`Events`).
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

  /** Adds numbers to the current entry of this event. */
  add<E extends keyof Sums>(event: E, amounts: Closed<Sums[E]>): void {
    const now = this.now();
    const isPresent = (entry: Entry) => entry.event === event && Math.abs(now - entry.at) <= sumSpan;
    const present = this.#entries.findLast(isPresent);
    const fields = { ...present?.fields };
    for (const [name, amount] of Object.entries(amounts)) fields[name] = Number(fields[name] ?? 0) + Number(amount);
    const entry = { at: present?.at ?? now, event, fields };
    this.#set(present ? this.#entries.map((one) => (one === present ? entry : one)) : [...this.#entries, entry]);
  }

  /** Puts the entries of the worker's earlier lives before those of this one. */
  restore(former: readonly Entry[]): void {
    this.#entries = [...former, ...this.#entries].slice(-mostEntries);
  }

  #set(entries: readonly Entry[]): void {
    this.#entries = entries.slice(-mostEntries);
    this.onNoted();
  }
}
