import type { DesiredSettings, PageRegister, ReportMessage } from '@/lib/messaging/protocol';
import type { AppId } from '@/lib/model';
import { applied } from './apply-desired';
import { isSignedOutPage } from './document-path';
import { isYoung, type Kept, keptKey, keptText, nothingKept, readKept, writeKept } from './kept';
import { setupChat } from './last-used';
import type { DocumentSource } from './page-source';
import {
  isSameText,
  type PageValues,
  pageRegisters,
  readValue,
  readValues,
  registerAt,
  shownText,
  type UiRegister,
  writeValue,
} from './page-values';
import { isLive } from './preview';
import { reportedText } from './read-page';

/**
 * In ms. For this long a changed value is left to the page in which it changed, before another page restores it. For
 * this long after a move inside the page AnythingLLM may rewrite its own values.
 */
export const graceTime = 3_000;

/** The values of a page at a moment. */
export interface PageSight {
  readonly values: PageValues;
  /** See {@link setupChat}. */
  readonly chat: string | null;
}

export interface GuardPorts {
  readonly app: AppId;
  readonly basePath: string;
  readonly source: DocumentSource;
  /** The values that the app read when this document started. */
  readonly boot: PageValues;
  /** The page's values when the user first used it, before the guard started; null: they did not. */
  readonly early: PageSight | null;
  /** The document's start time (in ms since the epoch), and its path then. */
  readonly start: { readonly at: number; readonly path: string };
  /**
   * Shows a value in the open page, if that is possible.
   * @param by Whether the app's own control may be used, so that the app writes the value, too
   * @returns Whether the app itself holds the value now
   */
  readonly preview: (register: UiRegister, text: string, by: 'control' | 'appearance') => boolean;
  /** In ms since the epoch. */
  readonly now: () => number;
}

/**
 * Keeps a page's settings at the values that the background desires, and separates the user's changes from the app's
 * own writes. All of this is synchronous: no other script runs between a comparison and its write.
 */
export class Guard {
  readonly #ports: GuardPorts;
  /** The storage's values at the last check. */
  readonly #known: PageValues;
  /** The values that the app in this document holds, read at its start or written last. It may write them again. */
  readonly #own: PageValues;
  /** Until this time the value that another document wrote is left to that document. */
  readonly #foreign = new Map<PageRegister, number>();
  /** Until this time another document decides whether its own write was made by hand. */
  readonly #elsewhere = new Map<PageRegister, number>();
  #hand: 'still' | 'moving' = 'still';
  /** The shown page of the app, and since when. */
  #path: string;
  #movedAt: number;
  #chat: string | null;
  /** The version of the settings that this document got last; null: not known. */
  #asOf: number | null;
  /** The model choice that the next document makes. */
  #model: string | null;

  constructor(ports: GuardPorts) {
    this.#ports = ports;
    const { source, boot, early, start } = ports;
    this.#own = { ...boot };
    this.#known = { ...boot };
    this.#chat = early ? early.chat : setupChat(source.store);
    const kept = this.#kept();
    this.#model = kept?.once ?? null;
    this.#asOf = kept?.asOf ?? null;
    this.#path = start.path;
    this.#movedAt = start.at;
    if (!early) return;
    // As if the guard had been running at that time.
    this.#takeSight(early);
    this.#hand = 'moving';
  }

  /** The user presses a key or a pointer: changes from now on may be theirs. Call it before the page gets the event. */
  inputBegins(): void {
    // Earlier changes are judged by the earlier input, before the next change replaces them.
    this.check();
    this.#hand = 'moving';
  }

  /** The user has not pressed a key or a pointer for a while: changes from now on are not theirs. */
  inputEnds(): void {
    this.check();
    this.#hand = 'still';
  }

  /** Checks the page's values: takes in changes made by hand, and restores values that the app changed. */
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
   * @param key As in the `storage` event
   * @returns Whether to check again after {@link graceTime}
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
      // More changes may follow in the other document; a write of this document's app would undo them.
      if (text !== undefined) this.#show(each, text, 'appearance');
    }
    return this.#foreign.size > 0;
  }

  /**
   * Makes the page hold the desired values.
   * @param report The page's report that they answer
   */
  apply(desired: DesiredSettings, report: ReportMessage): void {
    const { app, basePath, source } = this.#ports;
    if (this.#isSignedOut()) return;
    // Earlier changes are judged by the earlier note.
    this.check();
    this.#asOf = desired.asOf;
    const kept = this.#kept() ?? nothingKept(basePath);
    const waited = report.ui?.afterReload ?? [];
    const waiting = this.#afterReload();
    const hasMoved = (register: PageRegister) =>
      register in kept.hand ||
      this.#foreign.has(register) ||
      reportedText(report, register) !== (this.#known[register] ?? null) ||
      // An answer repeats the wait in its report: the answers to two reports would swap it without end.
      waited.includes(register) !== waiting.includes(register);
    const result = applied(desired, { app, kept, hasMoved });
    // The note comes first: another page of the app that checks in between then agrees with it.
    if (JSON.stringify(result.kept) !== JSON.stringify(kept)) this.#keep(result.kept);
    // A new document made the choice and took it out of the note; this one still waits.
    this.#model = result.kept.once ?? (hasMoved('llm.model') ? this.#model : null);
    for (const [register, text] of result.news) {
      if (this.#known[register] !== text) writeValue(app, source, register, text);
      this.#known[register] = readValue(app, source, register);
      this.#show(register, text);
    }
    this.check();
  }

  /** Adds the guard's own knowledge to a report. */
  describe(report: ReportMessage): ReportMessage {
    const { ui } = report;
    const afterReload = ui ? this.#afterReload() : [];
    const byHand = ui ? (this.#kept()?.hand ?? {}) : {};
    return {
      ...report,
      ui: ui && afterReload.length > 0 ? { ...ui, afterReload } : ui,
      byHand,
      foreign: [...this.#elsewhere].filter(([, until]) => until > this.#ports.now()).map(([register]) => register),
    };
  }

  /** The background has received this report. */
  heard(report: ReportMessage): void {
    const kept = this.#kept();
    const told = Object.keys(report.byHand ?? {}) as PageRegister[];
    if (!kept || told.length === 0) return;
    const { app, source } = this.#ports;
    const hand = { ...kept.hand };
    // A setting that the user changed again since then still has to be reported.
    for (const one of told) if (reportedText(report, one) === readValue(app, source, one)) delete hand[one];
    this.#keep({ ...kept, hand });
  }

  #takeSight({ values, chat }: PageSight): void {
    for (const register of pageRegisters(this.#ports.app)) {
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
    // Opening another chat makes its model the last used one; that is not a choice of a model.
    if (register === 'llm.model') return chat === 'new' || chat === this.#chat;
    // AnythingLLM itself writes these at every load if they are missing.
    return before !== null || app !== 'anythingllm' || register === 'ui.textSize';
  }

  /**
   * Whether the app writes this setting without a choice of the user. LibreChat writes only the model. AnythingLLM
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
        // When the system's theme changes, the app shows its own theme again without writing it.
        this.#show(register, text);
      }
    }
  }

  #afterReload(): PageRegister[] {
    const { app } = this.#ports;
    return pageRegisters(app).filter((register) => {
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

  #show(register: PageRegister, text: string, by: 'control' | 'appearance' = 'control'): void {
    if (register !== 'llm.model' && this.#ports.preview(register, text, by)) this.#own[register] = text;
  }
}
