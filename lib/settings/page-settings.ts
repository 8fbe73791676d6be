import type { DesiredSettings, PageRegister, PageReport } from '@/lib/messaging/protocol';
import {
  type AppId,
  appOfPlace,
  baseOf,
  type Change,
  type DueWrite,
  isPagePlace,
  type Json,
  lastUsedPlace,
  type PlaceId,
  type RegisterId,
  type Settings,
  uiFieldOf,
  uiSettings,
  valueIn,
} from '@/lib/model';
import {
  answeredPutBack,
  isEqual,
  type Observation,
  placeKey,
  type Replica,
  sending,
  withOutcome,
  withoutPutBack,
} from '@/lib/settings/rules';
import { forgotten, targetAt } from './advance';
import { answered, listed } from './change-history';
import type { SettingsReducer } from './settings-store';

const isInPages = (place: PlaceId, app: AppId) => isPagePlace(place) && appOfPlace(place) === app;

/** What is due in the pages of an app, until a page reports that it is there. */
export const dueInPages = (settings: Settings, app: AppId): DueWrite[] =>
  settings.paused ? [] : settings.dueWrites.filter(({ place }) => isInPages(place, app));

const isAt = (replica: Replica) => (due: DueWrite) => due.register === replica.register && due.place === replica.id;

/**
 * What the pages of an app are to hold: what is due there, and what is there and is to stay.
 * @param afterReload What an open page shows only once it is loaded again
 */
export function desiredIn(settings: Settings, app: AppId, afterReload: readonly RegisterId[]): DesiredSettings {
  const due = dueInPages(settings, app);
  const values: Partial<Record<PageRegister, Json>> = {};
  for (const replica of settings.paused ? [] : settings.replicas) {
    if (!isInPages(replica.id, app) || baseOf(replica) === null) continue;
    const write = due.find(isAt(replica));
    const value = write ? write.target : stayingAt(replica, afterReload);
    if (value !== undefined) values[replica.register as PageRegister] = value;
  }
  return { asOf: settings.seq, values };
}

/** What a page holds and is to stay; undefined: whatever the app makes of it. */
function stayingAt(replica: Replica, afterReload: readonly RegisterId[]): Json | undefined {
  const { register, role, lastWrite } = replica;
  const held = valueIn(baseOf(replica));
  if (role === 'off' || held === undefined) return undefined;
  // An open page of LibreChat writes its own choice whenever it likes: ours is given again to the next document.
  const isToCome = afterReload.includes(register) && lastWrite?.state === 'ok' && isEqual(lastWrite.target, held);
  return register !== 'llm.model' || isToCome ? held : undefined;
}

/** Of what is due in the pages of an app, what is not stored yet as being on its way. */
export const unsentToPages = (settings: Settings, app: AppId): DueWrite[] =>
  dueInPages(settings, app).filter((due) => {
    const replica = settings.replicas.find((one) => isAt(one)(due));
    if (!replica || baseOf(replica) === null) return false;
    const { lastWrite } = replica;
    return lastWrite?.state !== 'sending' || !isEqual(lastWrite.target, due.target);
  });

/** Stores, before a page is told, what it is told to write. @param at ISO 8601 */
export function sendingToPages(app: AppId, at: string): SettingsReducer {
  return ({ settings, changes }) => {
    const due = unsentToPages(settings, app);
    const replicas = settings.replicas.map((replica) => {
      const write = due.find(isAt(replica));
      return write ? sending(replica, write) : replica;
    });
    // What this takes the place of, and nobody reported, is not waited for any more.
    const isOver = ({ state, register, place, to }: Change) =>
      state === 'sending' &&
      due.some((one) => one.register === register && one.place === place && !isEqual(one.target, to));
    const open = changes.filter((change) => !isOver(change));
    const list = due.reduce<readonly Change[]>((all, one) => listed(all, one, settings, { at }), open);
    return { settings: { ...settings, replicas }, changes: list };
  };
}

/** What a page reported of each of its places. */
function valuesIn(app: AppId, report: PageReport): Map<string, Observation> {
  const found = new Map<string, Observation>();
  const add = (register: RegisterId, id: PlaceId, value: Json) =>
    found.set(placeKey({ register, id }), value === null ? 'absent' : { value });
  if (report.ui)
    for (const register of uiSettings) add(register, `${app}/page`, report.ui[uiFieldOf(register)] ?? null);
  if (report.ui && app === 'librechat') {
    const { provider = null, model = null } = report.lastUsed ?? {};
    add('llm.model', lastUsedPlace, provider === null || model === null ? null : { endpoint: provider, model });
  }
  return found;
}

/**
 * What a report says of a place that takes part. Apps write settings in their pages by themselves. So only a change by the
 * user's hand and the arrival of a write of ours count as more than that (rule C6).
 * - `arrived`: it holds what we wrote;
 * - `by-hand`: the user set it;
 * - `first`: it was not read since it takes part, or held nothing then: compared like any value that is found (J2, J3);
 * - `by-app`: LibreChat set its last used model. That is no choice, but the next one is told from it (C6);
 * - `known`: nothing new.
 */
type ReportKind = 'arrived' | 'by-hand' | 'first' | 'by-app' | 'known';

function classify(replica: Replica, found: Observation, { byHand = {}, foreign = [], ui }: PageReport): ReportKind {
  const { id, register, role, link, lastWrite } = replica;
  const isSending = lastWrite?.state === 'sending';
  if (role === 'off') return 'known';
  if (isSending && isSame(found, { value: lastWrite.target })) return 'arrived';
  if (register in byHand) return 'by-hand';
  if (link.state === 'apart') return isSame(found, link.candidate) ? 'known' : 'first';
  if (link.state !== 'joined' || (link.base === 'absent' && found !== 'absent' && !isSending)) return 'first';
  // Ours waits for the next document, or another document is to tell whose hand it was.
  const isOpen = isSending || [...foreign, ...(ui?.afterReload ?? [])].includes(register);
  return id === 'librechat/last-used' && !isOpen && !isSame(found, link.base) ? 'by-app' : 'known';
}

const isSame = (a: Observation, b: Observation) => isEqual(valueIn(a), valueIn(b));

/** The places that a page reported of, with what the report says of each. */
function reportedIn(settings: Settings, app: AppId, report: PageReport) {
  const values = valuesIn(app, report);
  return settings.replicas.flatMap((replica) => {
    const found = values.get(placeKey(replica));
    return found === undefined ? [] : [{ replica, found, kind: classify(replica, found, report) }];
  });
}

/** Whether a report says anything that is not accounted for yet. */
export const isNews = (settings: Settings, app: AppId, report: PageReport): boolean =>
  reportedIn(settings, app, report).some(({ kind }) => kind !== 'known');

/** Whether a page holds what was on its way to it. */
export const hasArrived = (settings: Settings, app: AppId, report: PageReport): boolean =>
  reportedIn(settings, app, report).some(({ kind }) => kind === 'arrived');

/** What a report adds to what is known of an app's places. */
export function newsIn(settings: Settings, app: AppId, report: PageReport) {
  const observations = new Map<string, Observation>();
  const asOf = new Map<string, number>();
  for (const { replica, found, kind } of reportedIn(settings, app, report)) {
    if (kind === 'known' || kind === 'by-app') continue;
    observations.set(placeKey(replica), found);
    const known = report.byHand?.[replica.register];
    if (kind === 'by-hand' && known != null) asOf.set(placeKey(replica), known);
  }
  return { observations, asOf };
}

/** Accounts for a report, before its news are taken in: the list of changes, and values that the user wanted back. */
export function accountedFor(app: AppId, report: PageReport): SettingsReducer {
  return ({ signedIn, settings, changes }) => {
    let list = changes;
    const reported = new Map(reportedIn(settings, app, report).map((one) => [one.replica, one]));
    const replicas = settings.replicas.map((replica): Replica => {
      const { kind, found } = reported.get(replica) ?? {};
      switch (kind) {
        case 'arrived': {
          const { id: place, register, pinned } = replica;
          const target = replica.lastWrite?.target ?? null;
          const restores = pinned?.by === 'put-back' && isEqual(pinned.target, target) ? pinned.change : null;
          list = answered(list, { register, place, target, restores }, { kind: 'ok' });
          if (restores === null) return replica;
          const seq = settings.registers[register]?.seq ?? 0;
          const done = withOutcome(replica, { target, seq }, { kind: 'ok' });
          return answeredPutBack(done, targetAt(settings, signedIn, register, place));
        }
        case 'by-hand':
          // What the user's hand did is a change, whatever the place held before; and nothing is put back over it (W4).
          return withoutPutBack(
            replica.link.state === 'joining' ? { ...replica, link: { state: 'joined', base: 'absent' } } : replica,
          );
        case 'first':
          return replica.link.state === 'joining' ? replica : forgotten(replica);
        case 'by-app':
          return found ? writtenByApp(replica, found) : replica;
        default:
          return replica;
      }
    });
    return { settings: { ...settings, replicas }, changes: list };
  };
}

/** What the app wrote stays there until there is a new value (rule W4). */
function writtenByApp(replica: Replica, found: Observation): Replica {
  const ours = replica.lastWrite?.target ?? valueIn(baseOf(replica));
  const isKept = replica.pinned === null && ours !== undefined && found !== 'absent';
  const pinned = isKept ? ({ by: 'choice', against: ours } as const) : replica.pinned;
  return { ...replica, link: { state: 'joined', base: found }, lastWrite: null, pinned };
}

/** Places of an app that take part, and of which nothing is known. */
export const untoldPlaces = ({ replicas }: Settings, app: AppId): readonly Replica[] =>
  replicas.filter(({ id, role, link }) => appOfPlace(id) === app && role !== 'off' && link.state === 'unread');
