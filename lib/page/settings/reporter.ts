import type { DesiredSettings } from '@/lib/messaging/protocol';
import type { Send } from '../runtime';
import { type PageReport, sameReport } from './read-page';

export interface ReporterPorts {
  readonly read: () => PageReport;
  readonly send: Send;
  /** Takes the fresh token that the background has for a document that lost its first refresh to ours. */
  readonly rescue: (token: string) => void;
  /** This is no page of a connected app any more. */
  readonly left: () => void;
  /** The background has heard this. */
  readonly heard: (report: PageReport) => void;
  /** Makes the page hold at once what the background answered to this report. */
  readonly apply: (desired: DesiredSettings, report: PageReport) => void;
}

/** Tells the background what the document holds and that it is being looked at, and takes what it answers. */
export class Reporter {
  readonly #ports: ReporterPorts;
  /** What the background was last told; null when it has to be told again. */
  #told: PageReport | null = null;
  #input = false;

  constructor(ports: ReporterPorts) {
    this.#ports = ports;
  }

  /** Reports in any case. */
  async report(): Promise<void> {
    await this.#tell(this.#ports.read());
  }

  /** Reports only what is not known yet. */
  async reportChange(): Promise<void> {
    const report = this.#ports.read();
    if (this.#told === null || !sameReport(this.#told, report)) await this.#tell(report);
  }

  /** The person used a key or a pointer in the document. */
  noteInput(): void {
    this.#input = true;
  }

  /** Says that the document is being looked at, and whether it was used since this was last said. */
  async look(): Promise<void> {
    const input = this.#input;
    this.#input = false;
    await this.#ports.send({ type: 'page-look', input });
  }

  async #tell(report: PageReport): Promise<void> {
    this.#told = report;
    const reply = await this.#ports.send(report);
    if (reply === null) return this.#ports.left();
    if (reply !== undefined) this.#ports.heard(report);
    // Nobody heard it: then the next look at the page tells it, unless a newer report is on its way.
    if (this.#told === report) this.#told = reply === undefined ? null : { ...report, byHand: {} };
    if (reply?.rescue) this.#ports.rescue(reply.rescue);
    if (!reply?.desired) return;
    this.#ports.apply(reply.desired, report);
    await this.reportChange();
  }
}
