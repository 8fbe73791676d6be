import type { PageOrder, PageRegister } from '@/lib/messaging';
import type { AppId, Json, Seen } from '@/lib/model';
import { isEqual } from '@/lib/reconcile';
import type { PageReport } from '@/lib/sync';

const fields = { 'ui.theme': 'theme', 'ui.language': 'language', 'ui.textSize': 'textSize' } as const;

/** An open page of an app, as far as the background can tell one from a real one: it keeps to the protocol. */
export class PageDouble {
  /** What the app keeps in the page's storage, in its own form; a missing one is not set. */
  readonly held: Partial<Record<PageRegister, Json>>;
  #byHand: PageRegister[] = [];
  #carriedOut: number | null = null;
  isSignedOut = false;
  /** What it shows only once it is loaded again. */
  afterReload: PageRegister[] = [];
  /** Nothing that it tells arrives. */
  isUnheard = false;

  constructor(
    private readonly app: AppId,
    readonly tabId: number,
    held: Partial<Record<PageRegister, Json>>,
    private readonly send: (report: PageReport) => Promise<{ readonly order: PageOrder | null } | null>,
  ) {
    this.held = { ...held };
  }

  /** Reports what it holds, and does what it is told to. */
  async report(): Promise<void> {
    if (this.isUnheard) return;
    const byHand = this.#byHand;
    const order = (await this.send(this.#read()))?.order;
    this.#byHand = this.#byHand.filter((register) => !byHand.includes(register));
    if (order) await this.carryOut(order);
  }

  /** The person changes a setting in the app's own page. */
  async choose(register: PageRegister, value: Json): Promise<void> {
    this.held[register] = value;
    this.#byHand = [...new Set([...this.#byHand, register])];
    await this.report();
  }

  async carryOut(order: PageOrder): Promise<void> {
    if (this.isSignedOut || order.number === this.#carriedOut) return;
    this.#carriedOut = order.number;
    for (const { register, expected, target } of order.set) {
      const found: Seen = register in this.held ? { value: this.held[register] ?? null } : 'absent';
      if (isEqual(found, expected)) this.held[register] = target;
    }
    await this.report();
  }

  #read(): PageReport {
    const { held } = this;
    const textOf = (register: keyof typeof fields) => (held[register] as string | undefined) ?? null;
    const model = held['llm.model'] as { endpoint: string; model: string } | undefined;
    return {
      session: this.app === 'librechat' ? 'unknown' : 'present',
      path: '/',
      ui: this.isSignedOut
        ? null
        : {
            theme: textOf('ui.theme'),
            language: textOf('ui.language'),
            textSize: textOf('ui.textSize'),
            ...(this.afterReload.length > 0 && { afterReload: this.afterReload }),
          },
      lastUsed: model ? { provider: model.endpoint, model: model.model } : null,
      byHand: this.#byHand,
      carriedOut: this.#carriedOut,
    };
  }
}
