import type { DesiredSettings, PageRegister } from '@/lib/messaging/protocol';
import type { AppId } from '@/lib/model';
import { applied } from './apply-desired';
import { isSignedOutPage } from './document-path';
import { isYoung, type Kept, keptKey, keptText, nothingKept, readKept, writeKept } from './kept';
import { setupChat } from './last-used';
import type { DocumentSource } from './page-source';
import {
  isSameText,
  type PageValues,
  readValue,
  readValues,
  registerAt,
  registersOf,
  shownText,
  type UiRegister,
  writeValue,
} from './page-values';
import { isLive } from './preview';
import { type PageReport, reportedText } from './read-page';

/**
 * How long the page in which a value changed has to account for it, before another page puts it back, and how long
 * AnythingLLM may write what it believes after one moved about in it, in ms.
 */
export const graceTime = 3_000;

/** What a page held at a moment. */
export interface PageSight {
  readonly values: PageValues;
  /** As {@link setupChat} tells it. */
  readonly chat: string | null;
}

export interface GuardPorts {
  readonly app: AppId;
  readonly basePath: string;
  readonly source: DocumentSource;
  /** What the app read when this document started. */
  readonly boot: PageValues;
  /** What the page held when the person first used it, before this began; null: they did not. */
  readonly early: PageSight | null;
  /** When the document started (in ms since the epoch), and at which path. */
  readonly begun: { readonly at: number; readonly path: string };
  /**
   * Shows a value in the open page, if that can be done.
   * @param by whether the app's own control may be used, so that the app writes the value, too
   * @returns whether the app itself believes it now
   */
  readonly preview: (register: UiRegister, text: string, by: 'control' | 'look') => boolean;
  /** In ms since the epoch. */
  readonly now: () => number;
}

/**
 * Keeps a page's settings at what the background desires, and tells the person's hand from what the app does by itself.
 * Everything here is synchronous: between a comparison and its write nobody else comes.
 */
export class Guard {
  readonly #ports: GuardPorts;
  /** What the storage held when it was last looked at. */
  readonly #known: PageValues;
  /** What the app in this document believes, and writes again whenever it likes: what it read, or wrote last. */
  readonly #own: PageValues;
  /** Until when what another document wrote is that document's business. */
  readonly #foreign = new Map<PageRegister, number>();
  /** Until when whose hand wrote what another document wrote is for that one to tell. */
  readonly #elsewhere = new Map<PageRegister, number>();
  #hand: 'still' | 'moving' = 'still';
  /** Which page of the app is shown, and since when. */
  #path: string;
  #movedAt: number;
  #chat: string | null;
  /** Which settings this document was given last; null: not known. */
  #asOf: number | null;
  /** The model choice that only the next document makes. */
  #model: string | null;

  constructor(ports: GuardPorts) {
    this.#ports = ports;
    const { source, boot, early, begun } = ports;
    this.#own = { ...boot };
    this.#known = { ...boot };
    this.#chat = early ? early.chat : setupChat(source.store);
    const kept = this.#kept();
    this.#model = kept?.once ?? null;
    this.#asOf = kept?.asOf ?? null;
    this.#path = begun.path;
    this.#movedAt = begun.at;
    if (!early) return;
    // As if this had been there when they did.
    this.#takeSight(early);
    this.#hand = 'moving';
  }

  /**
   * The person uses a key or a pointer: what changes from now on may be their doing. Call it before the page hears it.
   */
  inputBegins(): void {
    // What changed before it is judged by the hand that was there then, and before the next change takes its place.
    this.check();
    this.#hand = 'moving';
  }

  /** The person has not used a key or pointer for a while: what changes from now on is not their doing. */
  inputEnds(): void {
    this.check();
    this.#hand = 'still';
  }

  /** Looks at what the page holds: takes in what changed by hand, and puts back what changed by itself. */
  check(): void {
    const { app, source } = this.#ports;
    if (source.place.pathname !== this.#path) {
      this.#path = source.place.pathname;
      this.#movedAt = this.#ports.now();
    }
    this.#takeSight({ values: readValues(app, source), chat: setupChat(source.store) });
    this.#putBack();
  }

  /**
   * Another document of the same origin wrote to the storage. Its own script judges and reports that.
   * @param key as in the `storage` event
   * @returns whether to check again once {@link graceTime} is over
   */
  otherWrote(key: string | null): boolean {
    const { app, source, now } = this.#ports;
    const register = registerAt(app, key);
    if (register) {
      this.#known[register] = readValue(app, source, register);
      this.#foreign.set(register, now() + graceTime);
      this.#elsewhere.set(register, now() + graceTime);
    } else if (key !== keptKey(app)) return false;
    const kept = this.#kept();
    for (const each of this.#foreign.keys()) {
      const text = keptText(kept, each);
      if (text !== undefined && this.#known[each] !== text) continue;
      this.#foreign.delete(each);
      // In the other document more may follow at once: what this one's app wrote would undo it.
      if (text !== undefined) this.#show(each, text, 'look');
    }
    return this.#foreign.size > 0;
  }

  /**
   * Makes the page hold what it is to hold.
   * @param report what the page told when that was decided
   */
  apply(desired: DesiredSettings, report: PageReport): void {
    const { app, basePath, source } = this.#ports;
    if (this.#isSignedOut()) return;
    // What happened before it is judged by what was kept before it.
    this.check();
    this.#asOf = desired.asOf;
    const kept = this.#kept() ?? nothingKept(basePath);
    const hasMoved = (register: PageRegister) =>
      register in kept.hand ||
      this.#foreign.has(register) ||
      reportedText(report, register) !== (this.#known[register] ?? null);
    const result = applied(desired, { app, kept, hasMoved });
    // First what is kept: another page of the app that looks in between then helps instead of hindering.
    if (JSON.stringify(result.kept) !== JSON.stringify(kept)) this.#keep(result.kept);
    this.#model = result.kept.once;
    for (const [register, text] of result.news) {
      if (this.#known[register] !== text) writeValue(app, source, register, text);
      this.#known[register] = readValue(app, source, register);
      this.#show(register, text);
    }
    this.check();
  }

  /** Adds to a report what only we know. */
  describe(report: PageReport): PageReport {
    const { ui } = report;
    const waiting = ui ? this.#waitingForReload() : [];
    const byHand = ui ? (this.#kept()?.hand ?? {}) : {};
    return {
      ...report,
      ui: ui && waiting.length > 0 ? { ...ui, afterReload: waiting } : ui,
      byHand,
      foreign: [...this.#elsewhere].filter(([, until]) => until > this.#ports.now()).map(([register]) => register),
    };
  }

  /** The background has heard this report. */
  heard(report: PageReport): void {
    const kept = this.#kept();
    const told = Object.keys(report.byHand ?? {}) as PageRegister[];
    if (!kept || told.length === 0) return;
    const { app, source } = this.#ports;
    const hand = { ...kept.hand };
    // What the person changed again since then is still to be told.
    for (const one of told) if (reportedText(report, one) === readValue(app, source, one)) delete hand[one];
    this.#keep({ ...kept, hand });
  }

  #takeSight({ values, chat }: PageSight): void {
    for (const register of registersOf(this.#ports.app)) {
      const value = values[register] ?? null;
      if (value !== (this.#known[register] ?? null)) this.#changed(register, value, chat);
    }
    this.#chat = chat;
  }

  #changed(register: PageRegister, value: string | null, chat: string | null): void {
    const before = this.#known[register] ?? null;
    this.#known[register] = value;
    const kept = this.#kept();
    const text = keptText(kept, register);
    if (text !== undefined && value === text) {
      this.#show(register, text);
    } else if (value !== null && this.#isByHand(register, before, value, chat)) {
      this.#own[register] = value;
      this.#foreign.delete(register);
      this.#takeIn(kept ?? nothingKept(this.#ports.basePath), register, value);
    } else if (value !== null) {
      this.#own[register] = value;
    }
  }

  #isByHand(register: PageRegister, before: string | null, value: string, chat: string | null): boolean {
    const { app } = this.#ports;
    if (this.#hand === 'still') return false;
    if (isSameText(app, register, this.#own[register] ?? null, value) && this.#writesByItself(register)) return false;
    // Opening another chat makes its model the last used one; that is no choice of a model.
    if (register === 'llm.model') return chat === 'new' || chat === this.#chat;
    // AnythingLLM itself writes what is missing of these at every load.
    return before !== null || app !== 'anythingllm' || register === 'ui.textSize';
  }

  /**
   * Whether the app writes this setting without a choice of the person. LibreChat writes only the model. AnythingLLM
   * writes theme and language, at loads and at moves inside the page (measured: facts/librechat-own-writes,
   * facts/anythingllm-own-writes).
   */
  #writesByItself(register: PageRegister): boolean {
    const { app, now } = this.#ports;
    if (register === 'llm.model') return true;
    return app === 'anythingllm' && register !== 'ui.textSize' && now() - this.#movedAt < graceTime;
  }

  #takeIn(kept: Kept, register: PageRegister, value: string): void {
    const hand = { ...kept.hand, [register]: this.#asOf };
    if (register === 'llm.model') {
      this.#model = null;
      this.#keep({ ...kept, once: null, hand });
    } else {
      const keep = kept.keep[register] === undefined ? kept.keep : { ...kept.keep, [register]: value };
      this.#keep({ ...kept, keep, hand });
    }
  }

  #putBack(): void {
    const { app, source, now } = this.#ports;
    const kept = this.#kept();
    if (!kept || this.#isSignedOut()) return;
    if (!isYoung(kept, now())) this.#keep(kept);
    for (const [register, text] of Object.entries(kept.keep) as [UiRegister, string][]) {
      if ((this.#foreign.get(register) ?? 0) > now()) continue;
      this.#foreign.delete(register);
      const value = this.#known[register] ?? null;
      if (!isSameText(app, register, value, text)) {
        writeValue(app, source, register, text);
        this.#known[register] = readValue(app, source, register);
        this.#show(register, text);
      } else if (register === 'ui.theme' && !isSameText(app, register, this.#own[register] ?? null, text)) {
        // The app shows its own theme again whenever the system's changes, without writing it.
        this.#show(register, text);
      }
    }
  }

  #waitingForReload(): PageRegister[] {
    const { app } = this.#ports;
    return registersOf(app).filter((register) => {
      const own = this.#own[register] ?? null;
      if (register === 'llm.model') return this.#model !== null && own !== this.#model;
      const value = this.#known[register] ?? null;
      const shown = shownText(app, register, own);
      return value !== null && !isLive(app, register) && !isSameText(app, register, shown, value);
    });
  }

  #isSignedOut(): boolean {
    const { app, basePath, source } = this.#ports;
    return isSignedOutPage(app, basePath, source.place);
  }

  #kept(): Kept | null {
    const { app, basePath, source } = this.#ports;
    const kept = readKept(app, source.store);
    return kept?.base === basePath ? kept : null;
  }

  #keep(kept: Kept): void {
    const { app, source, now } = this.#ports;
    writeKept(app, source.store, kept, now());
  }

  #show(register: PageRegister, text: string, by: 'control' | 'look' = 'control'): void {
    if (register !== 'llm.model' && this.#ports.preview(register, text, by)) this.#own[register] = text;
  }
}
