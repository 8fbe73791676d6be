import {
  type AppState,
  appIds,
  type Json,
  type PlaceId,
  type RegisterId,
  type Settings,
  type SharedState,
} from '@/lib/model';
import type { WaitingWhy } from './place-words';
import { appOf, isInPage, lastUsedPlace } from './places';
import { modelOf, sharedValue, showSeen, showValue } from './show-value';

/** How one place stands to a setting, where that needs a word, and its name. */
export type PlaceLine = Stand & {
  readonly place: PlaceId;
  /** `only`: no other place of the app takes part in this setting, so that the app's name says enough. */
  readonly of: 'only' | 'several';
};

export type Stand =
  | { readonly kind: 'waiting'; readonly why: WaitingWhy }
  | { readonly kind: 'sent' | 'overridden' | 'unsupported' | 'declined' }
  | { readonly kind: 'refused'; readonly code: string; readonly target: Json }
  | { readonly kind: 'coerced'; readonly got: Json }
  /** LibreChat was last used with another model than the shared one, by the person's own choice. */
  | { readonly kind: 'last-used'; readonly model: string };

/** What the person wants of a setting: the last value from anywhere, or the change that was made in Tandem since. */
export function wanted(register: RegisterId, settings: Settings): Json {
  const present = settings.registers[register];
  const edit = lastEdit(register, settings);
  const isNewer = edit && (!present || edit.seq >= present.seq);
  if (isNewer) return sharedValue(edit.value);
  return present ? sharedValue(present.value) : null;
}

/** The person's last change of a setting that is not everywhere yet. */
export const lastEdit = (register: RegisterId, { outbox }: Settings) =>
  outbox.filter((edit) => edit.register === register).sort((a, b) => b.seq - a.seq)[0];

interface Around {
  readonly shared: Pick<SharedState, 'apps'>;
  readonly settings: Settings;
  readonly online: boolean;
}

function waitsFor(place: PlaceId, { connection, status }: AppState, online: boolean): WaitingWhy {
  if (isInPage(place)) return 'next-open';
  if (!online) return 'offline';
  if (!connection || !status.granted) return 'grant';
  if (status.session === 'asleep') return 'asleep';
  if (status.session === 'unseen') return 'unseen';
  if (status.session === 'expired' || status.session === 'signed-out') return 'sign-in';
  if (status.problem) return status.problem.transient ? 'down' : 'problem';
  return 'sending';
}

/** What keeps a setting from being the same in all places that follow, place by place. Nothing where all is well. */
export function readLines(register: RegisterId, { shared: { apps }, settings, online }: Around): readonly PlaceLine[] {
  const value = wanted(register, settings);
  const edit = lastEdit(register, settings);
  const meaning = value === null ? null : showValue(register, value).meaning;
  const isOf = (place: PlaceId) => (each: { register: RegisterId; replica: string }) =>
    each.register === register && each.replica === place;

  const taking = settings.replicas.filter((each) => each.register === register && each.role !== 'off');
  const stand = ({ id: place, seen, tried }: (typeof taking)[number]): Stand | null => {
    const isHere = isOf(place);
    if (settings.questions.some((each) => each.kind === 'approve' && isHere(each)))
      return { kind: 'waiting', why: 'asks' };
    if ([...settings.waiting, ...settings.restores].some(isHere)) {
      return { kind: 'waiting', why: settings.paused ? 'paused' : waitsFor(place, apps[appOf(place)], online) };
    }
    if (settings.unsupported.some(isHere)) return { kind: 'unsupported' };
    if (seen !== null && showSeen(register, seen).meaning === meaning) {
      return edit && tried?.state === 'ok' ? { kind: 'sent' } : null;
    }
    if (tried?.state === 'refused') {
      return tried.code === 'declined'
        ? { kind: 'declined' }
        : { kind: 'refused', code: tried.code, target: tried.target };
    }
    if (tried?.state === 'coerced') return { kind: 'coerced', got: tried.got };
    if (tried?.state !== 'overridden' || seen === null || seen === 'absent') return null;
    const { model } = modelOf(seen.value);
    return place === lastUsedPlace && model !== null ? { kind: 'last-used', model } : { kind: 'overridden' };
  };
  return appIds.flatMap((app) => {
    const places = taking.filter(({ id }) => appOf(id) === app);
    const of = places.length > 1 ? 'several' : 'only';
    return places.flatMap((replica): PlaceLine[] => {
      const found = stand(replica);
      return found ? [{ place: replica.id, of, ...found }] : [];
    });
  });
}
