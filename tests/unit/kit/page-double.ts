import type { ByHand, DesiredSettings, PageRegister } from '@/lib/messaging';
import type { PageReport } from '@/lib/messaging/protocol';
import type { AppId, Json } from '@/lib/model';
import { isEqual } from '@/lib/settings/rules';

const fields = { 'ui.theme': 'theme', 'ui.language': 'language', 'ui.textSize': 'textSize' } as const;

/** An open page of an app, as far as the background can tell one from a real one: it keeps to the protocol. */
export class PageDouble {
  /** What the app keeps in the page's storage, in its own form; a missing one is not set. */
  readonly held: Partial<Record<PageRegister, Json>>;
  #byHand: ByHand = {};
  #asOf: number | null = null;
  /** What it was last told to hold; null: it belongs to no connected app. */
  desired: DesiredSettings['values'] | null = null;
  isSignedOut = false;
  /** What it shows only once it is loaded again. */
  afterReload: PageRegister[] = [];
  /** Nothing that it tells arrives. */
  isUnheard = false;
  /** It does not tell what it made of an answer. */
  isSilent = false;

  constructor(
    private readonly app: AppId,
    readonly tabId: number,
    held: Partial<Record<PageRegister, Json>>,
    private readonly send: (report: PageReport) => Promise<{ readonly desired: DesiredSettings | null } | null>,
  ) {
    this.held = { ...held };
  }

  /** Reports what it holds, and does what it is told to. */
  async report(): Promise<void> {
    if (this.isUnheard) return;
    const byHand = this.#byHand;
    const told = { ...this.held };
    const reply = await this.send(this.#read());
    const desired = reply?.desired;
    if (reply === null) this.desired = null;
    const hand = { ...this.#byHand };
    for (const register of Object.keys(byHand) as PageRegister[])
      if (this.#holds(register, told)) delete hand[register];
    this.#byHand = hand;
    if (desired && !this.isSignedOut) await this.#apply(desired, told);
  }

  /** The person changes a setting in the app's own page. */
  async choose(register: PageRegister, value: Json): Promise<void> {
    this.held[register] = value;
    this.#byHand = { ...this.#byHand, [register]: this.#asOf };
    await this.report();
  }

  async #apply({ asOf, values }: DesiredSettings, told: PageDouble['held']): Promise<void> {
    this.#asOf = asOf;
    this.desired = values;
    let hasChanged = false;
    for (const [name, value] of Object.entries(values)) {
      const register = name as PageRegister;
      if (!this.#holds(register, told) || register in this.#byHand || isEqual(this.held[register] ?? null, value))
        continue;
      this.held[register] = value;
      hasChanged = true;
    }
    if (hasChanged && !this.isSilent) await this.report();
  }

  #holds(register: PageRegister, told: PageDouble['held']): boolean {
    return isEqual(this.held[register] ?? null, told[register] ?? null);
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
    };
  }
}
