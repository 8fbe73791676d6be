import { KeyedQueue } from '@/lib/async';
import type { PageOrder } from '@/lib/messaging/protocol';
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
import { isEqual, placeKey } from '@/lib/reconcile';
import { peopleOf, records } from '@/lib/storage';
import type { PageReport } from '../page-watch';
import type { Round } from '../round';
import { SettingsBook, type Standing } from './book';
import { dueWrites } from './changes';
import { Delivery, type DeliveryParts } from './delivery';
import {
  arrived,
  datedIn,
  isNews,
  isOnItsWay,
  observationsIn,
  orderFor,
  sendingToPages,
  unsentToPages,
  untoldPlaces,
} from './pages';
import { PersonSettings } from './person';
import { isOlder } from './places';

/**
 * What the person changed in a page can't be taken in now, since somebody is not known or all is paused. A page that gets
 * no answer tells it again.
 */
export class NotTakenIn extends Error {
  override readonly name = 'NotTakenIn';
}

/**
 * Keeps the settings of two people in step: takes in what their pages and the apps' servers hold and what they wish for,
 * and has it written where it is due. All that it knows is stored before anything is sent.
 */
export class SettingsKeeper {
  /** What whoever is signed in now can ask for. */
  readonly present: PersonSettings;
  readonly #book: SettingsBook;
  readonly #delivery: Delivery;
  readonly #turns = new KeyedQueue<'wish'>();
  /** The last order that the pages of an app were told; a worker that starts anew tells them again. */
  readonly #told = new Map<AppId, string>();
  /** Whose, and which places of an app were not known when they were last looked at. */
  readonly #untold = new Map<AppId, string>();
  /** Whose pages told something while somebody was not known, so that it was not taken in. */
  readonly #missed = new Set<AppId>();
  /** How many news of the apps are being worked on. */
  #readings = 0;

  constructor(private readonly parts: Omit<DeliveryParts, 'book'>) {
    this.#book = new SettingsBook(parts.repository, parts.ports.now, parts.ports.log);
    this.#delivery = new Delivery({ ...parts, book: this.#book });
    this.present = this.#for(this.#book);
  }

  /** What these two people can ask for, and nobody else (`SettingsState.people`): while others are signed in, everything throws `SomebodyElse`. */
  of(people: string): PersonSettings {
    return this.#for(this.#book.of(people));
  }

  #for(book: SettingsBook): PersonSettings {
    const { ports, repository } = this.parts;
    const spread = (standing: Standing | null) => this.#spread(standing, { except: null });
    return new PersonSettings({ ports, repository, book, delivery: this.#delivery, turns: this.#turns, spread });
  }

  /** Whether this app's places are being read or written. */
  isBusy(app: AppId): boolean {
    return this.#delivery.isBusy(app) || this.#readings > 0;
  }

  /** Whether something waits to be written to this app: reason enough to ask it while nobody looks. */
  async isWaitingFor(app: AppId): Promise<boolean> {
    const standing = await this.#book.look();
    return standing !== null && !standing.settings.paused && dueWrites(standing.settings).some(isAt(app));
  }

  /** What waited when the worker was stopped goes on. */
  async resume(): Promise<void> {
    for (const app of appIds) if (await this.isWaitingFor(app)) void this.#delivery.deliver(app);
    const standing = await this.#book.look();
    // A page's word that our write arrived may have been lost with the worker.
    for (const app of appIds) if (!standing || isOnItsWay(standing.settings, app)) this.#missed.add(app);
    if (standing) await this.#askMissed(standing);
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
    const before = await this.#book.look();
    if (before && news === 'no-news' && (await this.#delivery.isRead(before, app))) {
      if (dueWrites(before.settings).some(isAt(app))) await this.#delivery.deliver(app);
      return 'taken-in';
    }
    // What one app tells may be what the other's places waited for: who is signed in, which models there are.
    const standing = before ?? (await this.#book.commit());
    if (!standing) return 'not-now';
    await this.#askMissed(standing);
    let end: 'taken-in' | 'not-now' = 'taken-in';
    for (const each of appIds) {
      if (each !== app && !(await this.#delivery.needsReading(standing, each))) continue;
      const isAnswered = await this.#delivery.refresh(each, each === app ? round : null);
      if (each === app && !isAnswered) end = 'not-now';
    }
    await this.#spread(await this.#book.commit(), { except: app });
    return end;
  }

  /**
   * A page told what it holds.
   * @returns What it is to hold; null leaves it as it is.
   * @throws NotTakenIn
   */
  async pageReported(connection: Connection, report: PageReport): Promise<PageOrder | null> {
    const { app } = connection;
    if (!report.ui) return null;
    const before = await this.#book.look();
    const isHere = before === null || before.scene.sides[app].connection.id === connection.id;
    if (!isHere) return null;
    const standing =
      before === null || isNews(before.settings, app, report)
        ? await this.#book.commit(arrived(app, report), ({ settings }) => {
            const observations = observationsIn(settings, app, report);
            return { observations, dated: datedIn(settings, report, observations) };
          })
        : before;
    const isByHand = (report.byHand?.length ?? 0) > 0;
    if (isByHand && (!standing || standing.settings.paused)) throw new NotTakenIn();
    if (!standing) {
      this.#missed.add(app);
      return null;
    }
    // Pages are asked for what is not known of them: a report that tells nothing new must not have them asked again.
    if (!before || !isEqual(before.settings, standing.settings)) await this.#spread(standing, { except: null });
    return this.#orderNow(standing, app);
  }

  /** This app is disconnected: what it is asked is cut off, and both apps' pages leave what they hold to the apps. */
  async letGo(gone: AppId): Promise<void> {
    this.#delivery.stop(gone);
    const standing = await this.#book.look();
    if (!standing) return;
    for (const app of appIds) {
      this.#told.delete(app);
      const order = { number: this.parts.ports.now(), set: [], keep: {} };
      await this.parts.ports.pages.order(standing.scene.sides[app].connection, order);
    }
  }

  /** Has the pages tell again what was missed. */
  async #askMissed({ scene }: Standing): Promise<void> {
    const missed = [...this.#missed];
    this.#missed.clear();
    for (const app of missed) await this.parts.ports.pages.askReports(scene.sides[app].connection);
  }

  /** Has everything written that is due: through the apps' APIs in the background, in the pages as they are told. */
  async #spread(standing: Standing | null, { except }: { readonly except: AppId | null }): Promise<void> {
    if (!standing) return;
    for (const app of appIds) {
      await this.#tellPages(standing, app);
      await this.#askUntold(standing, app);
      if (app !== except) this.#work(standing, app);
    }
  }

  /** Writes what is due; a place that needs nothing is read, so that what changes there later is known to be later (O2). */
  #work(standing: Standing, app: AppId): void {
    const { settings } = standing;
    const due = dueWrites(settings).filter(isAt(app));
    const older = settings.replicas.filter(
      (replica) =>
        isAt(app)(replica) &&
        isOlder(settings, replica) &&
        !due.some(({ place, register }) => place === replica.id && register === replica.register),
    );
    if (older.some(({ id }) => isPagePlace(id))) void this.#readPages(standing, app);
    if (older.some(({ id }) => !isPagePlace(id))) void this.#delivery.refresh(app);
    else if (due.some(({ place }) => !isPagePlace(place))) void this.#delivery.deliver(app);
  }

  /** Has an app's pages tell what they hold, with the number of an order that is younger than every present value. */
  async #readPages(standing: Standing, app: AppId): Promise<void> {
    const { connection } = standing.scene.sides[app];
    const order = await this.#orderNow(standing, app);
    if (!order) return;
    await this.parts.ports.pages.order(connection, order);
    await this.parts.ports.pages.askReports(connection);
  }

  /** Asks an app, once, for the places of which nothing is known since they were to take part. */
  async #askUntold({ scene, settings }: Standing, app: AppId): Promise<void> {
    const places = untoldPlaces(settings, app);
    const untold = [peopleOf(scene.pair), ...settings.begun, ...places.map(placeKey)].join(' ');
    if (this.#untold.get(app) === untold) return;
    this.#untold.set(app, untold);
    const [inPages, behindApi] = [places.some(({ id }) => isPagePlace(id)), places.some(({ id }) => !isPagePlace(id))];
    // Before anything is wanted in step, the app's own next reading is soon enough.
    if (behindApi && settings.begun.length > 0) void this.#delivery.refresh(app);
    if (inPages) await this.parts.ports.pages.askReports(scene.sides[app].connection);
  }

  /** Tells the open pages of an app what they are to hold, if that is new. */
  async #tellPages(standing: Standing, app: AppId): Promise<void> {
    const { connection } = standing.scene.sides[app];
    const order = orderFor(standing.settings, app, await this.#afterReload(standing, app));
    if (this.#told.get(app) === essence(order)) return;
    if ((await this.parts.ports.pages.openTabs(connection)).length === 0) return;
    const ready = await this.#orderNow(standing, app);
    if (!ready) return;
    this.#told.set(app, essence(ready));
    await this.parts.ports.pages.order(connection, ready);
  }

  /** The order for an app's pages; what it sets is stored as being on its way. Null: somebody is not known any more. */
  async #orderNow(standing: Standing, app: AppId): Promise<PageOrder | null> {
    const afterReload = await this.#afterReload(standing, app);
    let now: Standing | null = standing;
    // The commit that stores one write may find another one due, for example by what LibreChat is known to offer by then (W3).
    while (now && unsentToPages(now.settings, app).length > 0) {
      const at = new Date(this.parts.ports.now()).toISOString();
      now = await this.#book.commit(sendingToPages(app, at));
    }
    return now && orderFor(now.settings, app, afterReload);
  }

  async #afterReload({ scene }: Standing, app: AppId): Promise<readonly RegisterId[]> {
    const { connection, identity } = scene.sides[app];
    const waiting = (await this.parts.repository.read(records.ui(connection.id, identity)))?.afterReload ?? [];
    // A model that decides nothing by now is not given to the next document.
    return waiting.filter((register) => register !== 'llm.model' || !scene.idle?.includes(lastUsedPlace));
  }
}

const isAt =
  (app: AppId) =>
  ({ place, id, replica }: { readonly place?: PlaceId; readonly id?: PlaceId; readonly replica?: PlaceId }) =>
    appOfPlace(place ?? id ?? replica ?? '') === app;

/** What makes one order different from another for a page. */
const essence = ({ set, keep }: PageOrder) => JSON.stringify([set, keep]);
