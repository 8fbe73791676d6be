import type { Overwritten, PlaceChanges, PlaceValues, WrittenSlices } from '@/lib/apps/settings-place';
import { KeyedQueue } from '@/lib/async';
import type { KeptBackRule } from '@/lib/diagnostics';
import {
  NotFoundError,
  RoleRefusedError,
  ServerError,
  SignedOutError,
  TandemError,
  UnexpectedAnswerError,
} from '@/lib/errors';
import {
  type AppId,
  appOfPlace,
  baseOf,
  type DueWrite,
  localId,
  type PlaceId,
  placeKind,
  type Settings,
} from '@/lib/model';
import { sending } from '@/lib/settings/rules';
import { peopleOf, readChanges, records, type Store, type Work } from '@/lib/store';
import { type Access, type AccessParts, accessAs } from '@/lib/sync/access';
import type { Round } from '@/lib/sync/round';
import type { SettingsInput } from './advance';
import { noteMissingPlaces, stillTrue, withOutcomes } from './apply-results';
import { listed } from './change-history';
import { forgetMaxTokensOfOtherProvider } from './max-tokens-quirk';
import { type PlaceSpec, placesOf, roleOf } from './place-specs';
import type { SettingsReducer, SettingsSnapshot, SettingsStore } from './settings-store';
import { isAsExpected, NoLongerDueError, observationsOf, PlaceMovedError } from './write-precondition';
import { writtenSlices } from './written-slices';

export interface DeliveryParts extends AccessParts {
  readonly store: Store;
  readonly settings: SettingsStore;
  /** The app did not answer, or not as it should, or refused the session. */
  onFailure(app: AppId, error: TandemError): void;
}

/** LibreChat's list of models is read again when it is older than this, in ms. */
const offersSpan = 60 * 60_000;
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
    await this.inLane(app, async () => {
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

  /** Writes what is due. */
  deliver(app: AppId): Promise<void> {
    return this.inLane(app, () => this.#write(app));
  }

  /** Does something with an app's places while nothing else does. Failures of the app end here, in its status. */
  inLane(app: AppId, work: () => Promise<void>): Promise<void> {
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
      const places = apiPlaces(snapshot, app);
      const needsOffers = app === 'librechat' && (await this.#needsOffers(snapshot));
      if (places.length === 0 && !needsOffers) return true;
      const isStill = tries === 0 && former?.version === this.#versionOf(snapshot, app);
      const access = await this.access(snapshot, app, isStill ? former : null);
      if (!access) return false;
      const found = await this.#asked(app, access, async () => {
        if (needsOffers) await this.readOffers(snapshot, app, access);
        const read = (id: PlaceId) => this.place(snapshot, id).read(access.http, access);
        return forEachPlace(
          places.map(({ id }) => id),
          read,
        );
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

  async #needsOffers({ signedIn, settings }: SettingsSnapshot): Promise<boolean> {
    const { connection, identity } = signedIn.sides.librechat;
    if (connection.contract === 'platform') return false;
    const isWanted = placesOf(signedIn, settings).some(
      (place) =>
        place.app === 'librechat' &&
        place.registers.includes('llm.model') &&
        roleOf(place, 'llm.model', settings) !== 'off',
    );
    if (!isWanted) return false;
    const known = await this.parts.store.read(records.offers(connection.id, identity));
    if (known === null) return true;
    // The user may have given the key that the wanted model lacks.
    const isLacked = settings.unsupported.some(
      ({ register, place }) => register === 'llm.model' && appOfPlace(place) === 'librechat',
    );
    const isOld = this.parts.ports.now() - Date.parse(known.at) > offersSpan;
    return isOld || (isLacked && known.offers.some(({ key }) => key !== undefined));
  }

  /** Stores what an app offers where a model is chosen. */
  async readOffers({ signedIn }: SettingsSnapshot, app: AppId, { http, signal }: Access): Promise<void> {
    const { connection, identity } = signedIn.sides[app];
    const found = await this.parts.ports.settings.offers(app, http, { signal });
    const at = new Date(this.parts.ports.now()).toISOString();
    const copy = found.map((offer) => ({ ...offer, models: offer.models && [...offer.models] }));
    await this.parts.store.commit((transaction) => {
      if (transaction.read(records.status(connection.id))?.identity !== identity) return;
      transaction.write(records.offers(connection.id, identity), { at, offers: copy });
    });
  }

  async #write(app: AppId): Promise<void> {
    for (let tries = 0; tries < mostTries; tries++) {
      const snapshot = await this.parts.settings.read();
      if (!snapshot || snapshot.settings.paused) return;
      const groups = groupsOf(snapshot, app);
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
          const begin = this.#begin(snapshot, place, due, overwritten, before);
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

  /** Rule W3: what is about to be sent is stored first, if it is still due and the place is as expected. */
  #begin(
    { signedIn }: SettingsSnapshot,
    place: PlaceId,
    due: readonly DueWrite[],
    overwritten: Overwritten,
    before: PlaceValues,
  ): SettingsReducer {
    const at = new Date(this.parts.ports.now()).toISOString();
    return ({ signedIn: present, settings, changes }) => {
      const areSame = peopleOf(present.identities) === peopleOf(signedIn.identities);
      const { dueWrites } = settings;
      const isStillDue = due.every((one) => dueWrites.some((other) => JSON.stringify(other) === JSON.stringify(one)));
      if (!areSame || !isStillDue || settings.paused) throw new NoLongerDueError();
      const isMade = settings.missing[place] === 'to-make';
      const replicas = settings.replicas.map((replica) => {
        const write = due.find((one) => one.place === replica.id && one.register === replica.register);
        if (!write) return replica;
        // Null is a value of its own: a workspace that inherits.
        const found = before[replica.register];
        const isThere = found !== undefined && found !== 'absent';
        if (!isMade && !isAsExpected(replica, isThere ? { value: found } : 'absent', write)) {
          throw new PlaceMovedError(before);
        }
        // What vanished under a write that is made again is accounted for (C3), so that half of the new value is told (C2).
        const base = isThere ? (baseOf(replica) ?? 'absent') : 'absent';
        return { ...sending(replica, write), link: { state: 'joined' as const, base } };
      });
      // What is found now is younger than what is kept since an earlier time.
      const kept = { ...settings.overwritten[place], ...overwritten };
      return {
        settings: {
          ...settings,
          replicas,
          overwritten:
            Object.keys(kept).length > 0
              ? ({ ...settings.overwritten, [place]: kept } as Settings['overwritten'])
              : settings.overwritten,
        },
        changes: due.reduce((list, one) => listed(list, one, settings, { at, overwritten }), changes),
      };
    };
  }
}

/** How a write ended, until the next commit stores it. */
interface EndedWrite {
  readonly reducer: SettingsReducer;
  readonly slices: Work;
}

/**
 * Does something at one place after the other. What fails at one of them keeps the others from nothing, unless the app as a
 * whole is out of reach; the first failure is given back with what the others came to.
 */
async function forEachPlace<T>(
  places: readonly PlaceId[],
  work: (place: PlaceId) => Promise<T>,
): Promise<{ readonly results: ReadonlyMap<PlaceId, T>; readonly failure: TandemError | null }> {
  const results = new Map<PlaceId, T>();
  let failure: TandemError | null = null;
  for (const place of places) {
    try {
      results.set(place, await work(place));
    } catch (error) {
      if (!isOfOnePlace(error)) throw error;
      failure ??= error;
    }
  }
  return { results, failure };
}

const isOfOnePlace = (error: unknown): error is TandemError =>
  error instanceof ServerError ||
  error instanceof NotFoundError ||
  error instanceof UnexpectedAnswerError ||
  error instanceof RoleRefusedError;

const isOn = (settings: Settings, place: PlaceSpec) =>
  place.registers.some((register) => roleOf(place, register, settings) !== 'off');

const apiPlaces = ({ signedIn, settings }: SettingsSnapshot, app: AppId) =>
  placesOf(signedIn, settings).filter((place) => place.app === app && place.by === 'api' && isOn(settings, place));

/** Whose, and which places a reading of all that take part reads, and of which settings an empty one then counts (J3). */
const whatIsRead = (snapshot: SettingsSnapshot, app: AppId) =>
  [
    peopleOf(snapshot.signedIn.identities),
    ...snapshot.settings.inStep,
    ...apiPlaces(snapshot, app).map(({ id }) => id),
  ].join(' ');

/** What is due at each place behind an app's API. */
function groupsOf(snapshot: SettingsSnapshot, app: AppId): Map<PlaceId, DueWrite[]> {
  const places = new Set(apiPlaces(snapshot, app).map(({ id }) => id));
  const groups = new Map<PlaceId, DueWrite[]>();
  for (const due of snapshot.settings.dueWrites) {
    if (!places.has(due.place)) continue;
    groups.set(due.place, [...(groups.get(due.place) ?? []), due]);
  }
  return groups;
}

const changesOf = (due: readonly DueWrite[]): PlaceChanges =>
  Object.fromEntries(due.map(({ register, target }) => [register, target]));
