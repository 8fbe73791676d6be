import type { DesiredSettings, ReportMessage } from '@/lib/messaging/protocol';
import type { Send } from '../runtime';
import { sameReport } from './read-page';

export interface ReporterPorts {
  readonly read: () => ReportMessage;
  readonly send: Send;
  /** Takes the background's fresh token for a document that lost its first refresh to ours. */
  readonly rescue: (token: string) => void;
  /** This page belongs to no connected app any more. */
  readonly left: () => void;
  /** The background has received this report. */
  readonly heard: (report: ReportMessage) => void;
  /** Makes the page hold the background's answer to this report at once. */
  readonly apply: (desired: DesiredSettings, report: ReportMessage) => void;
}

/** Reports the document's values and visibility to the background, and handles the answers. */
export class Reporter {
  readonly #ports: ReporterPorts;
  /** The last report; null if the document must report again. */
  #told: ReportMessage | null = null;
  #input = false;

  constructor(ports: ReporterPorts) {
    this.#ports = ports;
  }

  /** Reports in every case. */
  async report(): Promise<void> {
    await this.#tell(this.#ports.read());
  }

  /** Reports only if something changed. */
  async reportChange(): Promise<void> {
    const report = this.#ports.read();
    if (this.#told === null || !sameReport(this.#told, report)) await this.#tell(report);
  }

  /** The user used a key or a pointer in the document. */
  noteInput(): void {
    this.#input = true;
  }

  /** Reports that the document is visible, and whether it was used since the last report. */
  async heartbeat(): Promise<void> {
    const input = this.#input;
    this.#input = false;
    await this.#ports.send({ type: 'page-heartbeat', input });
  }

  async #tell(report: ReportMessage): Promise<void> {
    this.#told = report;
    const reply = await this.#ports.send(report);
    if (reply === null) return this.#ports.left();
    if (reply !== undefined) this.#ports.heard(report);
    // The report was lost: the next check sends it, unless a newer one is on its way.
    if (this.#told === report) this.#told = reply === undefined ? null : { ...report, byHand: {} };
    if (reply?.rescue) this.#ports.rescue(reply.rescue);
    if (!reply?.desired) return;
    this.#ports.apply(reply.desired, report);
    await this.reportChange();
  }
}
