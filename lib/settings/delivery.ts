import type { Overwritten, PlaceChanges, WrittenSlices } from '@/lib/apps/settings-place';
import { KeyedQueue } from '@/lib/async';
import type { KeptBackRule } from '@/lib/diagnostics';
import { SignedOutError, TandemError } from '@/lib/errors';
import { type AppId, appOfPlace, type DueWrite, localId, type PlaceId, placeKind } from '@/lib/model';
import { peopleOf, readChanges, records, type Store, type Work } from '@/lib/store';
import { type Access, type AccessParts, accessAs } from '@/lib/sync/access';
import type { Round } from '@/lib/sync/round';
import type { SettingsInput } from './advance';
import { apiPlaces, dueByPlace, whatIsRead } from './api-places';
import { noteMissingPlaces, stillTrue, withOutcomes } from './apply-results';
import { forEachPlace } from './for-each-place';
import { forgetMaxTokensOfOtherProvider } from './max-tokens-quirk';
import { needsOffers, readOffers } from './model-offers';
import type { SettingsReducer, SettingsSnapshot, SettingsStore } from './settings-store';
import { beginWrite, NoLongerDueError, observationsOf, PlaceMovedError } from './write-precondition';
import { writtenSlices } from './written-slices';

export interface DeliveryParts extends AccessParts {
  readonly store: Store;
  readonly settings: SettingsStore;
  /** The app did not answer, or not as it should, or refused the session. */
  onFailure(app: AppId, error: TandemError): void;
}

/** A place that is changed by others as fast as we read it is left for the next occasion after so many tries. */
const mostTries = 6;

/**
 * Reads and writes the places behind an app's API. All work on one app is done one after the other, so that no reading is
 * older than a write that it is compared with.
 */
export class Delivery {
  readonly #queue = new KeyedQueue<AppId>();
  readonly #stopped: Record<AppId, AbortController> = {
    anythingllm: new AbortController(),
    librechat: new AbortController(),
  };
  /** How often a write to an app began or ended. */
  readonly #writes = new Map<AppId, number>();

  constructor(private readonly parts: DeliveryParts) {}

  /**
   * Reads the places that take part, takes in what changed there, and writes what is due. Resolves when all is done.
   * @param round What its answers tell is not asked again, unless something came since that they may be older than
   * @returns Whether the app answered, and what it said was taken in.
   */
  async refresh(app: AppId, round: Round | null = null): Promise<boolean> {
    let isTakenIn = false;
    await this.inTurn(app, async () => {
      isTakenIn = await this.#read(app, round);
      if (isTakenIn) await this.#write(app);
    });
    return isTakenIn;
  }

  /** Becomes another one with every value that is chosen and every write to the app. Null: somebody is not known. */
  async version(app: AppId): Promise<string | null> {
    const snapshot = await this.parts.settings.read();
    return snapshot && this.#versionOf(snapshot, app);
  }

  #versionOf({ signedIn, settings }: SettingsSnapshot, app: AppId): string {
    return [peopleOf(signedIn.identities), settings.seq, this.#writes.get(app) ?? 0].join(' ');
  }

  /** What is asked of the app meanwhile may be older than this. */
  async writing<T>(app: AppId, work: () => Promise<T>): Promise<T> {
    const count = () => this.#writes.set(app, (this.#writes.get(app) ?? 0) + 1);
    count();
    try {
      return await work();
    } finally {
      count();
    }
  }

  /** Whether the app's places that take part were read for these two people since the browser started. */
  async isRead(snapshot: SettingsSnapshot, app: AppId): Promise<boolean> {
    const read = await this.parts.memory.get(snapshot.signedIn.sides[app].connection.id, 'placesRead');
    return read === whatIsRead(snapshot, app);
  }

  /** Whether the app's places are to be read for news of the other; one that failed is left alone until its own next reading. */
  async needsReading(snapshot: SettingsSnapshot, app: AppId): Promise<boolean> {
    if (await this.isRead(snapshot, app)) return false;
    const { retryAt = null } = (await this.parts.memory.get(snapshot.signedIn.sides[app].connection.id, 'poll')) ?? {};
    return retryAt === null || this.parts.ports.now() >= retryAt;
  }

  /** What was read may not be all that takes part from now on; a worker that is stopped meanwhile must not take it for that. */
  async forgetReading(app: AppId): Promise<void> {
    const connections = (await this.parts.store.read(records.connections)) ?? [];
    for (const { id } of connections.filter((one) => one.app === app)) await this.parts.memory.forget(id, 'placesRead');
  }

  deliver(app: AppId): Promise<void> {
    return this.inTurn(app, () => this.#write(app));
  }

  /** Does something with an app's places while nothing else does. Failures of the app end here, in its status. */
  inTurn(app: AppId, work: () => Promise<void>): Promise<void> {
    return this.#queue.run(app, async () => {
      const { signal } = this.#stopped[app];
      try {
        await work();
      } catch (error) {
        if (signal.aborted) return;
        if (!(error instanceof TandemError)) throw error;
        this.parts.onFailure(app, error);
      }
    });
  }

  isBusy(app: AppId): boolean {
    return this.#queue.isBusy(app);
  }

  /** A way to speak with an app as the user whose settings these are; null: not now. */
  access({ signedIn }: SettingsSnapshot, app: AppId, round: Round | null = null): Promise<Access | null> {
    return accessAs(signedIn.sides[app], this.parts, this.#stopped[app].signal, round);
  }

  /** The app is disconnected: what runs is cut off. */
  stop(app: AppId): void {
    this.#stopped[app].abort(new DOMException('The app was disconnected.', 'AbortError'));
    this.#stopped[app] = new AbortController();
  }

  place({ signedIn, settings }: SettingsSnapshot, place: PlaceId) {
    const { connection, identity } = signedIn.sides[appOfPlace(place)];
    const adopt = settings.missing[place] === 'to-make' ? 'create' : 'keep';
    return this.parts.ports.settings.place(connection, identity, localId(place), adopt);
  }

  /** @returns Whether the app answered. */
  async #read(app: AppId, former: Round | null): Promise<boolean> {
    for (let tries = 0; tries < mostTries; tries++) {
      const snapshot = await this.parts.settings.read();
      if (!snapshot || snapshot.settings.paused) return false;
      const places = apiPlaces(snapshot, app).map(({ id }) => id);
      const isWithOffers = app === 'librechat' && (await needsOffers(this.parts, snapshot));
      if (places.length === 0 && !isWithOffers) return true;
      const isStill = tries === 0 && former?.version === this.#versionOf(snapshot, app);
      const access = await this.access(snapshot, app, isStill ? former : null);
      if (!access) return false;
      const found = await this.#asked(app, access, async () => {
        if (isWithOffers) await readOffers(this.parts, snapshot, app, access);
        return forEachPlace(places, (id) => this.place(snapshot, id).read(access.http, access));
      });
      if (!found) return false;
      const readings = found.results;
      const people = peopleOf(snapshot.signedIn.identities);
      const since = snapshot.settings.seq;
      let isWhole = false;
      const taken = await this.parts.settings.commit(
        ({ signedIn, settings }) =>
          peopleOf(signedIn.identities) === people
            ? { settings: noteMissingPlaces(forgetMaxTokensOfOtherProvider(settings, readings), readings) }
            : { settings },
        ({ signedIn, settings }) => {
          // What one user's places hold says nothing of the next one's.
          if (peopleOf(signedIn.identities) !== people) return {};
          const { observations, left } = stillTrue(settings, readings, since);
          isWhole = left === 0;
          return { observations };
        },
      );
      // Somebody left meanwhile, or came: nobody has heard of it.
      if (!taken || peopleOf(taken.signedIn.identities) !== people) return false;
      if (found.failure) throw found.failure;
      if (!isWhole) continue;
      // Afterwards: a worker that is stopped in between reads again.
      await this.parts.memory.set(snapshot.signedIn.sides[app].connection.id, 'placesRead', whatIsRead(snapshot, app));
      break;
    }
    return true;
  }

  async #write(app: AppId): Promise<void> {
    for (let tries = 0; tries < mostTries; tries++) {
      const snapshot = await this.parts.settings.read();
      if (!snapshot || snapshot.settings.paused) return;
      const groups = dueByPlace(snapshot, app);
      if (groups.size === 0) return;
      const access = await this.access(snapshot, app);
      if (!access) return;
      const ended: EndedWrite[] = [];
      const ends = await this.#asked(app, access, async () => {
        const write = (place: PlaceId) =>
          this.writing(app, () => this.#writePlace(snapshot, access, place, groups.get(place) ?? [], ended));
        try {
          return await forEachPlace([...groups.keys()], write);
        } finally {
          if (ended.length > 0) await this.#commit(ended);
        }
      });
      if (!ends) return;
      if (ends.failure) throw ends.failure;
    }
  }

  /** Does what needs the app's answers; null when the app did not take the session. */
  async #asked<T>(app: AppId, access: Access, work: () => Promise<T>): Promise<T | null> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof SignedOutError)) throw error;
      await access.reject();
      this.parts.onFailure(app, error);
      return null;
    }
  }

  async #writePlace(
    snapshot: SettingsSnapshot,
    { http, signal }: Access,
    place: PlaceId,
    due: readonly DueWrite[],
    ended: EndedWrite[],
  ): Promise<void> {
    const app = appOfPlace(place);
    let slices: WrittenSlices = {};
    const target = this.place(snapshot, place);
    try {
      const outcomes = await target.write(http, changesOf(due), {
        signal,
        beforeSend: async (overwritten, before) => {
          // The app's lists were read before this write: where somebody undoes it by hand, they tell nothing new.
          await this.parts.memory.forget(snapshot.signedIn.sides[app].connection.id, 'placesRead', 'etags');
          const at = new Date(this.parts.ports.now()).toISOString();
          const begin = beginWrite(snapshot.signedIn, { place, due, overwritten, before, at });
          if (!(await this.#commit(ended, begin))) throw new NoLongerDueError();
        },
        onWritten: (written) => {
          slices = written;
        },
      });
      // Before it is settled: after a kill in between, the write is made again, finds nothing to do, and this follows.
      for (const { register, restores } of due) {
        if (restores === null || outcomes[register]?.kind !== 'ok') continue;
        const overwritten = await this.#overwrittenBy(snapshot, restores);
        if (overwritten) await target.putBack?.(http, overwritten, { signal });
      }
      ended.push({
        reducer: withOutcomes(place, due, outcomes),
        slices: writtenSlices(snapshot.signedIn.sides[app], slices),
      });
    } catch (error) {
      if (error instanceof NoLongerDueError) {
        this.#noteKeptBack(place, due, 'not-due');
        // What is due now may be less than what is stored as due: time passes without a commit (W2).
        await this.#commit(ended);
        return;
      }
      if (!(error instanceof PlaceMovedError)) throw error;
      this.#noteKeptBack(place, due, 'W3');
      const { values } = error;
      const reducer: SettingsReducer = ({ settings }) => ({
        settings: forgetMaxTokensOfOtherProvider(settings, new Map([[place, { values }]])),
      });
      await this.#commit(ended, reducer, { observations: observationsOf(place, values) });
    }
  }

  /**
   * Stores how writes ended, together with what comes next: the outcome of one write and the `sending` of the next are one
   * commit. What could not be stored is kept for the following one.
   */
  async #commit(
    ended: EndedWrite[],
    reducer?: SettingsReducer,
    news?: SettingsInput,
  ): Promise<SettingsSnapshot | null> {
    const next = await this.parts.settings.commit(reducer, news, {
      first: ended.map((one) => one.reducer),
      also: (transaction) => {
        for (const { slices } of ended) slices(transaction);
      },
    });
    ended.length = 0;
    return next;
  }

  #noteKeptBack(place: PlaceId, due: readonly DueWrite[], rule: KeptBackRule): void {
    const { log } = this.parts.ports;
    for (const { register } of due) log.note('setting-kept-back', { place: placeKind(place), register, rule });
  }

  /** What a change overwrote besides its setting. */
  async #overwrittenBy({ signedIn }: SettingsSnapshot, change: string): Promise<Overwritten | undefined> {
    const list = readChanges(await this.parts.store.reader(), signedIn.identities);
    return list.find(({ id }) => id === change)?.overwritten;
  }
}

/** How a write ended, until the next commit stores it. */
interface EndedWrite {
  readonly reducer: SettingsReducer;
  readonly slices: Work;
}

const changesOf = (due: readonly DueWrite[]): PlaceChanges =>
  Object.fromEntries(due.map(({ register, target }) => [register, target]));
