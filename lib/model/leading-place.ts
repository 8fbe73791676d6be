import { lastUsedPlace, type PlaceId, presetPlace } from './place';
import type { LlmPlace, LlmSlice } from './slices';

type Held = Pick<LlmSlice, 'places' | 'owner'>;

const at = ({ places }: Held, name: LlmPlace['place']) =>
  places.find(({ place, model, provider }) => place === name && (model ?? provider));

/** Whether LibreChat applies no default presets, by the rules of its owner. */
export const arePresetsIdle = ({ owner }: Held): boolean => owner?.presets === 'off';

/** Places that have an effect: a default preset has none if presets are not applied. */
export const activePlaces = (held: Held): readonly LlmPlace[] =>
  arePresetsIdle(held) ? held.places.filter(({ place }) => place !== 'default-preset') : held.places;

/** The start of a new chat, as far as it is known. */
export function leadingPlace(held: Held): LlmPlace | undefined {
  const chosen = at(held, 'account') ?? ownersChoice(held);
  const preset = arePresetsIdle(held) ? undefined : at(held, 'default-preset');
  return chosen ?? preset ?? at(held, 'last-used') ?? ownersFirst(held) ?? at(held, 'system-default');
}

/** A model of the owner's list that wins over the user's own choices, or that the user picked from that list. */
function ownersChoice({ places, owner }: Held): LlmPlace | undefined {
  if (!owner) return undefined;
  const lastUsed = places.find(({ place }) => place === 'last-used');
  // LibreChat's page stores the owner's first model as last used, without a choice of the user.
  const by = lastUsed?.spec === owner.first ? 'owner' : 'last-used';
  const picked = owner.yieldsTo === 'nothing' ? undefined : placeOf(owner.specs, lastUsed?.spec, by);
  const isPresetFirst = owner.yieldsTo === 'any' && owner.presets === 'on' && at({ places }, 'default-preset');
  if (isPresetFirst) return undefined;
  return picked ?? (owner.yieldsTo === 'any' ? undefined : ownersFirst({ places, owner }));
}

const ownersFirst = ({ owner }: Held) => owner && placeOf(owner.specs, owner.first, 'owner');

function placeOf(
  specs: NonNullable<Held['owner']>['specs'],
  name: string | null | undefined,
  place: LlmPlace['place'],
): LlmPlace | undefined {
  const spec = specs.find((each) => each.name === name);
  if (!spec) return undefined;
  const { label, provider, model } = spec;
  return { place, spec: name, label, provider, model, temperature: null, maxTokens: null };
}

/** LibreChat's places without an effect on its next new chat: a write there would change nothing. */
export function idlePlaces(held: Held | null): readonly PlaceId[] {
  if (!held) return [];
  const arePresetsOff = arePresetsIdle(held);
  const isOwners = held.owner !== undefined && held.owner.yieldsTo !== 'any';
  const isLastUsedOff = isOwners || (!arePresetsOff && at(held, 'default-preset') !== undefined);
  const idle: PlaceId[] = isLastUsedOff ? [lastUsedPlace] : [];
  return arePresetsOff ? [...idle, presetPlace] : idle;
}
