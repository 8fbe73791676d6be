import { KeyedQueue } from '@/lib/async';
import type { DesiredSettings, PageReport } from '@/lib/messaging/protocol';
import { type AppId, appIds, type Connection, lastUsedPlace, type RegisterId } from '@/lib/model';
import { records, type Work } from '@/lib/store';
import type { Round } from '@/lib/sync/round';
import { Delivery, type DeliveryParts } from './delivery';
import {
  accountedFor,
  desiredIn,
  dueInPages,
  hasArrived,
  isNews,
  newsIn,
  sendingToPages,
  unsentToPages,
} from './page-settings';
import { type Asked, dueAt, isAwaited, planEffects } from './plan-effects';
import { SettingsCommands } from './settings-commands';
import type { SettingsSnapshot, SettingsStore } from './settings-store';

/**
 * What the user changed in a page can't be taken in now, since somebody is not known or all is paused. A page that gets
 * no answer tells it again.
 */
export class NotTakenInError extends Error {
  override readonly name = 'NotTakenInError';
}

/** Whom effects need not concern: it is up to date. */
interface But {
  /** An app that was read or written just now. */
  readonly app?: AppId;
  /** A tab that reported just now. */
  readonly tabId?: number;
}

/**
 * The loop that keeps the settings of two people in step. An event comes in, and a commit stores it with all that follows
 * from it. Effects are planned from the stored state, and their results are the next events.
 *
 * 1. Events: `of(people)` and `present` (what a user asks for), `pageReported`, `appRead`, `resume`.
 * 2. The commit: `SettingsStore.commit`, which applies the rules (`advance`).
 * 3. Effects: `planEffects`, done by `Delivery` behind an app's API, and by the app's pages as they report.
 */
export class SettingsSync {
  /** What whoever is signed in now can ask for. */
  readonly present: SettingsCommands;
  readonly #settings: SettingsStore;
  readonly #delivery: Delivery;
  readonly #queue = new KeyedQueue<'command'>();
  readonly #asked = new Map<AppId, Asked>();
  /** How many events and effects are being worked on, by the app that they concern. */
  readonly #going = new Map<AppId, number>();

  constructor(private readonly parts: DeliveryParts) {
    this.#settings = parts.settings;
    this.#delivery = new Delivery(parts);
    this.present = this.#for(this.#settings);
  }

  /** What these two people can ask for, and nobody else (`SettingsState.people`): while others are signed in, everything throws `OtherPeopleError`. */
  of(people: string): SettingsCommands {
    return this.#for(this.#settings.of(people));
  }

  #for(settings: SettingsStore): SettingsCommands {
    const { ports, store } = this.parts;
    return new SettingsCommands({
      ports,
      store,
      settings,
      delivery: this.#delivery,
      queue: this.#queue,
      follow: (snapshot) => this.#follow(snapshot),
      read: (app) => this.#deliver(app, 'read'),
    });
  }

  /** Whether this app's places are being read or written. */
  isBusy(app: AppId): boolean {
    return this.#delivery.isBusy(app) || (this.#going.get(app) ?? 0) > 0;
  }

  /** This app is disconnected: what it is asked is cut off. */
  stop(app: AppId): void {
    this.#delivery.stop(app);
  }

  /** See `Delivery.version`. */
  version(app: AppId): Promise<string | null> {
    return this.#delivery.version(app);
  }

  /** The worker starts: what waited when it was stopped goes on. */
  async resume(): Promise<void> {
    const snapshot = await this.#settings.read();
    for (const app of appIds) {
      if (!snapshot) return;
      if (isAwaited(app, snapshot)) void this.#deliver(app, 'write');
      // That pages were asked, or told that a write of ours arrived, may have been lost with the worker.
      if (dueInPages(snapshot.settings, app).length > 0) await this.#askPages(snapshot, app);
    }
  }

  /**
   * An app was read. `news`: whether anything of it changed, or it was read in full; then the places that take part are
   * read, too. `reading`: what `SessionMemory` keeps until all of that is taken in. `round`: what was asked.
   */
  appRead({ id, app }: Connection, news: 'news' | 'no-news', reading: string, round: Round | null): Promise<void> {
    return this.#counted(appIds, async () => {
      const { memory } = this.parts;
      const end = await this.#appRead(app, news, round);
      if (end === 'taken-in' && (await memory.get(id, 'reading')) === reading) await memory.forget(id, 'reading');
    });
  }

  async #appRead(app: AppId, news: 'news' | 'no-news', round: Round | null): Promise<'taken-in' | 'not-now'> {
    const before = await this.#settings.read();
    if (before && news === 'no-news' && (await this.#delivery.isRead(before, app))) {
      if (dueAt(app, before).length > 0) await this.#deliver(app, 'write');
      return 'taken-in';
    }
    // What one app tells may be what the other's places waited for: who is signed in, which models there are.
    const snapshot = before ?? (await this.#settings.commit());
    if (!snapshot) return 'not-now';
    let end: 'taken-in' | 'not-now' = 'taken-in';
    for (const each of appIds) {
      if (each !== app && !(await this.#delivery.needsReading(snapshot, each))) continue;
      const isAnswered = await this.#delivery.refresh(each, each === app ? round : null);
      if (each === app && !isAnswered) end = 'not-now';
    }
    await this.#follow(await this.#settings.commit(), { app });
    return end;
  }

  /**
   * A page reported what it holds.
   * @param storing Stores with it what else is new in the report; null: nothing
   * @returns What it is to hold; null leaves it as it is.
   * @throws NotTakenInError
   */
  async pageReported(
    connection: Connection,
    report: PageReport,
    { tabId, storing }: { readonly tabId: number; readonly storing: Work | null },
  ): Promise<DesiredSettings | null> {
    const { app } = connection;
    const before = await this.#settings.read();
    const isHere = before === null || before.signedIn.sides[app].connection.id === connection.id;
    const isOfInterest = report.ui !== null && isHere && (before === null || isNews(before.settings, app, report));
    const snapshot = isOfInterest ? await this.#takeIn(app, report, storing ?? undefined) : before;
    if (storing && !isOfInterest) await this.parts.store.commit(storing);
    if (report.ui === null || !isHere) return null;
    if (!snapshot) return this.#notTakenIn(app, report);
    if (snapshot.settings.paused && isByHand(report)) throw new NotTakenInError();
    if (snapshot.settings.seq !== before?.settings.seq) await this.#follow(snapshot, { tabId });
    return this.#desiredNow(snapshot, app, report);
  }

  #takeIn(app: AppId, report: PageReport, storing?: Work): Promise<SettingsSnapshot | null> {
    const news = ({ settings }: SettingsSnapshot) => newsIn(settings, app, report);
    return this.#settings.commit(accountedFor(app, report), news, storing && { also: storing });
  }

  /** Somebody is not known. An app that is connected alone is in step with nothing. */
  async #notTakenIn(app: AppId, report: PageReport): Promise<DesiredSettings | null> {
    const connections = (await this.parts.store.read(records.connections)) ?? [];
    if (connections.length < appIds.length) return { asOf: 0, values: {} };
    if (isByHand(report)) throw new NotTakenInError();
    // Once everybody is known, the app's pages are asked again.
    this.#asked.delete(app);
    return null;
  }

  /** What a page is to hold that reported this; what it is to write is stored as being on its way. Null: somebody left. */
  async #desiredNow(snapshot: SettingsSnapshot, app: AppId, report: PageReport): Promise<DesiredSettings | null> {
    const afterReload = await this.#afterReload(snapshot, app);
    // Somebody else may have come meanwhile.
    let now = await this.#settings.read();
    // The commit that stores one write may find another one due, for example by what LibreChat is known to offer by then (W3).
    while (now && unsentToPages(now.settings, app).length > 0) {
      const at = new Date(this.parts.ports.now()).toISOString();
      now = await this.#settings.commit(sendingToPages(app, at));
      // It may hold already what it is to write.
      if (now && hasArrived(now.settings, app, report)) now = await this.#takeIn(app, report);
    }
    return now && desiredIn(now.settings, app, afterReload);
  }

  async #afterReload({ signedIn }: SettingsSnapshot, app: AppId): Promise<readonly RegisterId[]> {
    const { connection, identity } = signedIn.sides[app];
    const afterReload = (await this.parts.store.read(records.ui(connection.id, identity)))?.afterReload ?? [];
    // A model that decides nothing by now is not given to the next document.
    return afterReload.filter((register) => register !== 'llm.model' || !signedIn.idle?.includes(lastUsedPlace));
  }

  /** After a commit: plans from what is stored what is to be done, and begins with it. */
  async #follow(snapshot: SettingsSnapshot | null, but: But = {}): Promise<void> {
    if (!snapshot) return;
    for (const app of appIds) {
      const its = app === but.app ? 'just-done' : 'to-do';
      const { effects, asked } = planEffects(app, snapshot, this.#asked.get(app) ?? {}, its);
      this.#asked.set(app, asked);
      if (effects.has('ask-pages')) await this.#askPages(snapshot, app, but.tabId);
      if (effects.has('read')) void this.#deliver(app, 'read');
      else if (effects.has('write')) void this.#deliver(app, 'write');
    }
  }

  #askPages({ signedIn }: SettingsSnapshot, app: AppId, but?: number): Promise<void> {
    return this.parts.ports.pages.askReports(signedIn.sides[app].connection, but);
  }

  /** Reads or writes an app's places. What that changed may be due elsewhere. */
  #deliver(app: AppId, how: 'read' | 'write'): Promise<void> {
    return this.#counted([app], async () => {
      const before = await this.#settings.read();
      await (how === 'read' ? this.#delivery.refresh(app) : this.#delivery.deliver(app));
      const after = await this.#settings.read();
      if (after?.settings !== before?.settings) await this.#follow(after, { app });
    });
  }

  async #counted(apps: readonly AppId[], work: () => Promise<void>): Promise<void> {
    for (const app of apps) this.#going.set(app, (this.#going.get(app) ?? 0) + 1);
    try {
      await work();
    } finally {
      for (const app of apps) this.#going.set(app, (this.#going.get(app) ?? 0) - 1);
    }
  }
}

const isByHand = ({ byHand = {} }: PageReport) => Object.keys(byHand).length > 0;
