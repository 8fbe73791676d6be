import type { PageOrder, PageRegister } from '@/lib/messaging/protocol';
import {
  type AppId,
  appOfPlace,
  isPagePlace,
  type Json,
  lastUsedPlace,
  type PlaceId,
  type RegisterId,
  type Settings,
} from '@/lib/model';
import { isEqual, type Observation, placeKey, putBack, type Replica, sending } from '@/lib/reconcile';
import type { PageReport } from '../page-watch';
import { targetAt, unjoined } from './advance';
import type { Turn } from './book';
import { answered, type DueWrite, dueWrites, listed } from './changes';
import { isOlder } from './places';

type Look = Extract<RegisterId, `ui.${string}`>;
const fields = { 'ui.theme': 'theme', 'ui.language': 'language', 'ui.textSize': 'textSize' } as const;
const looks = Object.keys(fields) as Look[];

/** What is due in the pages of an app. */
const dueInPages = (settings: Settings, app: AppId): DueWrite[] =>
  settings.paused ? [] : dueWrites(settings).filter(({ place }) => isPagePlace(place) && appOfPlace(place) === app);

const isAt = (replica: Replica) => (due: DueWrite) => due.register === replica.register && due.place === replica.id;

/** A former write is on its way, and nobody knows yet whether it came: what the page is to hold before this one is open. */
const isCrossed = ({ tried }: Replica, { target }: DueWrite) =>
  tried?.state === 'sending' && !isEqual(tried.target, target);

/** Whether a write to the pages of an app was told to them, and no report said yet what became of it. */
export const isOnItsWay = ({ replicas }: Settings, app: AppId): boolean =>
  replicas.some(({ id, tried }) => isPagePlace(id) && appOfPlace(id) === app && tried?.state === 'sending');

/** What is due in the pages of an app, and can be told to them now. */
const pageWrites = (settings: Settings, app: AppId): DueWrite[] =>
  dueInPages(settings, app).filter(
    (due) => !settings.replicas.some((replica) => isAt(replica)(due) && isCrossed(replica, due)),
  );

/**
 * What the pages of an app are to hold: what is due, and what is there and is to stay.
 * @param afterReload What an open page shows only once it is loaded again
 */
export function orderFor(settings: Settings, app: AppId, afterReload: readonly RegisterId[]): PageOrder {
  const due = pageWrites(settings, app);
  const set: PageOrder['set'][number][] = due.flatMap(({ register, place, target }): PageOrder['set'] => {
    const replica = settings.replicas.find((one) => one.register === register && one.id === place);
    if (!replica?.seen) return [];
    return [{ register: register as PageRegister, expected: replica.seen, target }];
  });
  if (app === 'librechat' && afterReload.includes('llm.model')) set.push(...modelToCome(settings));
  const keep: Partial<Record<Look, string>> = {};
  const changing = dueInPages(settings, app);
  for (const replica of settings.replicas) {
    const { id, register, role, seen } = replica;
    if (id !== `${app}/page` || role === 'off' || seen === null || seen === 'absent') continue;
    const isSet = changing.some(isAt(replica));
    if (!isSet && !settings.paused && typeof seen.value === 'string') keep[register as Look] = seen.value;
  }
  return { number: settings.seq, set, keep };
}

/** An open page of LibreChat writes its own choice whenever it likes: ours is given again to the next document. */
function modelToCome({ replicas, paused }: Settings): PageOrder['set'] {
  const lastUsed = replicas.find(({ id }) => id === lastUsedPlace);
  if (!lastUsed || paused || lastUsed.seen === null || lastUsed.seen === 'absent') return [];
  const { tried, seen } = lastUsed;
  if (tried?.state !== 'ok' || !isEqual(tried.target, seen.value)) return [];
  return [{ register: 'llm.model', expected: seen, target: seen.value }];
}

/** Of what is due in the pages of an app, what is not stored yet as being on its way. */
export const unsentToPages = (settings: Settings, app: AppId): DueWrite[] =>
  pageWrites(settings, app).filter((due) => {
    const replica = settings.replicas.find((one) => isAt(one)(due));
    return replica?.seen != null && replica.tried?.state !== 'sending';
  });

/** Stores, before the pages are told, what they are told to write. @param at ISO 8601 */
export function sendingToPages(app: AppId, at: string): Turn {
  return ({ settings, changes }) => {
    const due = unsentToPages(settings, app);
    const replicas = settings.replicas.map((replica) => {
      const write = due.find(isAt(replica));
      return write ? sending(replica, write) : replica;
    });
    const list = due.reduce((all, one) => listed(all, one, settings, { at }), changes);
    // An order that sets something has a number of its own, so that a report tells which of them was carried out.
    const isNew = replicas.some((replica, index) => replica !== settings.replicas[index]);
    const seq = isNew ? settings.seq + 1 : settings.seq;
    return { settings: { ...settings, seq, replicas: replicas as Settings['replicas'] }, changes: list };
  };
}

/** What a page told about each of its places. */
function told(
  app: AppId,
  report: PageReport,
): Map<string, { readonly observation: Observation; readonly by: PlaceId }> {
  const found = new Map<string, { readonly observation: Observation; readonly by: PlaceId }>();
  const add = (register: RegisterId, id: PlaceId, value: Json) =>
    found.set(placeKey({ register, id }), { observation: value === null ? 'absent' : { value }, by: id });
  if (report.ui) for (const register of looks) add(register, `${app}/page`, report.ui[fields[register]]);
  if (report.ui && app === 'librechat') {
    const { provider = null, model = null } = report.lastUsed ?? {};
    add('llm.model', lastUsedPlace, provider === null || model === null ? null : { endpoint: provider, model });
  }
  return found;
}

/**
 * Which of the values in a page's report count. Apps write settings by themselves at every load, so that of a place that
 * takes part only the person's own hand and the arrival of our writes do (rule C7).
 */
export function observationsIn(settings: Settings, app: AppId, report: PageReport): Map<string, Observation> {
  const observations = new Map<string, Observation>();
  for (const [key, { observation }] of told(app, report)) {
    const replica = settings.replicas.find((one) => placeKey(one) === key);
    if (!replica || replica.role === 'off') continue;
    const isByHand = report.byHand?.includes(replica.register) ?? false;
    const isFirst = replica.seen === null || !replica.isRead || isFirstWord(replica, observation, report);
    const isNews = isFirst || isByHand || hasArrived(replica, observation);
    if (isNews || isFinal(settings, replica, report) || isStampOnly(settings, replica, observation, report)) {
      observations.set(key, observation);
    }
  }
  return observations;
}

/** Of these, what the page told upon an order that is no younger than the present value; a new document had none yet. */
export function datedIn(
  { registers, replicas }: Settings,
  { carriedOut }: PageReport,
  observations: ReadonlyMap<string, Observation>,
): ReadonlySet<string> {
  const isDated = ({ register }: Replica) => carriedOut != null && carriedOut <= (registers[register]?.seq ?? 0);
  return new Set(
    replicas
      .filter(isDated)
      .map(placeKey)
      .filter((key) => observations.has(key)),
  );
}

const hasArrived = ({ tried }: Replica, observation: Observation) =>
  tried?.state === 'sending' && observation !== 'absent' && isEqual(observation.value, tried.target);

/** The page carried our order out as far as it could: what it holds now was there before it (rule W3). */
const isFinal = (settings: Settings, { tried }: Replica, { carriedOut }: PageReport) =>
  tried?.state === 'sending' && carriedOut === settings.seq;

/**
 * A write that another one took the place of: the page carried out an order that is younger than the present value, so that
 * it leaves every older one, and it did not come.
 */
const isKnownNotToCome = (settings: Settings, replica: Replica, observation: Observation, report: PageReport) =>
  replica.tried?.state === 'sending' &&
  (report.carriedOut ?? 0) > (settings.registers[replica.register]?.seq ?? 0) &&
  isAsSeen(replica, observation) &&
  dueWrites(settings).some((due) => isAt(replica)(due) && isCrossed(replica, due));

const isAsSeen = ({ seen }: Replica, observation: Observation) =>
  observation === 'absent' || seen === 'absent' ? observation === seen : isEqual(observation.value, seen?.value);

/** Nothing new, but read since the present value came to be (rule O2): a page tells what it held when it began to tell. */
const isStampOnly = (settings: Settings, replica: Replica, observation: Observation, { carriedOut }: PageReport) =>
  isOlder(settings, replica) &&
  isAsSeen(replica, observation) &&
  (carriedOut ?? 0) > (settings.registers[replica.register]?.seq ?? 0);

/** An app's own first value at a place that had no opinion: it is compared like any that is found (rule J1). */
const isFirstWord = (
  { register, seen, isRead, tried }: Replica,
  observation: Observation,
  { byHand = [] }: PageReport,
) =>
  seen === 'absent' && isRead && observation !== 'absent' && tried?.state !== 'sending' && !byHand.includes(register);

/**
 * LibreChat wrote its last used model by itself, when no page has ours for its next document. That is no choice, but the
 * next one is told from it (rule C7).
 */
function isOwnWrite(
  replica: Replica,
  observation: Observation,
  { byHand = [], foreign = [], ui }: PageReport,
): boolean {
  const { id, register, role, seen, isRead, tried } = replica;
  const isLoose = id === lastUsedPlace && !ui?.afterReload?.includes(register);
  const isKnown = role !== 'off' && seen !== null && isRead && tried?.state !== 'sending';
  return isKnown && isLoose && ![...byHand, ...foreign].includes(register) && !isAsSeen(replica, observation);
}

/** What the app wrote stays there until there is a new value (rule W4). */
function withOwnWrite(replica: Replica, observation: Observation): Replica {
  const ours = replica.tried?.target ?? (replica.seen === 'absent' ? undefined : replica.seen?.value);
  const isFollowing = ours !== undefined && observation !== 'absent';
  return {
    ...replica,
    seen: observation,
    ...(isFollowing && { tried: { target: ours, state: 'overridden' } as const }),
  };
}

/** Whether a report tells anything that is not accounted for yet. */
export function isNews(settings: Settings, app: AppId, report: PageReport): boolean {
  const values = told(app, report);
  const isTold = (replica: Replica) => {
    const { observation } = values.get(placeKey(replica)) ?? {};
    if (observation === undefined) return false;
    return isOwnWrite(replica, observation, report) || isKnownNotToCome(settings, replica, observation, report);
  };
  return observationsIn(settings, app, report).size > 0 || settings.replicas.some(isTold);
}

/** Accounts for what arrived in a page: the list of changes, and values that the person wanted back. */
export function arrived(app: AppId, report: PageReport): Turn {
  return ({ scene, settings, changes }) => {
    const values = told(app, report);
    let list = changes;
    const done = new Set<string>();
    const replicas = settings.replicas.map((replica) => {
      const found = values.get(placeKey(replica));
      // What the person's hand did is a change, whatever the place held before.
      if (found && !replica.isRead && replica.seen !== null && report.byHand?.includes(replica.register)) {
        return { ...replica, isRead: true };
      }
      if (found && isFirstWord(replica, found.observation, report)) return { ...replica, ...unjoined };
      if (found && isKnownNotToCome(settings, replica, found.observation, report)) return { ...replica, tried: null };
      if (found && isOwnWrite(replica, found.observation, report)) return withOwnWrite(replica, found.observation);
      if (!found || !hasArrived(replica, found.observation) || replica.tried === null) return replica;
      const { target } = replica.tried;
      const restore = settings.restores.find(
        (one) => one.replica === replica.id && one.register === replica.register && isEqual(one.target, target),
      );
      const restores = restore?.change ?? null;
      list = answered(list, { register: replica.register, place: replica.id, target, restores }, { kind: 'ok' });
      if (!restore) return replica;
      done.add(restore.change);
      const seq = settings.registers[replica.register]?.seq ?? 0;
      return putBack(replica, target, targetAt(settings, scene, replica.register, replica.id), seq);
    });
    // A page that holds something else by now is not overwritten with what once was there.
    const isOver = (one: Settings['restores'][number]) => {
      const replica = settings.replicas.find(({ id, register }) => id === one.replica && register === one.register);
      const isHere = isPagePlace(one.replica) && appOfPlace(one.replica) === app;
      return isHere && replica !== undefined && isFinal(settings, replica, report);
    };
    const restores = settings.restores.filter((one) => !done.has(one.change) && !isOver(one));
    return { settings: { ...settings, replicas: replicas as Settings['replicas'], restores }, changes: list };
  };
}

/** Places of an app that take part, and of which nothing is known. */
export const untoldPlaces = ({ replicas }: Settings, app: AppId): readonly Replica[] =>
  replicas.filter(({ id, role, seen, met }) => appOfPlace(id) === app && role !== 'off' && !seen && !met);
