import { KeyedQueue } from '@/lib/async';
import type { DesiredSettings } from '@/lib/messaging/protocol';
import {
  type AppId,
  appIds,
  appOfPlace,
  type Connection,
  isPagePlace,
  lastUsedPlace,
  type PlaceId,
  type RegisterId,
} from '@/lib/model';
import { placeKey } from '@/lib/settings/rules';
import { peopleOf, records, type Work } from '@/lib/store';
import type { PageReport } from '../background/page-watch';
import type { Round } from '../sync/round';
import { dueWrites } from './change-history';
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
  untoldPlaces,
} from './page-settings';
import { isOlder } from './place-specs';
import { SettingsCommands } from './settings-commands';
import { type SettingsSnapshot, SettingsStore } from './settings-store';

/**
 * What the person changed in a page can't be taken in now, since somebody is not known or all is paused. A page that gets
 * no answer tells it again.
 */
export class NotTakenInError extends Error {
  override readonly name = 'NotTakenInError';
}

/**
 * Keeps the settings of two people in step: takes in what their pages and the apps' servers hold and what they wish for,
 * and has it written where it is due. All that it knows is stored before anything is sent.
 */
export class SettingsSync {
  /** What whoever is signed in now can ask for. */
  readonly present: SettingsCommands;
  readonly #settings: SettingsStore;
  readonly #delivery: Delivery;
  readonly #queue = new KeyedQueue<'command'>();
  /** As of which number of the sequence the pages of an app were last asked; a worker that starts anew asks them again. */
  readonly #asked = new Map<AppId, number>();
  /** Whose, and which places of an app were not known when they were last looked at. */
  readonly #untold = new Map<AppId, string>();
  /** How many news of the apps are being worked on. */
  #readings = 0;

  constructor(private readonly parts: Omit<DeliveryParts, 'settings'>) {
    this.#settings = new SettingsStore(parts.store, parts.ports.now, parts.ports.log);
    this.#delivery = new Delivery({ ...parts, settings: this.#settings });
    this.present = this.#for(this.#settings);
  }

  /** What these two people can ask for, and nobody else (`SettingsState.people`): while others are signed in, everything throws `OtherPeopleError`. */
  of(people: string): SettingsCommands {
    return this.#for(this.#settings.of(people));
  }

  #for(settings: SettingsStore): SettingsCommands {
    const { ports, store } = this.parts;
    const spread = (snapshot: SettingsSnapshot | null) => this.#spread(snapshot);
    return new SettingsCommands({ ports, store, settings, delivery: this.#delivery, queue: this.#queue, spread });
  }

  /** Whether this app's places are being read or written. */
  isBusy(app: AppId): boolean {
    return this.#delivery.isBusy(app) || this.#readings > 0;
  }

  /** Whether something waits to be written to this app: reason enough to ask it while nobody looks. */
  async isWaitingFor(app: AppId): Promise<boolean> {
    const snapshot = await this.#settings.read();
    return snapshot !== null && !snapshot.settings.paused && dueWrites(snapshot.settings).some(isAt(app));
  }

  /** What waited when the worker was stopped goes on. */
  async resume(): Promise<void> {
    for (const app of appIds) if (await this.isWaitingFor(app)) void this.#delivery.deliver(app);
    const snapshot = await this.#settings.read();
    // That pages were asked, or told that a write of ours arrived, may have been lost with the worker.
    for (const app of appIds)
      if (snapshot && dueInPages(snapshot.settings, app).length > 0) await this.#askPages(snapshot, app);
  }

  /** See `Delivery.version`. */
  version(app: AppId): Promise<string | null> {
    return this.#delivery.version(app);
  }

  /**
   * An app was read. `news`: whether anything of it changed, or it was read in full; then the places that take part are
   * read, too. `reading`: what `SessionMemory` keeps until all of that is taken in. `round`: what was asked.
   */
  async appRead(
    { id, app }: Connection,
    news: 'news' | 'no-news',
    reading: string,
    round: Round | null,
  ): Promise<void> {
    this.#readings += 1;
    try {
      const { memory } = this.parts;
      const end = await this.#appRead(app, news, round);
      if (end === 'taken-in' && (await memory.get(id, 'reading')) === reading) await memory.forget(id, 'reading');
    } finally {
      this.#readings -= 1;
    }
  }

  async #appRead(app: AppId, news: 'news' | 'no-news', round: Round | null): Promise<'taken-in' | 'not-now'> {
    const before = await this.#settings.read();
    if (before && news === 'no-news' && (await this.#delivery.isRead(before, app))) {
      if (dueWrites(before.settings).some(isAt(app))) await this.#delivery.deliver(app);
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
    await this.#spread(await this.#settings.commit(), { except: app });
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
    if (snapshot.settings.seq !== before?.settings.seq) await this.#spread(snapshot, { tabId });
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

  /** This app is disconnected: what it is asked is cut off. */
  stop(app: AppId): void {
    this.#delivery.stop(app);
  }

  /**
   * Has everything written that is due: through the apps' APIs in the background, in the pages as they report.
   * @param except An app whose places were read just now
   * @param tabId A tab that reported just now
   */
  async #spread(
    snapshot: SettingsSnapshot | null,
    { except, tabId }: { readonly except?: AppId; readonly tabId?: number } = {},
  ): Promise<void> {
    if (!snapshot) return;
    for (const app of appIds) {
      await this.#askPages(snapshot, app, tabId);
      this.#askUntold(snapshot, app);
      if (app !== except) this.#work(snapshot, app);
    }
  }

  /** Writes what is due; a place that needs nothing is read, so that what changes there later is known to be later (O2). */
  #work(snapshot: SettingsSnapshot, app: AppId): void {
    const { settings } = snapshot;
    const due = dueWrites(settings).filter(isAt(app));
    const older = settings.replicas.filter(
      (replica) =>
        isAt(app)(replica) &&
        !isPagePlace(replica.id) &&
        isOlder(settings, replica) &&
        !due.some(({ place, register }) => place === replica.id && register === replica.register),
    );
    if (older.length > 0) void this.#delivery.refresh(app);
    else if (due.some(({ place }) => !isPagePlace(place))) void this.#delivery.deliver(app);
  }

  /** Asks an app, once, for the places behind its API of which nothing is known since they were to take part. */
  #askUntold({ signedIn, settings }: SettingsSnapshot, app: AppId): void {
    const places = untoldPlaces(settings, app).filter(({ id }) => !isPagePlace(id));
    const untold = [peopleOf(signedIn.identities), ...settings.begun, ...places.map(placeKey)].join(' ');
    if (this.#untold.get(app) === untold) return;
    this.#untold.set(app, untold);
    // Before anything is wanted in step, the app's own next reading is soon enough.
    if (places.length > 0 && settings.begun.length > 0) void this.#delivery.refresh(app);
  }

  /** Has the open pages of an app report, if what they are to hold may have changed. @param but A tab that reported just now */
  async #askPages({ signedIn, settings }: SettingsSnapshot, app: AppId, but?: number): Promise<void> {
    if (this.#asked.get(app) === settings.seq && dueInPages(settings, app).length === 0) return;
    this.#asked.set(app, settings.seq);
    await this.parts.ports.pages.askReports(signedIn.sides[app].connection, but);
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
    const waiting = (await this.parts.store.read(records.ui(connection.id, identity)))?.afterReload ?? [];
    // A model that decides nothing by now is not given to the next document.
    return waiting.filter((register) => register !== 'llm.model' || !signedIn.idle?.includes(lastUsedPlace));
  }
}

const isAt =
  (app: AppId) =>
  ({ place, id, replica }: { readonly place?: PlaceId; readonly id?: PlaceId; readonly replica?: PlaceId }) =>
    appOfPlace(place ?? id ?? replica ?? '') === app;

const isByHand = ({ byHand = {} }: PageReport) => Object.keys(byHand).length > 0;
