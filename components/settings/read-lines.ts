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

/** A place's name, and its state for a setting if that needs an explanation. */
export type PlaceLine = Stand & {
  readonly place: PlaceId;
  /** `only`: no other place of the app takes part in this setting, so the app's name is enough. */
  readonly of: 'only' | 'several';
};

export type Stand =
  | { readonly kind: 'waiting'; readonly why: WaitingWhy }
  /** `idle`: it has no effect, by the rules of the app's owner. */
  | { readonly kind: 'overridden' | 'unsupported' | 'declined' | 'idle' }
  | { readonly kind: 'needs-key'; readonly key: 'missing' | 'expired'; readonly provider: string }
  | { readonly kind: 'refused'; readonly code: string; readonly target: Json }
  | { readonly kind: 'coerced'; readonly got: Json }
  /** The provider's limit, which is less than the shared value. `provider` null: not known. */
  | { readonly kind: 'capped'; readonly most: number; readonly provider: string | null }
  /**
   * LibreChat's new chats start with a model other than the shared one: the last used one, the user's own default
   * preset, or the owner's choice.
   */
  | { readonly kind: 'starts-with'; readonly model: string; readonly by: 'last-used' | 'preset' | 'owner' | 'listed' };

interface Around {
  readonly shared: Pick<SharedState, 'apps'> & Partial<Pick<SharedState, 'workspaces'>>;
  readonly settings: Settings;
  readonly online: boolean;
  /** Missing: the reason why a place cannot hold a model is not needed. */
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

/** The reasons why a setting differs between places that follow, place by place. Empty if there are none. */
export function readLines(
  register: RegisterId,
  { shared: { apps, workspaces = [] }, settings, online, offers }: Around,
): readonly PlaceLine[] {
  const value = wanted(register, settings);
  const idle = idleAt(apps);
  const meaning = value === null ? null : showValue(register, value).meaning;
  const isOf = (place: PlaceId) => (each: { register: RegisterId; place: string }) =>
    each.register === register && each.place === place;

  const taking = settings.replicas.filter((each) => each.register === register && each.role !== 'off');
  const stand = (replica: Replica): Stand | null => {
    const { id: place, lastWrite, pinned } = replica;
    const base = baseOf(replica);
    const isHere = isOf(place);
    if (settings.questions.some((each) => each.kind === 'approve' && isHere(each)))
      return { kind: 'waiting', why: 'asks' };
    if (settings.dueWrites.some(isHere)) {
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

/** If an app cannot hold a value, none of its places can: one line for the app is enough. */
function onceOfApp(lines: readonly PlaceLine[]): readonly PlaceLine[] {
  const isOfApp = ({ kind }: PlaceLine) => kind === 'unsupported' || kind === 'needs-key';
  const first = lines.find(isOfApp);
  return lines.flatMap((line) => (line === first ? [{ ...line, of: 'only' as const }] : isOfApp(line) ? [] : [line]));
}

/** The start of LibreChat's new chats in place of the shared model, if its places have no effect. */
function started(meaning: string, settings: Settings, apps: SharedState['apps']): readonly PlaceLine[] {
  const first = startsWith(apps);
  if (!first || showValue('llm.model', { provider: first.provider, model: first.model }).meaning === meaning) return [];
  const isOurs = first.place === 'default-preset' && takesPart('llm.model', presetPlace, settings);
  const by = first.place === 'default-preset' ? 'preset' : first.place === 'owner' ? 'owner' : 'listed';
  const model = first.label ?? first.model ?? first.provider ?? '';
  return isOurs ? [] : [{ place: lastUsedPlace, of: 'only', kind: 'starts-with', model, by }];
}

/** Why a place cannot hold the value. */
function unsupported(
  register: RegisterId,
  value: Json,
  { apps, settings: { providerAliases }, offers }: Pick<Around, 'settings' | 'offers'> & Around['shared'],
): Stand | null {
  const { provider, model } = modelOf(value);
  if (register !== 'llm.model' || !offers || provider === null) return { kind: 'unsupported' };
  // Before it has listed its offers, its limits are unknown.
  if (apps.librechat.connection?.contract === 'stock' && !offers.librechat) return null;
  const { librechat } = verdictsOn({ provider, model: model ?? '' }, null, { offers, providerAliases });
  return librechat.kind === 'needs-key' ? { ...librechat, provider } : { kind: 'unsupported' };
}
