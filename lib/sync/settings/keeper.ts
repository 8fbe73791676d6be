import type { CompareAnswers, PageOrder, PlannedWrite, RestoredDefault } from '@/lib/messaging/protocol';
import {
  type AppId,
  appIds,
  type Connection,
  type Json,
  type Mode,
  type Offers,
  type PlaceId,
  type RegisterId,
  type Role,
  type Settings,
} from '@/lib/model';
import { isEqual, placeKey } from '@/lib/reconcile';
import { peopleOf, records } from '@/lib/storage';
import type { PageReport } from '../page-watch';
import { advance, type News, sharedAt } from './advance';
import { SettingsBook, type Standing, type Turn } from './book';
import { dueWrites } from './changes';
import { Delivery, type DeliveryParts } from './delivery';
import {
  arrived,
  isNews,
  isOnItsWay,
  isPagePlace,
  observationsIn,
  orderFor,
  pageWrites,
  sendingToPages,
  untoldPlaces,
} from './pages';
import { appOfPlace, isOlder } from './places';
import {
  answer,
  cancel,
  compared,
  editOf,
  isPresetOn,
  leavePreset,
  pairProviders,
  putBackChange,
  setMode,
  setPaused,
  setRole,
  settleConflict,
  tryAgain,
} from './wishes';

const preset = 'librechat/preset';
/** What an app offers is shown as it was read within this time, in ms. */
const freshOffers = 60_000;

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
  readonly #book: SettingsBook;
  readonly #delivery: Delivery;
  /** The last order that the pages of an app were told; a worker that starts anew tells them again. */
  readonly #told = new Map<AppId, string>();
  /** Whose, and which places of an app were not known when they were last looked at. */
  readonly #untold = new Map<AppId, string>();
  /** Whose pages told something while somebody was not known, so that it was not taken in. */
  readonly #missed = new Set<AppId>();
  /** How many news of the apps are being worked on. */
  #readings = 0;

  constructor(private readonly parts: Omit<DeliveryParts, 'book'>) {
    this.#book = new SettingsBook(parts.repository, parts.ports.now);
    this.#delivery = new Delivery({ ...parts, book: this.#book });
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

  /**
   * An app was read. `news`: whether anything of it changed, or it was read in full; then the places that take part are
   * read, too. `reading`: what `SessionMemory` keeps until all of that is taken in.
   */
  async appRead({ id, app }: Connection, news: 'news' | 'no-news', reading: string): Promise<void> {
    this.#readings += 1;
    try {
      const { memory } = this.parts;
      const end = await this.#appRead(app, news);
      if (end === 'taken-in' && (await memory.get(id, 'reading')) === reading) await memory.forget(id, 'reading');
    } finally {
      this.#readings -= 1;
    }
  }

  async #appRead(app: AppId, news: 'news' | 'no-news'): Promise<'taken-in' | 'not-now'> {
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
      const isAnswered = await this.#delivery.refresh(each);
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
        ? await this.#book.commit(arrived(app, report), ({ settings }) => ({
            observations: observationsIn(settings, app, report),
          }))
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

  async edit(register: RegisterId, value: Json): Promise<void> {
    await this.#wish(undefined, { edits: editOf(register, value) });
  }

  /** @returns False: what the place holds means nothing to other places. */
  async useEverywhere(register: RegisterId, place: PlaceId): Promise<boolean> {
    const standing = await this.#book.look();
    const value = standing && sharedAt(standing.settings, standing.scene, register, place);
    if (value === undefined || value === null) return false;
    await this.edit(register, value);
    return true;
  }

  async cancel(editId: string): Promise<void> {
    await this.#wish(({ scene, settings }) => ({ settings: cancel(settings, scene, editId) }));
  }

  async setMode(register: RegisterId, mode: Mode): Promise<void> {
    for (const app of appIds) await this.#delivery.forgetReading(app);
    await this.#wish(({ settings }) => ({ settings: setMode(settings, register, mode) }));
    await this.#refreshAll();
  }

  async setRole(register: RegisterId, place: PlaceId, role: Role): Promise<RestoredDefault | null> {
    const isLeaving = place === preset && register === 'llm.model' && role === 'off';
    const restored = isLeaving ? await this.givePresetUp() : null;
    await this.#delivery.forgetReading(appOfPlace(place));
    await this.#wish(({ settings }) => ({ settings: setRole(settings, register, place, role) }));
    if (role !== 'off') await this.#delivery.refresh(appOfPlace(place));
    return restored;
  }

  async pause(): Promise<void> {
    await this.#wish(({ settings }) => ({ settings: setPaused(settings, true) }));
  }

  async goOn(): Promise<void> {
    for (const app of appIds) await this.#delivery.forgetReading(app);
    await this.#wish(({ settings }) => ({ settings: setPaused(settings, false) }));
    await this.#refreshAll();
    const standing = await this.#book.look();
    if (standing) await this.#askPages(standing, appIds);
  }

  /** What these answers would write, without doing it. */
  async preview(answers: CompareAnswers): Promise<readonly PlannedWrite[]> {
    const standing = await this.#book.look();
    if (!standing) return [];
    const { scene } = standing;
    const { settings, edits } = compared(standing.settings, scene, answers, 'leave');
    const next = advance(settings, scene, { edits }, this.parts.ports.now());
    const isAsked = (register: RegisterId) => answers.some((one) => one.register === register);
    return next.waiting
      .filter(({ register }) => isAsked(register))
      .map(({ register, replica, target }) => {
        const from = next.replicas.find((one) => one.id === replica && one.register === register)?.seen;
        return { register, place: replica, from: from ?? 'absent', to: target };
      });
  }

  async compare(answers: CompareAnswers, rest: 'follow' | 'leave'): Promise<void> {
    let edits: NonNullable<News['edits']> = [];
    await this.#wish(
      ({ scene, settings }) => {
        const meant = compared(settings, scene, answers, rest);
        edits = meant.edits;
        return { settings: meant.settings };
      },
      () => ({ edits }),
    );
  }

  async answer(register: RegisterId, place: PlaceId, target: Json, yes: 'yes' | 'no'): Promise<void> {
    await this.#wish(({ scene, settings }) => ({
      settings: answer(settings, scene, { register, place, target }, yes),
    }));
  }

  async retry(register: RegisterId, place: PlaceId): Promise<void> {
    await this.#wish(({ settings }) => ({ settings: tryAgain(settings, register, place) }));
  }

  async settleConflict(conflictId: string, take: 'kept' | 'lost'): Promise<void> {
    let edits: NonNullable<News['edits']> = [];
    await this.#wish(
      ({ settings }) => {
        const meant = settleConflict(settings, conflictId, take);
        edits = meant.edits;
        return { settings: meant.settings };
      },
      () => ({ edits }),
    );
  }

  /** @returns False: that change cannot be taken back (any more). */
  async putBack(changeId: string): Promise<boolean> {
    let isMeant = false;
    await this.#wish(({ scene, settings, changes }) => {
      const change = changes.find(({ id }) => id === changeId);
      const next = putBackChange(settings, scene, change);
      isMeant = next !== null;
      return { settings: next ?? settings };
    });
    return isMeant;
  }

  async pairProviders(pair: Settings['pairs'][number]): Promise<void> {
    await this.#wish(({ settings }) => ({ settings: pairProviders(settings, pair) }));
  }

  /** What both apps offer where a model is chosen; null where it is not known and cannot be asked now. */
  async offers(): Promise<Readonly<Record<AppId, Offers | null>>> {
    const standing = await this.#book.look();
    const result: Record<AppId, Offers | null> = { anythingllm: null, librechat: null };
    if (!standing) return result;
    await Promise.all(
      appIds.map(async (app) => {
        const { connection, identity } = standing.scene.sides[app];
        const key = records.offers(connection.id, identity);
        const known = await this.parts.repository.read(key);
        const isFresh = known !== null && this.parts.ports.now() - Date.parse(known.at) < freshOffers;
        if (!isFresh && connection.contract === 'stock') {
          await this.#delivery.inLane(app, async () => {
            const access = await this.#delivery.access(standing, app);
            if (access) await this.#delivery.readOffers(standing, app, access);
          });
        }
        result[app] = await this.parts.repository.read(key);
      }),
    );
    // Another list of models may change what the places can hold.
    await this.#spread(await this.#book.commit(), { except: null });
    return result;
  }

  /** The models of one of AnythingLLM's providers; null: not known. */
  async models(provider: string): Promise<readonly string[] | null> {
    const standing = await this.#book.look();
    const connection = standing?.scene.sides.anythingllm.connection;
    if (!standing || connection?.contract !== 'stock') return null;
    let models: readonly string[] | null = null;
    await this.#delivery.inLane('anythingllm', async () => {
      const access = await this.#delivery.access(standing, 'anythingllm');
      if (access)
        models = await this.parts.ports.settings.models(access.http, provider, { signal: this.#delivery.signal });
    });
    return models;
  }

  /** Makes the person's former default preset the default again, and ours go; before an app is disconnected, too. */
  async givePresetUp(): Promise<RestoredDefault | null> {
    const standing = await this.#book.look();
    if (!standing || !isPresetOn(standing.settings)) return null;
    let restored: RestoredDefault = 'not-now';
    await this.#delivery.inLane('librechat', async () => {
      const access = await this.#delivery.access(standing, 'librechat');
      if (!access) return;
      const { connection, identity } = standing.scene.sides.librechat;
      const overwritten = standing.settings.overwritten[preset] ?? {};
      const options = { signal: this.#delivery.signal };
      restored = await this.parts.ports.settings.restorePreset(connection, identity, access.http, overwritten, options);
    });
    await this.#wish(({ settings }) => ({ settings: leavePreset(settings) }));
    return restored;
  }

  /** Both apps' pages leave what they hold to the apps; for when one of them is disconnected. */
  async letGo(): Promise<void> {
    const standing = await this.#book.look();
    if (!standing) return;
    for (const app of appIds) {
      this.#told.delete(app);
      const order = { number: this.parts.ports.now(), set: [], keep: {} };
      await this.parts.ports.pages.order(standing.scene.sides[app].connection, order);
    }
  }

  async #wish(turn: Turn | undefined, news?: Parameters<SettingsBook['commit']>[1]): Promise<void> {
    await this.#spread(await this.#book.commit(turn, news), { except: null });
  }

  async #refreshAll(): Promise<void> {
    for (const app of appIds) void this.#delivery.refresh(app);
  }

  /** Asks the open pages of these apps to tell again what they hold. */
  async #askPages({ scene }: Standing, apps: readonly AppId[]): Promise<void> {
    for (const app of apps) await this.parts.ports.pages.askReports(scene.sides[app].connection);
  }

  async #askMissed(standing: Standing): Promise<void> {
    const missed = [...this.#missed];
    this.#missed.clear();
    await this.#askPages(standing, missed);
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
  #work({ scene, settings }: Standing, app: AppId): void {
    const due = dueWrites(settings).filter(isAt(app));
    const older = settings.replicas.filter(
      (replica) =>
        isAt(app)(replica) &&
        isOlder(settings, replica) &&
        !due.some(({ place, register }) => place === replica.id && register === replica.register),
    );
    if (older.some(({ id }) => isPagePlace(id))) void this.parts.ports.pages.askReports(scene.sides[app].connection);
    if (older.some(({ id }) => !isPagePlace(id))) void this.#delivery.refresh(app);
    else if (due.some(({ place }) => !isPagePlace(place))) void this.#delivery.deliver(app);
  }

  /** Asks an app, once, for the places of which nothing is known since they were to take part. */
  async #askUntold({ scene, settings }: Standing, app: AppId): Promise<void> {
    const places = untoldPlaces(settings, app);
    const untold = [peopleOf(scene.pair), ...settings.begun, ...places.map(placeKey)].join(' ');
    if (this.#untold.get(app) === untold) return;
    this.#untold.set(app, untold);
    const [inPages, behindApi] = [places.some(({ id }) => isPagePlace(id)), places.some(({ id }) => !isPagePlace(id))];
    if (behindApi && (await this.#delivery.isRead({ scene, settings }, app))) void this.#delivery.refresh(app);
    if (inPages) await this.parts.ports.pages.askReports(scene.sides[app].connection);
  }

  /** Tells the open pages of an app what they are to hold, if that is new. */
  async #tellPages(standing: Standing, app: AppId): Promise<void> {
    const { connection } = standing.scene.sides[app];
    const order = orderFor(standing.settings, app, await this.#afterReload(standing, app));
    if (this.#told.get(app) === essence(order) || !(await this.parts.ports.pages.isOpen(connection))) return;
    const ready = await this.#orderNow(standing, app);
    this.#told.set(app, essence(ready));
    await this.parts.ports.pages.order(connection, ready);
  }

  /** The order for an app's pages; what it sets is stored as being on its way. */
  async #orderNow(standing: Standing, app: AppId): Promise<PageOrder> {
    const afterReload = await this.#afterReload(standing, app);
    if (pageWrites(standing.settings, app).length === 0) return orderFor(standing.settings, app, afterReload);
    const at = new Date(this.parts.ports.now()).toISOString();
    const next = (await this.#book.commit(sendingToPages(app, at))) ?? standing;
    return orderFor(next.settings, app, afterReload);
  }

  async #afterReload({ scene }: Standing, app: AppId): Promise<readonly RegisterId[]> {
    const { connection, identity } = scene.sides[app];
    return (await this.parts.repository.read(records.ui(connection.id, identity)))?.afterReload ?? [];
  }
}

const isAt =
  (app: AppId) =>
  ({ place, id, replica }: { readonly place?: PlaceId; readonly id?: PlaceId; readonly replica?: PlaceId }) =>
    appOfPlace(place ?? id ?? replica ?? '') === app;

/** What makes one order different from another for a page. */
const essence = ({ set, keep }: PageOrder) => JSON.stringify([set, keep]);
