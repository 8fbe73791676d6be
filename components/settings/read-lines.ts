import {
  type AppState,
  appIds,
  appOfPlace,
  baseOf,
  isPagePlace,
  type Json,
  lastUsedPlace,
  type PlaceId,
  presetPlace,
  type RegisterId,
  type Replica,
  type Settings,
  type SettingsState,
  type SharedState,
  valueIn,
} from '@/lib/model';
import { mostTemperature, providerAt } from '@/lib/settings/definitions/place-provider';
import { verdictsOn } from '@/lib/settings/definitions/verdicts';
import type { WaitingWhy } from '../words/en/panel';
import { idleAt, startsWith, takesPart } from './place-participation';
import { modelOf, showHeld, showValue } from './show-value';
import { wanted } from './wanted';

/** How one place stands to a setting, where that needs a word, and its name. */
export type PlaceLine = Stand & {
  readonly place: PlaceId;
  /** `only`: no other place of the app takes part in this setting, so that the app's name says enough. */
  readonly of: 'only' | 'several';
};

export type Stand =
  | { readonly kind: 'waiting'; readonly why: WaitingWhy }
  /** `idle`: it decides nothing, as the app's owner wants it. */
  | { readonly kind: 'overridden' | 'unsupported' | 'declined' | 'idle' }
  | { readonly kind: 'needs-key'; readonly key: 'missing' | 'expired'; readonly provider: string }
  | { readonly kind: 'refused'; readonly code: string; readonly target: Json }
  | { readonly kind: 'coerced'; readonly got: Json }
  /** The most that its provider takes, which is less than the shared value. `provider` null: not known. */
  | { readonly kind: 'capped'; readonly most: number; readonly provider: string | null }
  /**
   * LibreChat's new chats start with another model than the shared one: what was used there last, by whoever's doing; the
   * person's own default preset; or what the owner decides.
   */
  | { readonly kind: 'starts-with'; readonly model: string; readonly by: 'last-used' | 'preset' | 'owner' | 'listed' };

interface Around {
  readonly shared: Pick<SharedState, 'apps'> & Partial<Pick<SharedState, 'workspaces'>>;
  readonly settings: Settings;
  readonly online: boolean;
  /** Missing: why a place can't hold a model is not asked. */
  readonly offers?: SettingsState['offers'] | undefined;
}

function waitsFor(place: PlaceId, { connection, status }: AppState, online: boolean): WaitingWhy {
  if (isPagePlace(place)) return 'next-open';
  if (!online) return 'offline';
  if (!connection || !status.granted) return 'grant';
  if (status.session === 'asleep') return 'asleep';
  if (status.session === 'unseen') return 'unseen';
  if (status.session === 'expired' || status.session === 'signed-out') return 'sign-in';
  if (status.problem) return status.problem.transient ? 'down' : 'problem';
  return 'sending';
}

/** What keeps a setting from being the same in all places that follow, place by place. Nothing where all is well. */
export function readLines(
  register: RegisterId,
  { shared: { apps, workspaces = [] }, settings, online, offers }: Around,
): readonly PlaceLine[] {
  const value = wanted(register, settings);
  const idle = idleAt(apps);
  const meaning = value === null ? null : showValue(register, value).meaning;
  const isOf = (place: PlaceId) => (each: { register: RegisterId; replica: string }) =>
    each.register === register && each.replica === place;

  const taking = settings.replicas.filter((each) => each.register === register && each.role !== 'off');
  const stand = (replica: Replica): Stand | null => {
    const { id: place, lastWrite, pinned } = replica;
    const base = baseOf(replica);
    const isHere = isOf(place);
    if (settings.questions.some((each) => each.kind === 'approve' && isHere(each)))
      return { kind: 'waiting', why: 'asks' };
    if (settings.waiting.some(isHere)) {
      return { kind: 'waiting', why: settings.paused ? 'paused' : waitsFor(place, apps[appOfPlace(place)], online) };
    }
    if (idle.includes(place)) return register === 'llm.model' ? null : { kind: 'idle' };
    if (settings.unsupported.some(isHere)) return unsupported(register, value, { apps, settings, offers });
    if (base !== null && showHeld(register, base).meaning === meaning) return null;
    const held = valueIn(base);
    if (register === 'llm.temperature' && typeof value === 'number' && typeof held === 'number') {
      const llm = appIds.flatMap((app) => apps[app].llm?.places ?? []);
      const provider = providerAt(place, { ...settings, llm, workspaces });
      if (held < value && held === mostTemperature(place, provider)) return { kind: 'capped', most: held, provider };
    }
    if (pinned?.by === 'no') return { kind: 'declined' };
    if (lastWrite?.state === 'refused') return { kind: 'refused', code: lastWrite.code, target: lastWrite.target };
    if (lastWrite?.state === 'coerced') return { kind: 'coerced', got: lastWrite.got };
    if (pinned?.by !== 'choice' || held === undefined) return null;
    const { model } = modelOf(held);
    return place === lastUsedPlace && model !== null
      ? { kind: 'starts-with', model, by: 'last-used' }
      : { kind: 'overridden' };
  };
  return appIds.flatMap((app) => {
    const places = taking.filter(({ id }) => appOfPlace(id) === app);
    const of = places.length > 1 ? 'several' : 'only';
    const lines = places.flatMap((replica): PlaceLine[] => {
      const found = stand(replica);
      return found ? [{ place: replica.id, of, ...found }] : [];
    });
    const isIdle = register === 'llm.model' && places.some(({ id }) => idle.includes(id));
    return [...onceOfApp(lines), ...(isIdle && meaning !== null ? started(meaning, settings, apps) : [])];
  });
}

/** What an app can't hold none of its places can: that is said once, of the app. */
function onceOfApp(lines: readonly PlaceLine[]): readonly PlaceLine[] {
  const isOfApp = ({ kind }: PlaceLine) => kind === 'unsupported' || kind === 'needs-key';
  const first = lines.find(isOfApp);
  return lines.flatMap((line) => (line === first ? [{ ...line, of: 'only' as const }] : isOfApp(line) ? [] : [line]));
}

/** What LibreChat's new chats start with in place of the shared model, where its places decide nothing. */
function started(meaning: string, settings: Settings, apps: SharedState['apps']): readonly PlaceLine[] {
  const first = startsWith(apps);
  if (!first || showValue('llm.model', { provider: first.provider, model: first.model }).meaning === meaning) return [];
  const isOurs = first.place === 'default-preset' && takesPart('llm.model', presetPlace, settings);
  const by = first.place === 'default-preset' ? 'preset' : first.place === 'owner' ? 'owner' : 'listed';
  const model = first.label ?? first.model ?? first.provider ?? '';
  return isOurs ? [] : [{ place: lastUsedPlace, of: 'only', kind: 'starts-with', model, by }];
}

/** Why a place can't hold the value. */
function unsupported(
  register: RegisterId,
  value: Json,
  { apps, settings: { pairs }, offers }: Pick<Around, 'settings' | 'offers'> & Around['shared'],
): Stand | null {
  const { provider, model } = modelOf(value);
  if (register !== 'llm.model' || !offers || provider === null) return { kind: 'unsupported' };
  // What it can hold is not known before it has told what it offers.
  if (apps.librechat.connection?.contract === 'stock' && !offers.librechat) return null;
  const { librechat } = verdictsOn({ provider, model: model ?? '' }, null, { offers, pairs });
  return librechat.kind === 'needs-key' ? { ...librechat, provider } : { kind: 'unsupported' };
}
